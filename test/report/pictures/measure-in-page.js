/* Runs in the page of in-a-browser.test.ts, so it is plain script. */

/** Pairs of texts, and texts and shapes, that lie over each other; and texts beyond the picture. */
globalThis.collisions = () => {
  const boxOf = (element) => element.getBoundingClientRect();
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  const svg = document.querySelector('svg');
  const frame = boxOf(svg);
  const texts = [...svg.querySelectorAll('text')].filter((text) => text.textContent.trim() !== '');
  const shapes = [...svg.querySelectorAll('.mark, .hollow, .range, .solid, .striped, .arrow, .tip, .joint')];
  const found = [];
  texts.forEach((text, index) => {
    const box = boxOf(text);
    if (box.left < frame.left || box.right > frame.right + 0.5 || box.top < frame.top || box.bottom > frame.bottom + 0.5)
      found.push(`“${text.textContent}” is cut`);
    for (const other of texts.slice(index + 1))
      if (meet(box, boxOf(other))) found.push(`“${text.textContent}” over “${other.textContent}”`);
    for (const shape of shapes) if (meet(box, boxOf(shape))) found.push(`“${text.textContent}” over a ${shape.getAttribute('class')}`);
  });
  return found;
};

/** The contrasts of all texts with all grounds of the picture, as WCAG 2 counts them. */
globalThis.contrasts = () => {
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const lightOf = (selector) => [...document.querySelectorAll(selector)].map((one) => luminance(getComputedStyle(one).fill));
  const grounds = lightOf('.paper, .box, .card');
  return lightOf('svg text').flatMap((text) => grounds.map((ground) => (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05)));
};

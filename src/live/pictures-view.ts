import type { Decision, Knowledge } from '../decision/decide.js';
import type { Robustness } from '../decision/robustness/robustness.js';
import { weightIntervals } from '../decision/robustness/weight-intervals.js';
import { type Picture, svgInline } from '../report/pictures/svg.js';
import { reportPictures } from '../report/report-pictures.js';
import { element } from './element.js';

/** The report's pictures, of the answers as they stand in the page. */
export interface PicturesView {
  readonly element: HTMLElement;
  update(decision: Decision, robustness: Robustness): void;
}

/** Drawn when they are looked at. */
export function picturesView(knowledge: Knowledge): PicturesView {
  const place = element('div', { class: 'pictures' });
  const details = element('details', { class: 'section' }, element('summary', {}, 'Pictures of these answers'), place);
  let draw = () => {};
  details.addEventListener('toggle', () => {
    if (details.open) draw();
  });
  return {
    element: details,
    update(decision, robustness) {
      draw = () => {
        const sensitivity = { weightIntervals: weightIntervals(decision) };
        const pictures = reportPictures({ knowledge, decision, robustness, starter: undefined, sensitivity });
        place.replaceChildren(...pictures.map((picture) => inlinePicture(renamed(picture))));
      };
      if (details.open) draw();
    },
  };
}

/** Under a name of its own, since the report has a picture of the same name and ids must be unique. */
function renamed(picture: Picture): Picture {
  const name = `what-if-${picture.name}`;
  return { ...picture, name, body: picture.body.replaceAll(`#picture-${picture.name}-`, `#picture-${name}-`) };
}

/** SVG text as an element: parsed as XML, in which names are escaped, and never as HTML. */
function inlinePicture(picture: Picture): Node {
  const text = svgInline(picture).replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
  return document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true);
}

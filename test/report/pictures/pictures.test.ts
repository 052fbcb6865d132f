import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { singleLine } from '../../../src/report/markdown.js';
import { contributionRows } from '../../../src/report/pictures/contributions.js';
import { rankingPicture } from '../../../src/report/pictures/ranking.js';
import { escapeXml, pictureWidth, svgFile, svgInline } from '../../../src/report/pictures/svg.js';
import { topologyWords } from '../../../src/report/pictures/topology.js';
import { weightRows } from '../../../src/report/pictures/weight-intervals.js';
import { anyPictures, title } from './picture-data.js';

describe.each(Object.entries(anyPictures))('the picture %s, whatever its data', (_, drawn) => {
  it('is well-formed, names its title and description, and is an image to screen readers', () => {
    fc.assert(
      fc.property(drawn, ({ picture }) => {
        for (const svg of [svgFile(picture), svgInline(picture)]) {
          expect(unclosed(svg)).toEqual([]);
          expect(svg).toMatch(/<svg [^>]*role="img"/);
          const labels = /aria-labelledby="([^"]+)"/.exec(svg)?.[1]?.split(' ') ?? [];
          expect(labels).toHaveLength(2);
          for (const id of labels) expect(svg.match(new RegExp(`id="${id}"`, 'g'))).toHaveLength(1);
          expect(svg).toContain(`>${escapeXml(picture.title)}</title>`);
          expect(svg).toContain(`>${escapeXml(picture.description)}</desc>`);
        }
        expect(picture.alt.length).toBeGreaterThan(10);
      }),
    );
  });

  it('has numbers everywhere, with one decimal at most', () => {
    fc.assert(
      fc.property(drawn, ({ picture }) => {
        const numbers = [...svgInline(picture).matchAll(/ (?:x|y|x1|y1|x2|y2|cx|cy|width|height|points|viewBox)="([^"]*)"/g)];
        expect(numbers.flatMap(([, value = '']) => value.split(/[ ,]/)).filter((number) => !/^-?\d+(\.\d)?$/.test(number))).toEqual([]);
      }),
    );
  });

  it('draws nothing outside its view box', () => {
    fc.assert(
      fc.property(drawn, ({ picture }) => {
        const outside = [...corners(picture.body)].filter(([x, y]) => x < 0 || x > pictureWidth || y < 0 || y > picture.height);
        expect(outside).toEqual([]);
      }),
    );
  });

  it('shows every name in full and in its description', () => {
    fc.assert(
      fc.property(drawn, ({ picture, names }) => {
        const shown = withoutSpace([...picture.body.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, content = '']) => content).join(''));
        for (const name of names) {
          expect(shown).toContain(withoutSpace(escapeXml(name)));
          expect(`${picture.title} ${picture.description}`).toContain(name);
        }
      }),
    );
  });

  it('has no markup but its own', () => {
    fc.assert(
      fc.property(drawn, ({ picture }) => {
        const own = ['svg', 'title', 'desc', 'style', 'defs', 'pattern', 'rect', 'line', 'polygon', 'circle', 'text'];
        const tags = [...svgFile(picture).matchAll(/<([a-z]+)/gi)].map(([, tag = '']) => tag);
        expect(tags.filter((tag) => !own.includes(tag))).toEqual([]);
        expect(svgInline(picture)).not.toMatch(/ (style|on[a-z]+|href)="/);
      }),
    );
  });

  it('is the same text for the same data', () => {
    fc.assert(
      fc.property(drawn, ({ picture, redraw }) => {
        expect(svgFile(redraw())).toBe(svgFile(picture));
      }),
      { numRuns: 20 },
    );
  });
});

describe('text in pictures', () => {
  it('comes out as text on one line', () => {
    fc.assert(
      fc.property(title, (text) => {
        const back = escapeXml(text)
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        expect(back).toBe(singleLine(text).replace(/[\ufffe\uffff]/g, '\ufffd'));
      }),
    );
  });
});

describe('the ranking', () => {
  it('tells what is ruled out by words and stripes, not by colour alone', () => {
    const row = { title: 'A', score: 50, low: 40, high: 60 };
    const picture = rankingPicture([{ ...row, place: undefined }]);
    expect(picture.body).toContain('>out<');
    expect(picture.body).toContain('fill="url(#picture-ranking-hatch)"');
    expect(picture.alt).toContain('Every alternative fails a must');
    expect(rankingPicture([{ ...row, place: 1 }]).body).not.toContain('hatch');
  });
});

describe('the contributions', () => {
  it('are shown largest first, and the small ones add up so that nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { maxLength: 40 }), (values) => {
        const differences = values.map((points, index) => ({ title: `need ${index}`, points }));
        const { rows, lead } = contributionRows({ first: 'A', runnerUp: 'B', differences });
        expect(lead).toBeCloseTo(
          values.reduce((sum, value) => sum + value, 0),
          6,
        );
        expect(Math.abs(lead - rows.reduce((sum, { points }) => sum + points, 0))).toBeLessThan(0.05 + 1e-9);
        expect(rows.length).toBeLessThanOrEqual(11);
        const single = rows.filter((row) => row.title.startsWith('need')).map(({ points }) => Math.abs(points));
        expect(single).toEqual([...single].sort((a, b) => b - a));
      }),
    );
  });
});

describe('the weight intervals', () => {
  it('begin with the weight that has the least room, and count those that may take any value', () => {
    const { shown, free, wider } = weightRows([
      { title: 'free', stated: 4, low: 0, high: null },
      { title: 'wide', stated: 4, low: 1, high: null },
      { title: 'near', stated: 4, low: 0, high: 4.5 },
    ]);
    expect(shown.map((row) => row.title)).toEqual(['near', 'wide']);
    expect([free, wider]).toEqual([1, 0]);
  });
});

describe('the topology in words', () => {
  it('says the same as the picture: the first cluster of each region, and how many more there are', () => {
    const cluster = (name: string, region: string) => ({ name, region });
    const words = topologyWords({
      title: 'Istio sidecar',
      pattern: 'federated',
      clusters: ['a1', 'a2', 'a3', 'b1', 'b2'].map((name) => cluster(name, name.startsWith('a') ? 'west' : 'east')),
      exampleRegions: false,
      entry: 'Ingress gateway',
      runs: 'istiod',
      gateway: 'East-west gateway',
      calls: 'Calls go through the gateway',
      trust: { kind: 'shared', words: 'One root' },
      gitops: 'flux',
    }).join(' ');
    expect(words).toContain('west with a1 and a2; east with b1 and b2; 1 further cluster built the same way.');
    for (const part of ['ingress gateway', 'istiod', 'Calls go through the gateway', 'One root', 'Flux']) expect(words).toContain(part);
  });
});

/** Tags that are not closed in order. */
function unclosed(svg: string): string[] {
  const open: string[] = [];
  for (const [, closing, tag = '', self] of svg.matchAll(/<(\/?)([a-z]+)(?:\s[a-zA-Z0-9:-]+="[^"<]*")*(\/?)>/g)) {
    if (closing === '/') {
      if (open.pop() !== tag) return [tag];
    } else if (self !== '/') open.push(tag);
  }
  return [...open, ...(svg.replace(/<\/?[a-z]+(?:\s[a-zA-Z0-9:-]+="[^"<]*")*\/?>/g, '').match(/[<>]/g) ?? [])];
}

function* corners(body: string): Generator<[number, number]> {
  for (const [tag] of body.matchAll(/<(rect|text|line|circle|polygon)[^>]*>/g)) {
    const value = (name: string) => Number(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? 0);
    if (tag.startsWith('<line')) {
      yield [value('x1'), value('y1')];
      yield [value('x2'), value('y2')];
    } else if (tag.startsWith('<circle')) yield [value('cx'), value('cy')];
    else if (tag.startsWith('<polygon'))
      for (const point of (/ points="([^"]*)"/.exec(tag)?.[1] ?? '').split(' ')) yield point.split(',').map(Number) as [number, number];
    else {
      yield [value('x'), value('y')];
      yield [value('x') + value('width'), value('y') + value('height')];
    }
  }
}

function withoutSpace(text: string): string {
  return text.replace(/\s/gu, '');
}

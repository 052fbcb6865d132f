import { describe, expect, it } from 'vitest';
import { alternativesOf } from '../../src/catalog/catalog.js';
import type { Fact } from '../../src/report/evidence.js';
import { anchorOf, reportView } from '../../src/report/view.js';
import { knowledge } from '../knowledge.js';
import { reportFiles, reportInput, situations } from './report-fixture.js';

const reports = Object.entries(situations).map(([name, answers]) => {
  const input = reportInput(answers);
  return { name, input, view: reportView(input), files: reportFiles(input) };
});

/** Texts of the catalog that state something about a product or platform. */
const productTexts = new Set(
  [
    ...knowledge.catalog.candidates.flatMap((candidate) =>
      Object.values(candidate.capabilities).flatMap((variants) =>
        Object.values(variants).flatMap((statements) => statements.map(({ note }) => note)),
      ),
    ),
    ...knowledge.catalog.findings.map(({ explanation }) => explanation),
    ...knowledge.catalog.guides.notEvaluated.map(({ reason }) => reason),
    ...knowledge.catalog.guides.clusters.patterns.map(({ how }) => how),
  ].filter((text) => text.length > 40 && !/[`*_[\]<>|~$&]/.test(text)),
);

describe.each(reports)('the report of $name', ({ input, view, files }) => {
  const markdown = files['report.md'] ?? '';

  it('leaves no hole: no undefined, NaN, object or unfilled placeholder', () => {
    for (const [path, content] of Object.entries(files)) {
      if (path === 'decision.json') continue;
      expect(content.match(/undefined|\bNaN\b|\[object|Infinity|\{\{|\}\}|\{[a-z]+(-[a-z]+)*\}/g), path).toBeNull();
    }
    expect(() => JSON.parse(files['decision.json'] ?? '')).not.toThrow();
  });

  it('has a heading for each link inside, and no two headings of the same name', () => {
    const anchors = [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
      anchorOf(heading.replace(/\\(.)/g, '$1').replace(/[`*]/g, '')),
    );
    for (const [, anchor] of markdown.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
    for (const [, anchor] of (files['report.html'] ?? '').matchAll(/href="#([^"]+)"/g))
      expect(files['report.html']).toContain(`id="${anchor}"`);
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it('gives each sentence about a product its chain: fact, source, version and date checked', () => {
    const lines = markdown.split('\n');
    lines.forEach((line, index) => {
      const product = [...productTexts].find((text) => line.includes(text));
      if (product === undefined) return;
      const near = lines.slice(index, index + 5).join('\n');
      expect(near, line).toMatch(/#[a-z0-9-]+`/);
      expect(near, line).toMatch(/\]\(https:\/\/[^)]+\), .+, checked \d{4}-\d\d-\d\d/);
    });
  });

  it('has no fact in its view without a source, but for what the catalog does not state', () => {
    for (const fact of factsIn(view)) {
      if (fact.sources.length === 0) expect(fact.text).toBe('The catalog states nothing about this.');
      expect(fact.chain.markdown).toContain(fact.fact);
    }
    expect(factsIn(view).length).toBeGreaterThan(5);
  });

  it('lists every source that it links to, with version and date', () => {
    const listed = markdown.slice(markdown.indexOf('\n## Sources'));
    const urls = [...markdown.matchAll(/\]\((https:\/\/[^)]+)\)/g)].map(([, url = '']) => url);
    for (const url of new Set(urls)) expect(listed, url).toContain(`](${url})`);
  });

  it('names the sum of contributions, which is the score', () => {
    for (const { alternative, score } of input.decision.ranking) {
      expect(
        score.contributions.reduce((sum, { points }) => sum + points, 0),
        alternative.id,
      ).toBeCloseTo(score.score, 6);
    }
    expect(markdown).toContain('| Sum |');
  });

  it('gives every table as many cells as it has columns', () => {
    for (const block of markdown
      .trim()
      .split('\n\n')
      .filter((part) => part.startsWith('| '))) {
      const widths = block.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size, block.slice(0, 200)).toBe(1);
    }
  });

  it('gives every figure of a table its unit, in the row, the head or the caption', () => {
    const unit =
      /points|place|score|range|cores|GB|ms\b|USD|person-days|weeks|%|seconds|weight|weighs|first in|stays first|to run|to adopt|now|^to$/i;
    const lines = markdown.slice(0, markdown.indexOf('\n## Facts')).split('\n');
    lines.forEach((line, index) => {
      if (!/^\|( -{3}:?| ---) \|/.test(line) && !/^\| -/.test(line)) return;
      const head = (lines[index - 1] ?? '').split('|').map((cell) => cell.trim());
      const caption = lines.slice(Math.max(0, index - 3), index - 1).join(' ');
      for (const row of lines.slice(index + 1, lines.indexOf('', index)))
        row.split(/(?<!\\)\|/).forEach((cell, column) => {
          if (!/^[+-]?[\d.,]+$/.test(cell.trim())) return;
          expect(`${head[column]} ${caption} ${row}`, row).toMatch(unit);
        });
    });
  });

  it('has the right number in its sentences: one of a thing, several of things', () => {
    for (const path of ['report.md', 'adr.md'])
      expect(
        (files[path] ?? '').match(
          /(?<![\d.,] ?)\b1 (musts|draws|clusters|regions|services|languages|engineers|single changes|further \w+s|other \w+s)\b/g,
        ),
        path,
      ).toBeNull();
  });

  it('has no open question of which nothing is said', () => {
    for (const row of input.robustness.questions.length === 0 ? [] : view.open.table.rows) {
      expect(row.slice(1, 4)).not.toContain('');
      expect(row.slice(1, 4)).not.toEqual(['<0.1', 'nothing by itself', '0 %']);
    }
  });

  it('names no section that it leaves out', () => {
    const headings = [...markdown.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    for (const [phrase, heading] of [
      [/\badoption plan\b/i, 'Adoption plan'],
      [/\bproof kit\b/i, 'Proof kit'],
      [/\(see Open questions\)/, 'Open questions'],
    ] as const)
      if (phrase.test(markdown.slice(0, markdown.indexOf('\n## Ranking')))) expect(headings).toContain(heading);
  });

  it('tells nothing twice in why one is first or another is not', () => {
    const why = markdown.slice(markdown.indexOf('\n## Why'), markdown.indexOf('\n### All contributions'));
    for (const part of why.split('\n### ')) {
      const titles = [...part.matchAll(/^- .*?: \*\*(.+?)\*\*/gm)].map(([, title]) => title);
      expect(new Set(titles).size, part.slice(0, 80)).toBe(titles.length);
    }
  });

  it('comes with a decision record that has the parts of MADR 4', () => {
    const adr = files['adr.md'] ?? '';
    const parts = [...adr.matchAll(/^##+ (.+)$/gm)].map(([, heading]) => heading);
    for (const part of [
      'Context and Problem Statement',
      'Decision Drivers',
      'Considered Options',
      'Decision Outcome',
      'Consequences',
      'Confirmation',
      'Pros and Cons of the Options',
      'More Information',
    ])
      expect(parts).toContain(part);
    expect(adr).toMatch(/^---\nstatus: proposed\n/);
    for (const { alternative } of input.decision.ranking) {
      expect(adr).toContain(`\n- ${alternative.variant.title}\n`);
      expect(adr).toContain(`\n### ${alternative.variant.title}\n`);
    }
    expect(adr).toContain('Revisit this decision when one of these becomes true:');
  });

  it('says what it does not know about: every alternative stands in the ranking', () => {
    const ranking = markdown.slice(markdown.indexOf('\n## Ranking'), markdown.indexOf('\n## What you told us'));
    for (const { variant } of alternativesOf(knowledge.catalog)) expect(ranking).toContain(variant.title);
  });
});

describe('reports', () => {
  it('are the same bytes for the same input', () => {
    const answers = situations['p04-forty-services-golden-metrics'] ?? '';
    expect(reportFiles(reportInput(answers))).toEqual(reportFiles(reportInput(answers)));
  });

  it('have their own wording for each kind of result', () => {
    const opening = (name: string) => reports.find((report) => report.name === name)?.files['report.md']?.split('\n')[2] ?? '';
    expect(opening('no-alternative')).toMatch(/^\*\*No alternative meets every must\*\*/);
    expect(opening('p01-five-services-two-engineers')).toMatch(/^\*\*Do not adopt a service mesh now\*\*/);
    expect(opening('stays-with-linkerd')).toMatch(/^\*\*Stay with Linkerd/);
    const close = reports.find(({ input }) => input.robustness.verdict.kind === 'close-call' && input.robustness.verdict.runnerUp !== null);
    if (close !== undefined) expect(opening(close.name)).toMatch(/^\*\*Too close to call between /);
  });

  it('do not claim that an alternative is first more often when only its candidate is', () => {
    for (const { files, input } of reports) {
      const { verdict } = input.robustness;
      if (verdict.kind !== 'close-call' || !verdict.rivalAhead) continue;
      expect(files['report.md']?.split('\n')[2]).toMatch(/is first more often, in \d+ % of the draws against <?\d+ %\.$/);
    }
  });

  it('leave out what does not apply', () => {
    const small = reports.find(({ name }) => name === 'p01-five-services-two-engineers')?.files['report.md'] ?? '';
    expect(small).not.toMatch(/^## (Migration|More than one cluster|Not evaluated)/m);
    const impossible = reports.find(({ name }) => name === 'no-alternative')?.files['report.md'] ?? '';
    expect(impossible).toMatch(/^## More than one cluster/m);
    expect(impossible).toMatch(/^### Leaving AWS App Mesh/m);
    expect(impossible).not.toMatch(/^## (Adoption plan|Reversibility|Proof kit|Starter config)/m);
  });

  it('call out a release past its end of support by the date of the report, and say nothing of it without a date', () => {
    const answers = situations['gds-supported-platform-2019'] ?? '';
    expect(reportFiles(reportInput(answers, '2027-03-15'))['report.md']).toMatch(/Past the end of its support \(2027-02-28\) by 15 days/);
    expect(reportFiles(reportInput(answers, '2027-02-20'))['report.md']).toContain('**Support ends on 2027-02-28, in 8 days.**');
    expect(reportFiles(reportInput(answers, null))['report.md']).not.toMatch(/^Date: /m);
  });

  it('show how often each alternative is first', () => {
    const input = reportInput(situations['p01-five-services-two-engineers'] ?? '');
    const markdown = reportFiles(input)['report.md'] ?? '';
    const share = Math.round((input.robustness.candidates.find(({ id }) => id === 'no-mesh')?.first ?? 0) * 100);
    expect(markdown).toContain(`is first in ${share} % (± 1 %)`);
    expect(markdown).toContain('| First in |');
  });
});

function factsIn(value: unknown): Fact[] {
  if (isFact(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(factsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(factsIn) : [];
}

function isFact(value: unknown): value is Fact {
  return typeof value === 'object' && value !== null && 'fact' in value && 'chain' in value && 'basis' in value;
}

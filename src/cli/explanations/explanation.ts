import { paragraph } from '../columns.js';

/** What `explain` says about one id: a title, what kind of thing it is, and sections. Laid out at the end, so that it is plain data till then. */
export interface Explanation {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly sections: readonly ExplanationSection[];
}

export interface ExplanationSection {
  readonly heading: string;
  readonly lines: readonly ExplanationLine[];
}

/** A paragraph, or one with a label before it and details below it. */
export interface ExplanationLine {
  readonly text: string;
  readonly details?: readonly string[];
}

/** A section, or none when it would be empty. */
export function section(heading: string, lines: readonly (ExplanationLine | string)[]): ExplanationSection[] {
  return lines.length === 0 ? [] : [{ heading, lines: lines.map((line) => (typeof line === 'string' ? { text: line } : line)) }];
}

/** Explanations as terminal text. */
export function explanationText(explanations: readonly Explanation[], width: number): string {
  return explanations
    .map(({ id, kind, title, sections }) => {
      const parts = sections.map(({ heading, lines }) => {
        const body = lines.map(({ text, details }) =>
          [paragraph(text, width, '  '), ...(details ?? []).map((detail) => paragraph(detail, width, '      '))].join('\n'),
        );
        return `${heading}\n${body.join('\n')}`;
      });
      return [paragraph(`${title} (${kind} ${id})`, width), ...parts].join('\n\n');
    })
    .join('\n\n\n')
    .concat('\n');
}

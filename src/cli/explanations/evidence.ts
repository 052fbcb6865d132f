import type { Catalog } from '../../catalog/catalog.js';
import { levelText } from '../../catalog/matrix.js';
import { describeProof, isBacked } from '../../catalog/proof.js';
import type { Statement, Work } from '../../catalog/schema.js';
import { describeCondition } from '../../questionnaire/answers.js';
import { type ExplanationLine, type ExplanationSection, section } from './explanation.js';

/** A statement with everything that it rests on. */
export function statementLine(label: string, statement: Statement): ExplanationLine {
  const { when, since, components, work, conflicts, utility } = statement;
  const backed = isBacked(statement)
    ? `Backed by the published schema (the interface exists): ${statement.proof.map(describeProof).join('; ')}`
    : undefined;
  return {
    text: `${label}: ${levelText(statement)}${since === null ? '' : `, since ${since}`}${when === undefined ? '' : `, when ${describeCondition(when)}`}`,
    details: [
      statement.note,
      ...(components.length === 0 ? [] : [`Needs: ${components.join(', ')}`]),
      ...work.map(workText),
      ...(conflicts.length === 0 ? [] : [`Not together with: ${conflicts.join(', ')}`]),
      ...(utility === undefined ? [] : [`Counts as ${utility.value.join(' to ')}: ${utility.reason}`]),
      `Basis: ${statement.basis}. Sources: ${statement.sources.join(', ')}`,
      ...(backed === undefined ? [] : [backed]),
    ],
  };
}

/** People's work in words. */
export function workText(work: Work): string {
  const times = work.per === 'once' ? 'once' : `per ${work.per}`;
  return `Work, ${times}: ${work.adopt.join(' / ')} person-days to adopt, ${work.run.join(' / ')} a month to run. ${work.why}`;
}

/** The sources of ids, as a section. */
export function sourcesSection(catalog: Catalog, ids: readonly string[]): ExplanationSection[] {
  return section(
    'Sources',
    [...new Set(ids)].flatMap((id) => {
      const source = catalog.sources[id];
      if (source === undefined) return [];
      const own = source.vendor ? ', speaks about its own product' : '';
      return [
        { text: `${id}: ${source.title} (${source.publisher}, ${source.version}, checked ${source.checked}${own})`, details: [source.url] },
      ];
    }),
  );
}

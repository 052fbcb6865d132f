import { alternativesOf } from '../catalog/catalog.js';
import type { Knowledge } from '../decision/decide.js';
import type { Merge, WeighedDifference } from '../merge/merge.js';
import { type MergeRule, mergeRules } from '../merge/rules.js';
import { answerText, countText, exchangeText, opinionsText, surenessText } from '../merge/words.js';
import { code, joined, type Markdown, md, type Text } from './markdown.js';
import { type Table, table } from './table.js';
import { renderReportTemplate, type TemplateSpecifications } from './template.js';

interface MergeView {
  readonly name: Text;
  readonly summary: Text;
  readonly recommendations: Table;
  readonly agreeing: boolean;
  readonly decisiveSets: readonly Text[];
  readonly decisive: readonly {
    readonly key: Markdown;
    readonly prompt: Text;
    readonly opinions: Text;
    readonly taken: Text;
    readonly effects: readonly Text[];
  }[];
  readonly others: Table;
  readonly contradictions: readonly Text[];
  /** where the merged answers are written; empty: nowhere */
  readonly file: Text;
  readonly rule: Text;
}

/**
 * Merged answers as a Markdown report. Pure: the same input gives the same bytes.
 * @param file where the merged answers are written, when they are
 */
export function mergeReport(
  knowledge: Knowledge,
  merge: Merge,
  rule: MergeRule,
  file: string | undefined,
  templates: TemplateSpecifications,
): string {
  return renderReportTemplate(templates, 'report/merge.md.hbs', mergeView(knowledge, merge, rule, file));
}

function mergeView(knowledge: Knowledge, merge: Merge, rule: MergeRule, file: string | undefined): MergeView {
  const titles = titlesOf(knowledge);
  const decisive = merge.differences.filter((difference) => difference.decisive);
  return {
    name: merge.merged.name,
    summary: countText(merge),
    recommendations: table(
      'What is recommended under each file, and under the merged answers',
      [
        ['Answers', 'left'],
        ['Recommendation', 'left'],
        ['How sure', 'left'],
      ],
      merge.recommendations.map((one) => [one.source, one.title ?? 'no alternative meets every must', surenessText(one)]),
    ),
    agreeing: merge.decisiveSets.length === 0,
    decisiveSets: merge.decisiveSets.map(
      ({ from, to, keys, of }) => md`From ${from} to ${to}: ${joined(keys.map(code), ', ')} (${keys.length} of ${of} that differ)`,
    ),
    decisive: decisive.map(({ key, question, row, opinions, taken, exchanges }) => ({
      key: code(key),
      prompt: row === undefined ? (question?.prompt ?? 'A weight that the answers file sets.') : rowText(knowledge, row),
      opinions: opinionsText(opinions),
      taken: answerText(taken),
      effects: exchanges
        .filter(({ effect }) => effect.kind === 'contradicts' || effect.changed)
        .map((exchange) => exchangeText(exchange, titles)),
    })),
    others: table(
      'The other differences',
      [
        ['Answer', 'left'],
        ['Said', 'left'],
        ['In the merged file', 'left'],
        ['Effect in points', 'right'],
      ],
      merge.differences
        .filter((difference) => !difference.decisive)
        .map((one) => [code(one.key), opinionsText(one.opinions), answerText(one.taken), effectOf(one)]),
    ),
    contradictions: merge.contradictions.map((id) => {
      const found = knowledge.questionnaire.contradictions.find((one) => one.id === id);
      return md`${code(id)}: ${found?.message ?? ''} ${found?.resolve ?? ''}`;
    }),
    file: file === undefined ? '' : code(file),
    rule: `The rule: ${mergeRules[rule]}.`,
  };
}

/** What a row of a grid is about. */
function rowText({ catalog }: Knowledge, row: string): string {
  const capability = catalog.capabilities.find(({ id }) => id === row);
  return capability === undefined ? row : `${capability.title}: ${capability.summary}`;
}

/** The largest effect of a difference on a lead; names decide nothing. */
function effectOf({ exchanges, points }: WeighedDifference): string {
  return exchanges.length === 0 ? 'none' : points.toFixed(1);
}

/** Title of an alternative by its id. */
function titlesOf({ catalog }: Knowledge): (alternative: string) => string {
  const titles = new Map(alternativesOf(catalog).map(({ id, variant }) => [id, variant.title]));
  return (alternative) => titles.get(alternative) ?? alternative;
}

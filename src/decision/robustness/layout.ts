import type { Catalog } from '../../catalog/catalog.js';
import { alternativesOf } from '../../catalog/catalog.js';
import { burdens } from '../../catalog/terms.js';
import { needLevels } from '../../condition/condition.js';
import type { Effect, Question, Questionnaire } from '../../questionnaire/schema.js';
import { importances, permissions } from '../../questionnaire/terms.js';
import { questionsOf } from '../situation.js';

/**
 * Where everything stands that one scenario may differ in. A scenario is one bit of each column, so that 32 scenarios are derived by one
 * integer operation (bit slicing).
 */
export interface Layout {
  readonly questions: readonly QuestionColumns[];
  readonly questionIndex: ReadonlyMap<string, number>;
  /** capability ids: those of the catalog first, then others that effects mention */
  readonly capabilities: readonly string[];
  readonly capabilityIndex: ReadonlyMap<string, number>;
  /** first of five columns per capability: mentioned, then at least covered, nice, should, must */
  readonly levels: number;
  /** first of four columns per burden: at least not-important (stated at all), normal, important, decisive */
  readonly importance: number;
  /** two columns per permission: stated, given */
  readonly permissions: number;
  readonly knows: number;
  readonly knowable: readonly string[];
  readonly runs: number;
  readonly runnable: readonly string[];
  readonly quantities: readonly string[];
  readonly quantityIndex: ReadonlyMap<string, number>;
  /** columns in use so far; more follow for compiled conditions */
  readonly columns: number;
  readonly answerColumns: number;
}

/** Columns of one question. */
export interface QuestionColumns {
  readonly question: Question;
  /** column that says whether it is answered */
  readonly known: number;
  /** first column of the values: options; yes, no; rows × five levels. Numbers and texts have none. */
  readonly first: number;
  readonly count: number;
}

/** Assigns columns to questions, needs, burdens, permissions, products. */
export function layoutOf(catalog: Catalog, questionnaire: Questionnaire): Layout {
  let next = 0;
  const take = (count: number) => {
    const first = next;
    next += count;
    return first;
  };
  const questions = questionsOf(questionnaire).map((question): QuestionColumns => {
    const count = valueCount(question);
    return { question, known: take(1), first: take(count), count };
  });
  const answerColumns = next;
  const effects = effectsOf(questionnaire);
  const capabilities = distinct([
    ...catalog.capabilities.map(({ id }) => id),
    ...questions.flatMap(({ question }) => (question.type === 'grid' ? question.rows.map((row) => row.capability) : [])),
    ...effects.flatMap((effect) => ('need' in effect ? [effect.need] : [])),
  ]);
  const knowable = distinct([
    ...catalog.candidates.map(({ id }) => id),
    ...effects.flatMap((effect) => ('knows' in effect ? [effect.knows] : [])),
  ]);
  const runnable = distinct([
    ...alternativesOf(catalog).map(({ id }) => id),
    ...effects.flatMap((effect) => ('runs' in effect ? [effect.runs] : [])),
  ]);
  const quantities = distinct([
    ...Object.keys(catalog.model.profile),
    ...effects.flatMap((effect) => ('profile' in effect ? [effect.profile] : [])),
    ...questions.flatMap(({ question }) => (question.type === 'number' && question.profile !== undefined ? [question.profile] : [])),
  ]);
  return {
    questions,
    questionIndex: indexOf(questions.map(({ question }) => question.id)),
    capabilities,
    capabilityIndex: indexOf(capabilities),
    levels: take(capabilities.length * needLevels.length),
    importance: take(burdens.length * importances.length),
    permissions: take(permissions.length * 2),
    knows: take(knowable.length),
    knowable,
    runs: take(runnable.length),
    runnable,
    quantities,
    quantityIndex: indexOf(quantities),
    columns: next,
    answerColumns,
  };
}

/** The column that says whether a need is at least at a level (0 mentioned, 1 covered, 2 nice, 3 should, 4 must). */
export function levelColumn(layout: Layout, capability: number, rank: number): number {
  return layout.levels + capability * needLevels.length + rank;
}

function valueCount(question: Question): number {
  switch (question.type) {
    case 'choice':
    case 'choices':
      return question.options.length;
    case 'yes-no':
      return 2;
    case 'grid':
      return question.rows.length * needLevels.length;
    case 'number':
    case 'text':
      return 0;
  }
}

function effectsOf(questionnaire: Questionnaire): Effect[] {
  return [
    ...questionsOf(questionnaire).flatMap((question) =>
      question.type === 'choice' || question.type === 'choices'
        ? question.options.flatMap((option) => option.effects)
        : question.type === 'yes-no'
          ? [...question.yes, ...question.no]
          : [],
    ),
    ...questionnaire.rules.flatMap((rule) => rule.effects),
  ];
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function indexOf(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, index) => [id, index]));
}

import type { Catalog } from '../../catalog/catalog.js';
import { conditionsIn, statementsIn } from '../../catalog/lint/records.js';
import { describeRecord } from '../../catalog/lint/rule.js';
import { type Condition, questionsIn } from '../../condition/condition.js';
import type { Knowledge } from '../../decision/decide.js';
import { describeCondition } from '../../questionnaire/answers.js';
import type { Effect, Question } from '../../questionnaire/schema.js';
import type { ExplanationLine } from './explanation.js';

/** An effect in words. */
export function effectText(effect: Effect): string {
  if ('need' in effect) return `need ${effect.need}: ${effect.level}`;
  if ('priority' in effect) return `priority ${effect.priority}: ${effect.importance}`;
  if ('profile' in effect) return `quantity ${effect.profile} = ${effect.value}`;
  if ('permit' in effect) return `${effect.permit} ${effect.value ? 'allowed' : 'not allowed'}`;
  return 'runs' in effect ? `runs ${effect.runs} today` : `has run ${effect.knows} before`;
}

/** The answers of a question that have effects. */
export function effectLines(question: Question): { value: string; effects: readonly Effect[] }[] {
  switch (question.type) {
    case 'choice':
    case 'choices':
      return question.options.map(({ value, effects }) => ({ value, effects }));
    case 'yes-no':
      return [
        { value: 'yes', effects: question.yes },
        { value: 'no', effects: question.no },
      ];
    case 'grid':
    case 'number':
    case 'text':
      return [];
  }
}

/** Questions and rules that make a capability a need, each as `question = answer`. */
export function leadingTo(knowledge: Knowledge, capability: string): string[] {
  const questions = knowledge.questionnaire.sections.flatMap((part) => part.questions);
  return [
    ...questions.flatMap((question) => {
      if (question.type === 'grid')
        return question.rows.some((row) => row.capability === capability)
          ? [`${question.id}.${capability}: the level that you answer`]
          : [];
      return effectLines(question).flatMap(({ value, effects }) =>
        effects.flatMap((effect) => ('need' in effect && effect.need === capability ? [`${question.id} = ${value}: ${effect.level}`] : [])),
      );
    }),
    ...knowledge.questionnaire.rules.flatMap(({ id, effects, why }) =>
      effects.flatMap((effect) => ('need' in effect && effect.need === capability ? [`rule ${id}: ${effect.level}. ${why}`] : [])),
    ),
  ];
}

/** Everything whose condition matches: statements, platforms, findings, questions, rules and contradictions. */
export function dependingOn(knowledge: Knowledge, matches: (condition: Condition) => boolean): ExplanationLine[] {
  const questions = knowledge.questionnaire.sections.flatMap((part) => part.questions);
  return [
    ...conditionsIn(knowledge.catalog, undefined).map(({ at, condition }) => ({
      text: describeRecord({ ...at, path: at.path.slice(0, -1) }),
      condition,
    })),
    ...questions.flatMap(({ id, when }) => (when === undefined ? [] : [{ text: `question ${id}`, condition: when }])),
    ...knowledge.questionnaire.rules.map(({ id, when }) => ({ text: `rule ${id}`, condition: when })),
    ...knowledge.questionnaire.contradictions.map(({ id, when }) => ({ text: `contradiction ${id}`, condition: when })),
  ]
    .filter(({ condition }) => matches(condition))
    .map(({ text, condition }) => ({ text, details: [`when ${describeCondition(condition)}`] }));
}

/** Whether a condition looks at a question or one of its rows. */
export function mentionsQuestion(id: string): (condition: Condition) => boolean {
  return (condition) => questionsIn(condition).some((key) => key === id || key.startsWith(`${id}.`));
}

/** Whether a condition looks at the need for a capability, or at its row of a grid. */
export function mentionsNeed(capability: string): (condition: Condition) => boolean {
  const looks = (condition: Condition): boolean => {
    if ('all' in condition) return condition.all.some(looks);
    if ('any' in condition) return condition.any.some(looks);
    if ('not' in condition) return looks(condition.not);
    if ('need' in condition) return condition.need === capability;
    return questionsIn(condition).some((key) => key.endsWith(`.${capability}`));
  };
  return looks;
}

/** Records whose statements, or which themselves, rely on a component. */
export function relyingOn(catalog: Catalog, component: string): string[] {
  return [
    ...catalog.candidates.flatMap(({ id, variants }) =>
      variants
        .filter(({ effort }) => effort.components.includes(component))
        .map((variant) => `${id}/${variant.id}: part of every installation`),
    ),
    ...statementsIn(catalog)
      .filter(({ statement }) => statement.components.includes(component))
      .map(({ at }) => describeRecord(at)),
  ];
}

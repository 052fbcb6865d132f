import { type Condition, needLevels } from '../../condition/condition.js';
import { suggest } from '../../document/suggest.js';
import type { AnswerShape } from './question-facts.js';

/** What a condition may name. */
export interface ConditionWords {
  readonly answers: ReadonlyMap<string, AnswerShape>;
  readonly capabilities: readonly string[];
  readonly profile: readonly string[];
}

/** What a condition names that does not exist, or compares with something that the question cannot answer. */
export function conditionProblems(condition: Condition, words: ConditionWords): string[] {
  if ('all' in condition) return condition.all.flatMap((inner) => conditionProblems(inner, words));
  if ('any' in condition) return condition.any.flatMap((inner) => conditionProblems(inner, words));
  if ('not' in condition) return conditionProblems(condition.not, words);
  if ('need' in condition) return unknownWord('capability', condition.need, words.capabilities);
  if ('profile' in condition) return unknownWord('quantity of the profile', condition.profile, words.profile);
  const shape = words.answers.get(condition.question);
  if (shape === undefined) return unknownWord('question', condition.question, [...words.answers.keys()]);
  const name = condition.question;
  if ('known' in condition) return [];
  if ('is' in condition) return valueProblems(name, shape, [condition.is], 'is');
  if ('in' in condition) return valueProblems(name, shape, condition.in, 'in');
  if ('includes' in condition) {
    const wanted = typeof condition.includes === 'string' ? [condition.includes] : condition.includes;
    if (shape.kind !== 'choices')
      return [`\`includes\` needs a question with several choices, and \`${name}\` is of type ${shape.kind}; use \`is\` or \`in\``];
    return wanted.flatMap((value) => unknownWord(`option of \`${name}\``, value, shape.values));
  }
  if ('below' in condition) {
    if (shape.kind !== 'number') return [`\`below\` compares numbers, and \`${name}\` is of type ${shape.kind}`];
    return words.answers.get(condition.below)?.kind === 'number'
      ? []
      : [`\`below\` names \`${condition.below}\`, which is no number question`];
  }
  const limit = 'at-least' in condition ? condition['at-least'] : condition['at-most'];
  if (typeof limit === 'number')
    return shape.kind === 'number' ? [] : [`\`${name}\` is compared with the number ${limit} and is of type ${shape.kind}`];
  return shape.kind === 'level' ? [] : [`\`${name}\` is compared with the level ${limit} and is no row of a grid`];
}

function valueProblems(name: string, shape: AnswerShape, values: readonly (string | number | boolean)[], word: 'is' | 'in'): string[] {
  switch (shape.kind) {
    case 'choice':
      return values.flatMap((value) => unknownWord(`option of \`${name}\``, String(value), shape.values));
    case 'choices':
      return [`\`${word}\` never holds for \`${name}\`, whose answer is a list; use \`includes\``];
    case 'yes-no':
      return values.flatMap((value) =>
        typeof value === 'boolean' ? [] : [`\`${name}\` is answered true or false, not ${JSON.stringify(value)}`],
      );
    case 'level':
      return values.flatMap((value) => unknownWord(`level of \`${name}\``, String(value), needLevels));
    case 'number':
      return values.flatMap((value) =>
        typeof value === 'number' ? [] : [`\`${name}\` is answered with a number, not ${JSON.stringify(value)}`],
      );
    case 'grid':
      return [`\`${name}\` is a grid; name a row, such as \`${name}.some-capability\``];
    case 'text':
      return [];
  }
}

function unknownWord(what: string, word: string, known: readonly string[]): string[] {
  if (known.includes(word)) return [];
  const near = suggest(word, known);
  return [`there is no ${what} \`${word}\`${near === undefined ? '' : `; did you mean \`${near}\`?`}`];
}

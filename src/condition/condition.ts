/** Levels of a need, weakest first. `covered` means that something which stays already does it. */
export const needLevels = ['no', 'covered', 'nice', 'should', 'must'] as const;
export type NeedLevel = (typeof needLevels)[number];

/** One answer: a choice, several choices, a number, yes/no, a grid of levels, or text. */
export type AnswerValue = string | number | boolean | readonly string[] | Readonly<Record<string, NeedLevel>>;

/** A condition as data: what must hold of the answers (and, after needs are derived, of the needs). */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly question: string; readonly is: string | number | boolean }
  | { readonly question: string; readonly in: readonly (string | number | boolean)[] }
  | { readonly question: string; readonly includes: string | readonly string[] }
  | { readonly question: string; readonly 'at-least': number | NeedLevel }
  | { readonly question: string; readonly 'at-most': number | NeedLevel }
  | { readonly question: string; readonly below: string }
  | { readonly question: string; readonly known: boolean }
  | { readonly need: string; readonly 'at-least': NeedLevel }
  | { readonly profile: string; readonly 'at-least': number }
  | { readonly profile: string; readonly 'at-most': number };

/** What a condition may ask about. Unknown things are `undefined`. */
export interface Facts {
  answer(question: string): AnswerValue | undefined;
  need(capability: string): NeedLevel | undefined;
  profile(quantity: string): number | undefined;
}

/**
 * Whether a condition holds. A comparison with something unknown is false, so `not` of it is true;
 * use `known` where that matters.
 */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((inner) => holds(inner, facts));
  if ('any' in condition) return condition.any.some((inner) => holds(inner, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  if ('need' in condition) return reaches(facts.need(condition.need), condition['at-least']);
  if ('profile' in condition) {
    const quantity = facts.profile(condition.profile);
    if (quantity === undefined) return false;
    return 'at-least' in condition ? quantity >= condition['at-least'] : quantity <= condition['at-most'];
  }
  const value = facts.answer(condition.question);
  if ('known' in condition) return (value !== undefined) === condition.known;
  if (value === undefined) return false;
  if ('is' in condition) return value === condition.is;
  if ('in' in condition) return condition.in.some((candidate) => candidate === value);
  if ('includes' in condition) {
    const wanted = typeof condition.includes === 'string' ? [condition.includes] : condition.includes;
    return Array.isArray(value) && wanted.some((item) => value.includes(item));
  }
  if ('below' in condition) {
    const other = facts.answer(condition.below);
    return typeof value === 'number' && typeof other === 'number' && value < other;
  }
  if ('at-least' in condition) return compare(value, condition['at-least']) >= 0;
  return compare(value, condition['at-most']) <= 0;
}

/** Every question a condition mentions (grid rows as `grid.row`). */
export function questionsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(questionsIn);
  if ('any' in condition) return condition.any.flatMap(questionsIn);
  if ('not' in condition) return questionsIn(condition.not);
  if ('below' in condition) return [condition.question, condition.below];
  return 'question' in condition ? [condition.question] : [];
}

/** Position of a level from `no` (0) to `must` (4). */
export function levelRank(level: NeedLevel): number {
  return needLevels.indexOf(level);
}

function reaches(level: NeedLevel | undefined, wanted: NeedLevel): boolean {
  return level !== undefined && levelRank(level) >= levelRank(wanted);
}

function compare(value: AnswerValue, limit: number | NeedLevel): number {
  if (typeof value === 'number' && typeof limit === 'number') return value - limit;
  if (typeof value === 'string' && typeof limit === 'string' && isLevel(value)) return levelRank(value) - levelRank(limit);
  return Number.NaN;
}

function isLevel(value: string): value is NeedLevel {
  return (needLevels as readonly string[]).includes(value);
}

import { isGrid } from '../condition/answer-value.js';
import { type AnswerValue, type Condition, levelRank, needLevels } from '../condition/condition.js';
import { contradictionsAmong } from '../questionnaire/contradictions.js';
import type { Question, Questionnaire } from '../questionnaire/schema.js';
import { type Decision, decide, type Knowledge } from './decide.js';
import { type Answers, applies, questionsOf } from './situation.js';

/** A single figure out of a range is taken to be as likely as a rare option. */
const numberPrior = 0.1;

/** One change of one answer. */
export interface AnswerChange {
  /** question id, or `grid.row` */
  readonly key: string;
  readonly question: Question;
  /** undefined: the question is open */
  readonly from: AnswerValue | undefined;
  readonly to: AnswerValue;
  /** answers after the change */
  readonly answers: Answers;
  /** how far this is from what was stated: steps between levels, doublings of a number; below 1 for an open question, less the likelier the answer */
  readonly distance: number;
  /** how likely this answer is when nothing is known (the questionnaire's prior), 0 to 1 */
  readonly prior: number;
}

/** A single change of one answer that puts another alternative first. */
export interface Flip extends Omit<AnswerChange, 'answers'> {
  /** alternative that is first then; null: every alternative fails a must */
  readonly winner: string | null;
  /** another candidate, not only another form of the same one */
  readonly otherCandidate: boolean;
}

/**
 * Every single change of one answer that changes the first alternative (decision-model section 6), nearest first: exhaustive over
 * options, yes and no, and levels of grid rows; numbers at the thresholds of rules and at half, twice and four times the figure in use.
 * Changes that contradict other answers are left out. Each is decided anew, so a flip agrees with `what-if`.
 */
export function flipsOf(
  knowledge: Knowledge,
  answers: Answers,
  decision: Decision,
  overrides: Readonly<Record<string, number>> = {},
): Flip[] {
  const first = decision.winner?.alternative;
  return singleChanges(knowledge, answers, decision)
    .flatMap(({ answers: changed, ...change }): Flip[] => {
      const winner = decide(knowledge, changed, overrides).winner?.alternative;
      if (winner?.id === first?.id) return [];
      return [{ ...change, winner: winner?.id ?? null, otherCandidate: winner?.candidate.id !== first?.candidate.id }];
    })
    .sort((a, b) => Number(b.otherCandidate) - Number(a.otherCandidate) || a.distance - b.distance);
}

/** Every single change of one answer that is tried, in the order of the questionnaire. */
export function singleChanges(knowledge: Knowledge, answers: Answers, decision: Decision): AnswerChange[] {
  const { questionnaire } = knowledge;
  return questionsOf(questionnaire)
    .filter((question) => applies(question, answers))
    .flatMap((question) => changesOf(question, answers, knowledge, decision))
    .filter((change) => !contradicts(questionnaire, change.answers));
}

function changesOf(question: Question, answers: Answers, { catalog, questionnaire }: Knowledge, decision: Decision): AnswerChange[] {
  const from = answers[question.id];
  const open = from === undefined;
  const change = (to: AnswerValue, prior: number, steps = 1): AnswerChange => ({
    key: question.id,
    question,
    from,
    to,
    answers: { ...answers, [question.id]: to },
    distance: open ? 1 - prior : steps + 1 - prior,
    prior,
  });
  switch (question.type) {
    case 'choice': {
      return question.options
        .filter(({ value }) => value !== from)
        .map(({ value, prior }) => change(value, prior ?? 1 / question.options.length));
    }
    case 'choices': {
      const chosen: readonly string[] = Array.isArray(from) ? from.map(String) : [];
      return question.options
        .map(({ value, prior = 0.1 }) => change(toggled(chosen, value), chosen.includes(value) ? 1 - prior : prior))
        .filter(({ to }) => Array.isArray(to) && to.length > 0);
    }
    case 'yes-no':
      return [true, false].filter((value) => value !== from).map((value) => change(value, value ? question.prior : 1 - question.prior));
    case 'grid': {
      const rows = isGrid(from) ? from : {};
      const levelPrior = catalog.model.openRows.unanswered.prior;
      return question.rows.flatMap(({ capability, prior = levelPrior }) => {
        const level = rows[capability];
        return needLevels
          .filter((to) => to !== level)
          .map(
            (to): AnswerChange => ({
              key: `${question.id}.${capability}`,
              question,
              from: level,
              to,
              answers: { ...answers, [question.id]: { ...rows, [capability]: to } },
              distance: level === undefined ? 1 - prior[to] : Math.max(levelRank(to) - levelRank(level), levelRank(level) - levelRank(to)),
              prior: prior[to],
            }),
          );
      });
    }
    case 'number': {
      const inUse =
        typeof from === 'number' ? from : question.profile === undefined ? undefined : decision.situation.profile[question.profile]?.value;
      const multiples = inUse === undefined ? [] : [inUse / 2, inUse * 2, inUse * 4];
      const tried = [...thresholds(questionnaire, question), ...multiples]
        .map((value) => (question.integer ? Math.round(value) : value))
        .filter((value) => value >= question.min && value <= question.max && value !== inUse);
      return [...new Set(tried)]
        .sort((a, b) => a - b)
        .map((value) => change(value, numberPrior, inUse === undefined || inUse === 0 || value === 0 ? 4 : doublings(value, inUse)));
    }
    case 'text':
      return [];
  }
}

/** `none` and the other options exclude each other. */
function toggled(chosen: readonly string[], value: string): readonly string[] {
  if (chosen.includes(value)) return chosen.filter((item) => item !== value);
  return value === 'none' ? [value] : [...chosen.filter((item) => item !== 'none'), value];
}

/** The figures around which rules change for a question: the limit and the first figure beyond it. */
function thresholds(questionnaire: Questionnaire, question: Extract<Question, { type: 'number' }>): number[] {
  const step = question.integer ? 1 : 0.1;
  const limits = (condition: Condition): number[] => {
    if ('all' in condition) return condition.all.flatMap(limits);
    if ('any' in condition) return condition.any.flatMap(limits);
    if ('not' in condition) return limits(condition.not);
    const about =
      ('question' in condition && condition.question === question.id) || ('profile' in condition && condition.profile === question.profile);
    if (!about) return [];
    if ('at-least' in condition && typeof condition['at-least'] === 'number') return [condition['at-least'], condition['at-least'] - step];
    if ('at-most' in condition && typeof condition['at-most'] === 'number') return [condition['at-most'], condition['at-most'] + step];
    return [];
  };
  return [
    ...questionnaire.rules.flatMap((rule) => limits(rule.when)),
    ...questionsOf(questionnaire).flatMap((other) => (other.when === undefined ? [] : limits(other.when))),
  ];
}

/** How many doublings lie between two positive figures, linear between them; arithmetic that every machine agrees on. */
function doublings(a: number, b: number): number {
  let [low, high] = a < b ? [a, b] : [b, a];
  let steps = 0;
  while (high >= low * 2) {
    low *= 2;
    steps += 1;
  }
  return steps + (high - low) / low;
}

function contradicts(questionnaire: Questionnaire, answers: Answers): boolean {
  return contradictionsAmong(questionnaire, answers).some(({ severity }) => severity === 'error');
}

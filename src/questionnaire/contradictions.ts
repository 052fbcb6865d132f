import { answerAt } from '../condition/answer-value.js';
import { type AnswerValue, type Facts, holds } from '../condition/condition.js';
import type { Contradiction, Questionnaire } from './schema.js';

/** Contradictions among answers, errors and warnings, in the order of the questionnaire. */
export function contradictionsAmong(
  questionnaire: Questionnaire,
  answers: Readonly<Record<string, AnswerValue>>,
): readonly Contradiction[] {
  const facts = statedFacts(answers);
  return questionnaire.contradictions.filter((contradiction) => holds(contradiction.when, facts));
}

/** What conditions may ask of the answers alone, before any need is derived. */
export function statedFacts(answers: Readonly<Record<string, AnswerValue>>): Facts {
  return {
    answer: (key) => answerAt(answers, key),
    need: () => undefined,
    profile: (id) => {
      const value = answers[id];
      return typeof value === 'number' ? value : undefined;
    },
  };
}

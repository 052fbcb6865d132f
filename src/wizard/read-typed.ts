import type { AnswerValue } from '../condition/condition.js';
import { readAnswer } from '../questionnaire/read-answer.js';
import type { Question } from '../questionnaire/schema.js';
import { numberFrom } from './number-text.js';

/** A typed number or text against its question: the answer, or what is wrong with it in one sentence. */
export function readTyped(question: Question, text: string): { readonly value: AnswerValue } | { readonly wrong: string } {
  const raw = question.type === 'number' ? (numberFrom(text) ?? text) : text;
  const { value, problems } = readAnswer(question, raw);
  if (value !== undefined && problems.length === 0) return { value };
  const [first] = problems;
  return { wrong: first === undefined ? 'not an answer' : `Expected ${first.details.expected ?? 'something else'}.` };
}

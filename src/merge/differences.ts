import { sameAnswer } from '../condition/answer-value.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import type { Questionnaire } from '../questionnaire/schema.js';
import { type FlatAnswers, type FlatKey, type FlatValue, flattened, keysOf } from './flat-answers.js';

/** One person's answers under the name that the report calls them by. */
export interface NamedAnswers {
  readonly source: string;
  readonly file: AnswersFile;
}

/** What one person said about a thing that is not said alike by all; undefined: left open. */
export interface Opinion {
  readonly source: string;
  readonly value: FlatValue | undefined;
}

/** Something that not all say alike. */
export interface Difference extends FlatKey {
  /** in the order of the files */
  readonly opinions: readonly Opinion[];
  /** `conflict`: two or more different answers; `open-in-some`: those who answered agree */
  readonly kind: 'conflict' | 'open-in-some';
}

/** Several people's answers against one another. */
export interface AnswersCompared {
  /** what all say alike */
  readonly agreed: FlatAnswers;
  /** in the order of the questionnaire, weights last */
  readonly differences: readonly Difference[];
}

/** Where several people's answers agree and where they differ, question by question and grid row by grid row. */
export function compareAnswers(questionnaire: Questionnaire, files: readonly NamedAnswers[]): AnswersCompared {
  const flat = files.map(({ source, file }) => ({ source, answers: flattened(file) }));
  const agreed: Record<string, FlatValue> = {};
  const differences: Difference[] = [];
  for (const key of keysOf(questionnaire, ...flat.map(({ answers }) => answers))) {
    const opinions = flat.map(({ source, answers }): Opinion => ({ source, value: answers[key.key] }));
    const values = distinctValues(opinions);
    const [first] = values;
    if (first !== undefined && values.length === 1) agreed[key.key] = first;
    else
      differences.push({ ...key, opinions, kind: values.filter((value) => value !== undefined).length > 1 ? 'conflict' : 'open-in-some' });
  }
  return { agreed, differences };
}

/** The different answers, in the order in which they are first given; undefined among them when somebody left it open. */
export function distinctValues(opinions: readonly Opinion[]): (FlatValue | undefined)[] {
  return opinions.map(({ value }) => value).filter((value, index, all) => all.findIndex((one) => sameAnswer(one, value)) === index);
}

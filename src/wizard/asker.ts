import type { AnswerValue } from '../condition/condition.js';
import type { Question } from '../questionnaire/schema.js';
import type { Standing } from './standing.js';

/** What the person did with a question. */
export type Reply<Value> =
  | { readonly kind: 'answer'; readonly value: Value }
  /** "I don't know" */
  | { readonly kind: 'skip' }
  | { readonly kind: 'back' }
  /** go to the summary */
  | { readonly kind: 'summary' }
  /** end of input: the terminal was closed, or Ctrl-D */
  | { readonly kind: 'quit' };

/** What stands around a question. */
export interface Surroundings {
  /** the question in words */
  readonly title: string;
  /** where one is: the section and how far it is */
  readonly place: string;
  /** why it is asked now, or what is wrong; shown under the question */
  readonly note: string | undefined;
  /** lines of help: what it means, why it is asked, sources */
  readonly help: readonly string[];
  /** the standing as last worked out: shown at once; `pending` when it was not worked out yet, undefined where there is none */
  readonly now: Standing | 'pending' | undefined;
  /** what the standing would be with this answer (`undefined`: not answered); may take some tens of milliseconds */
  readonly standing: (value: AnswerValue | undefined) => Standing | undefined;
  readonly canGoBack: boolean;
  /** what the answer is that stands there already */
  readonly formerIs: 'your answer' | 'suggested';
}

/** One line of a menu. */
export interface MenuItem<Value> {
  readonly value: Value;
  readonly label: string;
  /** stands behind the label: what was answered so far */
  readonly answer?: string;
  readonly hint?: string;
}

/** One way of asking: prompts that redraw themselves, or plain lines. */
export interface Asker {
  question(question: Question, former: AnswerValue | undefined, around: Surroundings): Promise<Reply<AnswerValue>>;
  menu<Value>(title: string, items: readonly MenuItem<Value>[], lines?: readonly string[]): Promise<Reply<Value>>;
  /** a line of text; `wrong` says what is wrong with it, or nothing */
  line(title: string, standard: string, wrong: (text: string) => string | undefined): Promise<Reply<string>>;
  /** prints text between the questions */
  say(lines: readonly string[]): void;
  /** gives the input back */
  close(): void;
}

/** Nothing around it: menus. */
export const alone: Surroundings = {
  title: '',
  place: '',
  note: undefined,
  help: [],
  now: undefined,
  standing: () => undefined,
  canGoBack: false,
  formerIs: 'your answer',
};

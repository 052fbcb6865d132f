import type { AnswersFile } from '../questionnaire/answers.js';
import type { Session } from './session.js';

/** Answers from elsewhere, or why there are none, in words for the person. */
export type Gathered =
  | { readonly kind: 'answers'; readonly file: AnswersFile; readonly warnings: readonly string[] }
  | { readonly kind: 'wrong'; readonly message: string };

/** What a cluster suggests, or why it cannot be read. */
export type Suggested =
  | {
      readonly kind: 'suggested';
      readonly file: AnswersFile;
      /** why, by question; also for questions whose answer is only proposed */
      readonly notes: Session['suggested'];
      /** conflicting signs, what else was seen, what was not looked at */
      readonly remarks: readonly string[];
    }
  | { readonly kind: 'wrong'; readonly message: string };

/** A cluster that suggestions can be taken from. */
export interface ClusterSource {
  /** what to offer as its name: the current context of kubectl, or nothing */
  standard(): Promise<string>;
  /** @param origin a context of kubectl, or the path of a saved dump */
  read(origin: string): Promise<Suggested>;
}

/** Where a wizard can take answers from. */
export interface Sources {
  file(path: string): Promise<Gathered>;
  /** absent where the program cannot read one */
  readonly cluster?: ClusterSource;
}

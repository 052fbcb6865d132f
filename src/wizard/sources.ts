import type { AnswersFile } from '../questionnaire/answers.js';

/** Answers from elsewhere, or why there are none, in words for the person. */
export type Gathered =
  | { readonly kind: 'answers'; readonly file: AnswersFile; readonly warnings: readonly string[] }
  | { readonly kind: 'wrong'; readonly message: string };

/** Where a wizard can take answers from. */
export interface Sources {
  file(path: string): Promise<Gathered>;
  /** suggestions of a cluster; absent where the program cannot read one */
  readonly cluster?: () => Promise<Gathered>;
}

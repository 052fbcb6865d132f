/** What kind of answer a question or grid row takes. */
export type AnswerShape =
  | { readonly kind: 'choice' | 'choices'; readonly values: readonly string[] }
  | { readonly kind: 'number' | 'yes-no' | 'grid' | 'level' | 'text' };

/** What the catalog's rules must know of the questionnaire, so that the catalog depends on nothing that depends on it. */
export interface QuestionFacts {
  /** by question id, and by `grid.row` for the rows of grids */
  readonly answers: ReadonlyMap<string, AnswerShape>;
  /** capabilities that some answer or rule makes a need */
  readonly needed: ReadonlySet<string>;
  /** values of the effect `runs` */
  readonly runs: ReadonlySet<string>;
  /** sources that questions, rules and contradictions cite */
  readonly cited: readonly { readonly place: string; readonly source: string }[];
}

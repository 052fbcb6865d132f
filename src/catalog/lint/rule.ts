import type { Catalog } from '../catalog.js';
import type { Guides } from '../guides-schema.js';
import type { QuestionFacts } from './question-facts.js';

/** Everything that a rule may look at. Nothing here reads a file or the clock. */
export interface LintInput {
  readonly catalog: Catalog;
  readonly questions: QuestionFacts;
  readonly guides: Guides | undefined;
  /** catalog/pins/*.yaml, and the ids that templates and plans install */
  readonly pins: Readonly<Record<string, { readonly checked: string; readonly source: string }>>;
  readonly pinsUsed: ReadonlySet<string>;
  /** the date that checks are measured against (YYYY-MM-DD); without one, rules about age say nothing */
  readonly today: string | undefined;
}

/** Where a record stands: kind of file, id of the record in it, and the path below the record. */
export interface RecordPath {
  readonly kind:
    | 'candidate'
    | 'capability'
    | 'component'
    | 'source'
    | 'platform'
    | 'finding'
    | 'footprint'
    | 'prices'
    | 'guides'
    | 'pin'
    | 'questionnaire';
  /** id of the record; empty for files that are one record (footprint, prices, guides) */
  readonly id: string;
  readonly path: readonly (string | number)[];
}

/** Something that a contributor must mend. `note` is listed and fails nothing. */
export interface LintProblem {
  readonly at: RecordPath;
  readonly severity: 'error' | 'note';
  /** what is wrong, and what to do about it */
  readonly message: string;
}

/** One rule of the data lint. */
export interface LintRule {
  readonly name: string;
  /** one sentence for docs/contributing-facts.md */
  readonly description: string;
  /** whether a company's overlay is held to it too (facts that contradict one another), or only this repository (house style) */
  readonly overlay: boolean;
  check(input: LintInput): LintProblem[];
}

/** An error at a record. */
export function problem(at: RecordPath, message: string): LintProblem {
  return { at, severity: 'error', message };
}

/** `istio: capabilities.retries.sidecar[0]` */
export function describeRecord({ kind, id, path }: RecordPath): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const record = kind === 'candidate' ? id : id === '' ? kind : `${kind} ${id}`;
  return steps === '' ? record : `${record}: ${steps.replace(/^\./, '')}`;
}

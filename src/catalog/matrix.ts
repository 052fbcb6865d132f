import { type Alternative, alternativesOf, type Catalog, statementsFor } from './catalog.js';
import type { Capability, Statement } from './schema.js';

/** What an alternative offers for a capability: the statement that holds where no special case does, and how many cases there are. */
export interface MatrixCell {
  readonly alternative: string;
  /** the last statement, which has no condition; undefined where nothing is stated */
  readonly statement: Statement | undefined;
  /** statements for special situations that come before it */
  readonly special: readonly Statement[];
}

export interface MatrixRow {
  readonly capability: Capability;
  readonly cells: readonly MatrixCell[];
}

/** Capabilities of layer mesh by alternatives. */
export interface Matrix {
  readonly alternatives: readonly Alternative[];
  readonly rows: readonly MatrixRow[];
}

/** What to show of the matrix. */
export interface MatrixChoice {
  /** ids of candidates or alternatives; empty for all */
  readonly alternatives: readonly string[];
  /** a theme such as security, or undefined for all */
  readonly theme: string | undefined;
  /** only rows in which the alternatives differ in level or maturity */
  readonly differences: boolean;
}

/** Capabilities × alternatives, in catalog order. Ids must exist; see {@link alternativesNamed}. */
export function matrixOf(catalog: Catalog, choice: MatrixChoice): Matrix {
  const alternatives =
    choice.alternatives.length === 0 ? alternativesOf(catalog) : choice.alternatives.flatMap((id) => alternativesNamed(catalog, id));
  const unique = alternatives.filter(({ id }, index) => alternatives.findIndex((other) => other.id === id) === index);
  const rows = catalog.capabilities
    .filter((capability) => capability.layer === 'mesh' && (choice.theme === undefined || capability.theme === choice.theme))
    .map((capability) => ({ capability, cells: unique.map((alternative) => cellOf(alternative, capability.id)) }))
    .filter((row) => !choice.differences || differs(row));
  return { alternatives: unique, rows };
}

/** Alternatives that an id names: one for `istio/ambient`, all forms for `istio`, none for a word that is neither. */
export function alternativesNamed(catalog: Catalog, id: string): Alternative[] {
  return alternativesOf(catalog).filter((alternative) => alternative.id === id || alternative.candidate.id === id);
}

/** Level in words, with maturity where it is not stable: `built-in (beta)`. */
export function levelText(statement: Statement | undefined): string {
  if (statement === undefined) return 'not stated';
  const maturity = statement.maturity === null || statement.maturity === 'stable' ? '' : ` (${statement.maturity})`;
  return `${statement.level}${maturity}`;
}

function cellOf(alternative: Alternative, capability: string): MatrixCell {
  const statements = statementsFor(alternative.candidate, alternative.variant.id, capability);
  return { alternative: alternative.id, statement: statements.at(-1), special: statements.slice(0, -1) };
}

function differs({ cells }: MatrixRow): boolean {
  return new Set(cells.map((cell) => [...cell.special, cell.statement].map(levelText).join())).size > 1;
}

import type { Alternative, Catalog } from '../catalog/catalog.js';
import type { Statement, SupportLevel } from '../catalog/schema.js';
import { type Decision, decide, type Knowledge } from './decide.js';
import type { Answers } from './situation.js';
import type { Support } from './support.js';

/** A fact whose next higher or lower level would put another candidate first: the recommendation rests on it. */
export interface FactFlip {
  readonly alternative: string;
  readonly support: Support;
  readonly level: SupportLevel;
  /** first alternative then; null: every alternative fails a must */
  readonly winner: string | null;
}

/** Best first, as far as the value of a need goes. A paid feature may become free or disappear. */
const order: readonly SupportLevel[] = ['built-in', 'add-on', 'do-it-yourself', 'experimental', 'unsupported'];

/**
 * For every need and every feasible alternative: would the next higher or lower level of its statement put another candidate first
 * (decision-model section 6)? A statement that several variants share changes for all of them; its components and work stay.
 */
export function factFlipsOf(
  knowledge: Knowledge,
  answers: Answers,
  decision: Decision,
  overrides: Readonly<Record<string, number>> = {},
): FactFlip[] {
  const first = decision.winner?.alternative.candidate.id;
  const tried = new Set<string>();
  return decision.ranking.flatMap(({ alternative, needs }) =>
    needs.flatMap(({ support }): FactFlip[] => {
      if (support.capability.layer === 'platform') return [];
      const place = `${placeOf(alternative, support)} ${support.statement.level}`;
      if (tried.has(place)) return [];
      tried.add(place);
      return neighbours(support.statement.level).flatMap((level): FactFlip[] => {
        const catalog = withLevel(knowledge.catalog, alternative, support, level);
        const winner = decide({ ...knowledge, catalog }, answers, overrides).winner?.alternative;
        return winner?.candidate.id === first ? [] : [{ alternative: alternative.id, support, level, winner: winner?.id ?? null }];
      });
    }),
  );
}

function neighbours(level: SupportLevel): SupportLevel[] {
  if (level === 'commercial-only') return ['built-in', 'unsupported'];
  const at = order.indexOf(level);
  return at < 0 ? [] : [order[at - 1], order[at + 1]].filter((neighbour) => neighbour !== undefined);
}

/** `all` where the variants of a candidate share the statement. */
function placeOf(alternative: Alternative, support: Support): string {
  const own = alternative.candidate.capabilities[support.capability.id]?.[alternative.variant.id] !== undefined;
  return `${alternative.candidate.id}/${own ? alternative.variant.id : 'all'}#${support.capability.id}`;
}

function withLevel(catalog: Catalog, alternative: Alternative, support: Support, level: SupportLevel): Catalog {
  const { id } = support.capability;
  const { statement } = support;
  const changed = ({ utility: _, ...rest }: Statement): Statement => ({ ...rest, level });
  return {
    ...catalog,
    candidates: catalog.candidates.map((candidate) => {
      if (candidate.id !== alternative.candidate.id) return candidate;
      const variants = Object.entries(candidate.capabilities[id] ?? {}).map(
        ([variant, statements]) => [variant, statements.map((one) => (one === statement ? changed(one) : one))] as const,
      );
      return { ...candidate, capabilities: { ...candidate.capabilities, [id]: Object.fromEntries(variants) } };
    }),
  };
}

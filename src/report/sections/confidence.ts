import { burdens } from '../../catalog/schema.js';
import type { Assessment } from '../../decision/decide.js';
import { burdenFact } from '../burden-facts.js';
import type { ReportContext } from '../context.js';
import { type Basis, type Fact, factOf, sourcesIn, supportFact } from '../evidence.js';
import { md, prose, type Text } from '../markdown.js';
import { percent } from '../quantities.js';
import { type Table, table } from '../table.js';

export interface Confidence {
  readonly bases: Table;
  readonly proven: Text;
  readonly oldest: Text;
  readonly vendor: Text;
  readonly releases: readonly {
    readonly text: Text;
    readonly fact: Fact;
    /** it is the candidate that is recommended */
    readonly chosen: boolean;
  }[];
}

/** How sure the facts are: what the score of winner and rival rests on, ages, vendors' own claims, and releases near their end. */
export function confidenceSection(context: ReportContext): Confidence {
  const { winner, rival, decision, knowledge } = context;
  const compared = (winner === undefined ? decision.ranking.slice(0, 2) : [winner, rival]).filter((assessment) => assessment !== undefined);
  const shares = compared.map((assessment) => ({ assessment, ...basesOf(context, assessment) }));
  const refs = compared.flatMap((assessment) => sourcesIn(factsOf(context, assessment).map(({ fact }) => fact)));
  const oldest = [...refs].sort((a, b) => (a.checked < b.checked ? -1 : 1))[0];
  const vendor = new Set(refs.filter((ref) => ref.vendor).map((ref) => ref.source)).size;
  return {
    bases: table(
      'What the score rests on, in shares of the points that can be had',
      [
        ['Alternative', 'left'],
        ['Measured', 'right'],
        ['Documented', 'right'],
        ['Our judgement', 'right'],
        ['Shown by a published schema or chart', 'right'],
      ],
      shares.map(({ assessment, byBasis, proven }): Text[] => [
        assessment.alternative.variant.short,
        percent(byBasis.measured),
        percent(byBasis.documented),
        percent(byBasis.judgement),
        percent(proven),
      ]),
    ),
    proven: 'Efforts are judgements in any case: no survey of them was found. They are given as ranges, and the pilot replaces them.',
    oldest: oldest === undefined ? '' : md`The oldest source behind these was checked on ${oldest.checked}: ${oldest.link}.`,
    vendor:
      vendor === 0
        ? ''
        : `Among their sources ${vendor === 1 ? 'is one claim of a vendor about its own product, marked so' : `are ${vendor} claims of vendors about their own products, marked so`}.`,
    releases: knowledge.catalog.candidates
      .filter(
        ({ id }) =>
          decision.ranking.some(({ alternative, feasible }) => feasible && alternative.candidate.id === id) || winner === undefined,
      )
      .map((candidate) => {
        const { baseline } = candidate;
        const fact = factOf(knowledge.catalog, `${candidate.id}#baseline`, baseline.version, 'documented', baseline.sources);
        return {
          text: md`${candidate.title}: facts speak of ${baseline.version}, checked against ${baseline.checked}, released on ${baseline.released}. ${endOfSupport(context, baseline.endOfSupport.date)}${prose(baseline.endOfSupport.note)}${baseline.newer === null ? '' : md` Newer than that: ${baseline.newer.version}. ${prose(baseline.newer.note)}`}`,
          fact,
          chosen: candidate.id === winner?.alternative.candidate.id,
        };
      }),
  };
}

function endOfSupport(context: ReportContext, end: string | null): Text {
  if (end === null) return '';
  if (context.date === undefined) return `Support ends on ${end}. `;
  const days = daysBetween(context.date, end);
  if (days < 0) return md`**Past the end of its support (${end}) by ${-days} days.** `;
  return days <= context.knowledge.catalog.model.freshness['near-end-days'].value
    ? md`**Support ends on ${end}, in ${days} days.** `
    : `Support ends on ${end}. `;
}

/** Days from one date to another, both YYYY-MM-DD. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
}

function factsOf(context: ReportContext, assessment: Assessment): { id: string; basis: Basis; fact: Fact; proven: boolean }[] {
  return [
    ...assessment.needs.map(({ support }) => ({
      id: support.capability.id,
      basis: support.statement.basis,
      fact: supportFact(context.knowledge.catalog, support),
      proven: support.statement.proof.length > 0,
    })),
    ...burdens.map((burden) => {
      const fact = burdenFact(context, assessment, burden);
      return { id: burden, basis: fact.basis, fact, proven: false };
    }),
  ];
}

function basesOf(context: ReportContext, assessment: Assessment): { byBasis: Record<Basis, number>; proven: number } {
  const byBasis = { measured: 0, documented: 0, judgement: 0 };
  let proven = 0;
  let total = 0;
  const facts = factsOf(context, assessment);
  for (const { id, of } of assessment.score.contributions) {
    const fact = facts.find((candidate) => candidate.id === id);
    if (fact === undefined) continue;
    byBasis[fact.basis] += of;
    total += of;
    if (fact.proven) proven += of;
  }
  const share = (value: number) => (total === 0 ? 0 : value / total);
  return {
    byBasis: { measured: share(byBasis.measured), documented: share(byBasis.documented), judgement: share(byBasis.judgement) },
    proven: share(proven),
  };
}

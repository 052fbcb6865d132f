import { isAbout } from '../../catalog/guides-schema.js';
import { holds } from '../../condition/condition.js';
import { quantity } from '../../decision/effort.js';
import type { ReportContext } from '../context.js';
import { type Fact, type SourceRef, sourceRefs } from '../evidence.js';
import { joined, prose, type Text } from '../markdown.js';
import { counted, figure } from '../quantities.js';
import { type Table, table } from '../table.js';
import { guideFact } from './guide-lines.js';

export interface MultiRegion {
  readonly applies: boolean;
  readonly shape: string;
  readonly patterns: readonly {
    readonly number: number;
    readonly title: string;
    readonly how: Text;
    readonly limits: Text;
    readonly fact: Fact;
  }[];
  readonly timings: Table;
  readonly refs: readonly SourceRef[];
  readonly notes: readonly { readonly text: Text; readonly fact: Fact }[];
}

/** Patterns for several clusters that fit, simplest first; failover by DNS in seconds, with the sum shown. */
export function multiRegionSection(context: ReportContext): MultiRegion {
  const { situation } = context.decision;
  const { clusters } = context.guides;
  const number = quantity(situation, 'clusters');
  const fits = (entry: { readonly for?: readonly string[] | undefined; readonly when?: Parameters<typeof holds>[0] | undefined }) =>
    (entry.when === undefined || holds(entry.when, situation.facts)) &&
    (context.winner === undefined ? entry.for === undefined : isAbout(entry, context.winner.alternative));
  const applies = number > 1;
  const failover = applies ? clusters.dnsFailover.filter(({ when }) => when === undefined || holds(when, situation.facts)) : [];
  const refs = failover.flatMap(({ sources }) => sourceRefs(context.knowledge.catalog, sources));
  return {
    applies,
    shape: `${counted(number, 'cluster')} in ${counted(quantity(situation, 'regions'), 'region')}`,
    patterns: applies
      ? clusters.patterns.filter(fits).map((pattern, index) => ({
          number: index + 1,
          title: pattern.title,
          how: prose(pattern.how),
          limits: prose(pattern.limits),
          fact: guideFact(
            context,
            'clusters',
            pattern.id,
            pattern.how,
            pattern.sources.filter((source) => sourceFits(context, source)),
          ),
        }))
      : [],
    timings: table(
      'How long clients go on calling a lost cluster by its DNS name, at most',
      [
        ['Setting', 'left'],
        ['Sum', 'left'],
        ['Seconds', 'right'],
        ['Sources', 'left'],
      ],
      failover.map((entry): Text[] => [
        entry.title,
        `${figure(entry.intervalSeconds)} s × ${entry.failures} + ${figure(entry.ttlSeconds)} s`,
        figure(entry.intervalSeconds * entry.failures + entry.ttlSeconds),
        joined(
          sourceRefs(context.knowledge.catalog, entry.sources).map((ref) => ref.link),
          ', ',
        ),
      ]),
    ),
    refs,
    notes: applies
      ? clusters.notes
          .filter(fits)
          .map((note) => ({ text: prose(note.text), fact: guideFact(context, 'clusters', note.id, note.text, note.sources) }))
      : [],
  };
}

/** A pattern for several products cites a source of each: only that of the winner is named. */
function sourceFits(context: ReportContext, source: string): boolean {
  const candidates = context.knowledge.catalog.candidates.map(({ id }) => id);
  const about = candidates.find((id) => source.startsWith(`${id}-`) || source.startsWith(`guide-${id}-`));
  return about === undefined || about === context.winner?.alternative.candidate.id;
}

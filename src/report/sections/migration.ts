import { isAbout } from '../../catalog/guides-schema.js';
import type { ReportContext } from '../context.js';
import type { Fact } from '../evidence.js';
import { prose, type Text } from '../markdown.js';
import { rangeText } from '../quantities.js';
import { guideFact, type NumberedLine, numberedLines } from './guide-lines.js';

export interface MigrationView {
  /** nothing runs today, what runs is what is recommended, or nothing can be said before an alternative is chosen */
  readonly none: boolean;
  readonly running: string;
  readonly effort: string;
  readonly routes: readonly {
    readonly title: string;
    readonly reason: Text;
    readonly steps: readonly NumberedLine[];
    readonly back: Text;
    readonly fact: Fact;
  }[];
  /** no route is known for this pair */
  readonly unknown: boolean;
}

/** How to get from what runs today to the recommendation. */
export function migrationSection(context: ReportContext): MigrationView {
  const { winner, decision } = context;
  const { runs } = decision.situation;
  const titles = runs.map(
    (id) =>
      decision.ranking.find(({ alternative }) => alternative.id === id)?.alternative.variant.short ?? meshTitles[id] ?? 'another mesh',
  );
  const stay = winner !== undefined && runs.includes(winner.alternative.id);
  const routes = stay
    ? []
    : context.guides.migrations
        .filter(
          (migration) =>
            migration.from.some((from) => runs.includes(from)) &&
            (winner === undefined ? migration.for === undefined : isAbout(migration, winner.alternative)),
        )
        .map((migration) => ({
          title: migration.title,
          reason: prose(migration.reason),
          steps: numberedLines(context, migration.steps),
          back: prose(migration.back),
          fact: guideFact(context, 'migration', migration.id, migration.reason, migration.sources),
        }));
  const line = winner?.effort.lines.find(({ kind }) => kind === 'migration');
  return {
    none: runs.length === 0 || stay || (winner === undefined && routes.length === 0),
    running: titles.join(', '),
    effort: line === undefined ? '' : rangeText(line.adopt, 'person-days'),
    routes,
    unknown: runs.length > 0 && !stay && winner !== undefined && routes.length === 0,
  };
}

/** Names of what runs today and is no alternative here. */
const meshTitles: Readonly<Record<string, string>> = {
  'app-mesh': 'AWS App Mesh',
  'open-service-mesh': 'Open Service Mesh',
  kuma: 'Kuma',
  'cilium-mesh': "Cilium's mesh features",
};

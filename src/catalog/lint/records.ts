import type { Condition } from '../../condition/condition.js';
import { conditionSchema } from '../../condition/condition-schema.js';
import type { Catalog } from '../catalog.js';
import type { Guides } from '../guides-schema.js';
import type { Statement } from '../schema.js';
import type { RecordPath } from './rule.js';

/** A statement with the place where it stands and whose it is. */
export interface PlacedStatement {
  readonly at: RecordPath;
  /** candidate id, or undefined for a platform's statement */
  readonly candidate: string | undefined;
  readonly capability: string;
  readonly statement: Statement;
  readonly index: number;
  /** how many statements follow one another there */
  readonly of: number;
}

/** All support statements, of candidates and of platforms. */
export function statementsIn(catalog: Catalog): PlacedStatement[] {
  const ofCandidates = catalog.candidates.flatMap((candidate) =>
    Object.entries(candidate.capabilities).flatMap(([capability, byVariant]) =>
      Object.entries(byVariant).flatMap(([variant, list]) =>
        list.map(
          (statement, index): PlacedStatement => ({
            at: { kind: 'candidate', id: candidate.id, path: ['capabilities', capability, variant, index] },
            candidate: candidate.id,
            capability,
            statement,
            index,
            of: list.length,
          }),
        ),
      ),
    ),
  );
  const ofPlatforms = catalog.platforms.flatMap((platform) =>
    Object.entries(platform.capabilities).flatMap(([capability, list]) =>
      list.map(
        (statement, index): PlacedStatement => ({
          at: { kind: 'platform', id: platform.id, path: ['capabilities', capability, index] },
          candidate: undefined,
          capability,
          statement,
          index,
          of: list.length,
        }),
      ),
    ),
  );
  return [...ofCandidates, ...ofPlatforms];
}

/** A text that people read, with its place. */
export interface PlacedText {
  readonly at: RecordPath;
  readonly text: string;
  /** a title or label, which is no sentence */
  readonly title: boolean;
}

const proseKeys = new Set([
  'note',
  'summary',
  'why',
  'signs',
  'what',
  'explanation',
  'remedy',
  'encryption',
  'reason',
  'text',
  'steps',
  'entry',
  'exit',
  'rollback',
  'back',
  'survives',
  'lost',
  'leave',
  'how',
  'limits',
  'measure',
  'control',
  'pass',
  'restrictions',
  'recognise',
]);
const titleKeys = new Set(['title', 'short', 'publisher']);

type TextKind = 'none' | 'title' | 'prose';

/** All titles and prose of a record, wherever they stand in it; ids, values and conditions are left out. */
export function textsIn(at: RecordPath, value: unknown): PlacedText[] {
  return textsBelow(at, value, 'none');
}

function textsBelow(at: RecordPath, node: unknown, kind: TextKind): PlacedText[] {
  const below = (step: string | number, item: unknown, own: TextKind) => textsBelow({ ...at, path: [...at.path, step] }, item, own);
  if (typeof node === 'string') return kind === 'none' ? [] : [{ at, text: node, title: kind === 'title' }];
  if (Array.isArray(node)) return node.flatMap((item, index) => below(index, item, kind));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node)
    .filter(([key]) => key !== 'when' && key !== 'proof' && key !== 'sources')
    .flatMap(([key, item]) => below(key, item, kindOf(key)));
}

function kindOf(key: string): TextKind {
  if (proseKeys.has(key)) return 'prose';
  return titleKeys.has(key) ? 'title' : 'none';
}

/** Every record of the catalog and guides, with its place. */
export function recordsIn(catalog: Catalog, guides: Guides | undefined): { at: RecordPath; value: unknown }[] {
  const list = (kind: RecordPath['kind'], items: readonly { readonly id: string }[]) =>
    items.map((value) => ({ at: { kind, id: value.id, path: [] }, value }));
  return [
    ...list('capability', catalog.capabilities),
    ...list('candidate', catalog.candidates),
    ...list('component', catalog.components),
    ...list('platform', catalog.platforms),
    ...list('finding', catalog.findings),
    ...Object.entries(catalog.sources).map(([id, value]) => ({ at: { kind: 'source' as const, id, path: [] }, value })),
    { at: { kind: 'footprint', id: '', path: [] }, value: catalog.footprint },
    { at: { kind: 'prices', id: '', path: [] }, value: catalog.prices },
    ...(guides === undefined ? [] : [{ at: { kind: 'guides' as const, id: '', path: [] }, value: guides }]),
  ];
}

/** A citation of a source. */
export interface Citation {
  readonly at: RecordPath;
  readonly source: string;
}

/** Every `sources` list of the catalog and guides. */
export function citationsIn(catalog: Catalog, guides: Guides | undefined): Citation[] {
  return recordsIn(catalog, guides)
    .filter(({ at }) => at.kind !== 'source')
    .flatMap(({ at, value }) => listsNamed('sources', at, value));
}

function listsNamed(name: string, at: RecordPath, value: unknown): Citation[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => listsNamed(name, { ...at, path: [...at.path, index] }, item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]): Citation[] => {
    const place = { ...at, path: [...at.path, key] };
    if (key !== name || !Array.isArray(item)) return listsNamed(name, place, item);
    return item
      .filter((entry): entry is string => typeof entry === 'string')
      .map((source, index) => ({ at: { ...place, path: [...place.path, index] }, source }));
  });
}

/** A condition with its place. */
export interface PlacedCondition {
  readonly at: RecordPath;
  readonly condition: Condition;
}

/** Every condition of the catalog and guides. */
export function conditionsIn(catalog: Catalog, guides: Guides | undefined): PlacedCondition[] {
  const statements = statementsIn(catalog).flatMap(({ at, statement }) =>
    statement.when === undefined ? [] : [{ at: { ...at, path: [...at.path, 'when'] }, condition: statement.when }],
  );
  const rows = [
    ...catalog.platforms.map(({ id, when }) => ({ at: { kind: 'platform' as const, id, path: ['when'] }, condition: when })),
    ...catalog.findings.map(({ id, when }) => ({ at: { kind: 'finding' as const, id, path: ['when'] }, condition: when })),
  ];
  return [...statements, ...rows, ...(guides === undefined ? [] : guideConditions(guides))];
}

/** Every `when` of the guides, at whatever depth. */
function guideConditions(guides: Guides): PlacedCondition[] {
  const found: PlacedCondition[] = [];
  const visit = (node: unknown, path: readonly (string | number)[]) => {
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) visit(item, [...path, index]);
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, item] of Object.entries(node)) {
        const condition = key === 'when' ? conditionSchema.safeParse(item).data : undefined;
        if (condition !== undefined) found.push({ at: { kind: 'guides', id: '', path: [...path, key] }, condition });
        else visit(item, [...path, key]);
      }
    }
  };
  visit(guides, []);
  return found;
}

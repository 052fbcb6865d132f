import { z } from 'zod';
import type { Catalog } from './catalog.js';
import { statementsIn } from './lint/records.js';
import { describeRecord } from './lint/rule.js';
import type { Proof, Statement } from './schema.js';

/** catalog/artefacts.yaml: per candidate the folders of CRDs and chart values that its proofs are checked against. */
export const artefactSetsSchema = z.record(
  z.string(),
  z.strictObject({ crds: z.array(z.string()), values: z.array(z.string()), note: z.string().max(300) }),
);

const crdSchema = z.object({
  kind: z.literal('CustomResourceDefinition'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    versions: z.array(
      z.object({ name: z.string(), storage: z.boolean(), schema: z.object({ openAPIV3Schema: z.record(z.string(), z.unknown()) }) }),
    ),
  }),
});
const chartSchema = z.object({ keys: z.record(z.string(), z.unknown()), keysWithoutDefault: z.array(z.string()).default([]) });

type Crd = z.infer<typeof crdSchema>;
type Chart = z.infer<typeof chartSchema>;

/** What has been published for one candidate: CRDs by full name (`gateways.networking.istio.io`), charts by file name. */
export interface Artefacts {
  readonly crds: ReadonlyMap<string, Crd>;
  readonly charts: ReadonlyMap<string, Chart>;
}

/**
 * Artefacts from parsed files. The first definition of a CRD or chart counts, so order folders by precedence.
 * @param crdDocuments parsed YAML documents; those that are no CustomResourceDefinition are ignored
 * @param charts [file name without ending, parsed file]
 * @throws ZodError for a chart file without `keys`
 */
export function artefactsOf(crdDocuments: readonly unknown[], charts: readonly (readonly [string, unknown])[]): Artefacts {
  const crds = new Map<string, Crd>();
  for (const document of crdDocuments) {
    const parsed = crdSchema.safeParse(document);
    if (parsed.success && !crds.has(parsed.data.metadata.name)) crds.set(parsed.data.metadata.name, parsed.data);
  }
  const byName = new Map<string, Chart>();
  for (const [name, value] of charts) if (!byName.has(name)) byName.set(name, chartSchema.parse(value));
  return { crds, charts: byName };
}

/**
 * Why a proof does not hold against published artefacts, or undefined when it does. That it holds shows that the interface exists,
 * not how it behaves.
 */
export function brokenProof(proof: Proof, artefacts: Artefacts): string | undefined {
  if ('chart' in proof) return brokenChartProof(proof, artefacts.charts.get(proof.chart));
  const crd = artefacts.crds.get(proof.crd);
  if (crd === undefined) return `there is no CRD ${proof.crd}`;
  if ('absent' in proof) {
    const version = crd.spec.versions.find(({ storage }) => storage);
    if (version === undefined) return `${proof.crd} has no storage version`;
    const parent = parentOf(proof.absent);
    if (parent !== undefined && typeof fieldAt(version.schema.openAPIV3Schema, parent) === 'string')
      return `the field ${parent} above it does not exist either, so its absence proves nothing`;
    return typeof fieldAt(version.schema.openAPIV3Schema, proof.absent) === 'string' ? undefined : `the field ${proof.absent} exists`;
  }
  if (proof.field === undefined) return 'it names no field; that a resource exists is no proof of a feature';
  const version = crd.spec.versions.find(({ name, storage }) => (proof.version === undefined ? storage : name === proof.version));
  if (version === undefined) return `${proof.crd} has no ${proof.version === undefined ? 'storage version' : `version ${proof.version}`}`;
  const field = fieldAt(version.schema.openAPIV3Schema, proof.field);
  if (typeof field === 'string') return field;
  if (proof.enum === undefined) return undefined;
  const values = Array.isArray(field['enum']) ? field['enum'] : [];
  return values.includes(proof.enum) ? undefined : `${proof.field} has no value ${proof.enum}; it has ${values.join(', ') || 'no enum'}`;
}

/** One proof with the place where it stands. */
interface PlacedProof {
  /** whose artefacts count */
  readonly candidate: string;
  /** record path, such as `istio: capabilities.retries.sidecar[0]` */
  readonly place: string;
  readonly proof: Proof;
}

/** How much of the catalog points at artefacts. */
export interface ProofAccount {
  readonly proofs: readonly PlacedProof[];
  /** support statements of candidates: all, and those that an artefact backs; by candidate */
  readonly statements: Readonly<Record<string, { readonly all: number; readonly backed: number }>>;
  /** reservations that charts ship untouched: the footprint's defaults */
  readonly defaults: { readonly all: number; readonly backed: number; readonly unbacked: readonly string[] };
  /** reservations of production installations, where the figures may come from a vendor's advice */
  readonly recommended: { readonly all: number; readonly backed: number };
}

/** Whether a statement is backed: by something that is there, or, where it states a lack or a limit, by what is not. */
export function isBacked(statement: Statement): boolean {
  const states = statement.level === 'built-in' || statement.level === 'add-on' ? 'presence' : 'lack';
  return statement.proof.some((proof) => states === 'lack' || !('absent' in proof));
}

/** All proofs of a catalog, and what share of its statements and footprint defaults has one. */
export function proofAccount(catalog: Catalog): ProofAccount {
  const stated = statementsIn(catalog).flatMap((placed) =>
    placed.candidate === undefined ? [] : [{ ...placed, candidate: placed.candidate }],
  );
  const statements = Object.fromEntries(
    catalog.candidates.map(({ id }) => {
      const own = stated.filter(({ candidate }) => candidate === id);
      return [id, { all: own.length, backed: own.filter(({ statement }) => isBacked(statement)).length }];
    }),
  );
  const items = reservationsIn(catalog);
  const shipped = items.filter(({ kind }) => kind === 'shipped');
  const others = items.filter(({ kind }) => kind !== 'shipped');
  const backed = (list: readonly { readonly proof: readonly Proof[] }[]) => list.filter(({ proof }) => proof.length > 0).length;
  return {
    proofs: [
      ...stated.flatMap(({ at, candidate, statement }) =>
        statement.proof.map((proof) => ({ candidate, place: describeRecord(at), proof })),
      ),
      ...items.flatMap(({ candidate, place, proof }) => proof.map((one) => ({ candidate, place, proof: one }))),
    ],
    statements,
    defaults: {
      all: shipped.length,
      backed: backed(shipped),
      unbacked: shipped.filter(({ proof }) => proof.length === 0).map(({ place }) => place),
    },
    recommended: { all: others.length, backed: backed(others) },
  };
}

/** Every item that an alternative reserves, with its place. */
function reservationsIn(catalog: Catalog): { candidate: string; kind: string; place: string; proof: readonly Proof[] }[] {
  return Object.entries(catalog.footprint.alternatives).flatMap(([alternative, { reservation }]) =>
    Object.entries(reservation).flatMap(([kind, reserved]) =>
      (reserved?.items ?? []).map(({ title, proof }) => ({
        candidate: alternative.split('/')[0] ?? alternative,
        kind,
        place: `footprint ${alternative}: reservation.${kind}, ${title}`,
        proof,
      })),
    ),
  );
}

/** A proof in one line, as it is written in the catalog. */
export function describeProof(proof: Proof): string {
  if ('chart' in proof)
    return `chart ${proof.chart}: ${proof.key}${proof.equals === undefined ? '' : ` = ${JSON.stringify(proof.equals)}`}`;
  if ('absent' in proof) return `${proof.crd} has no ${proof.absent}`;
  const version = proof.version === undefined ? '' : ` (${proof.version})`;
  return `${proof.crd}${version}: ${proof.field ?? ''}${proof.enum === undefined ? '' : ` has ${proof.enum}`}`;
}

function brokenChartProof(proof: Extract<Proof, { chart: string }>, chart: Chart | undefined): string | undefined {
  if (chart === undefined) return `there are no values of a chart ${proof.chart}`;
  const known = Object.hasOwn(chart.keys, proof.key);
  if (proof.equals === undefined) {
    const exists =
      known || chart.keysWithoutDefault.includes(proof.key) || Object.keys(chart.keys).some((key) => key.startsWith(`${proof.key}.`));
    return exists ? undefined : `chart ${proof.chart} has no value ${proof.key}`;
  }
  if (!known) return `chart ${proof.chart} has no default for ${proof.key}`;
  const found = JSON.stringify(chart.keys[proof.key]);
  return found === JSON.stringify(proof.equals)
    ? undefined
    : `the default of ${proof.key} is ${found}, not ${JSON.stringify(proof.equals)}`;
}

type Schema = Readonly<Record<string, unknown>>;

/** The schema of a field, or in words which step of its path is missing. `[]` steps into items, `{}` into values of a map. */
function fieldAt(root: Schema, path: string): Schema | string {
  let schema = root;
  let walked = '';
  for (const step of stepsOf(path)) {
    const next =
      step === '[]' ? record(schema['items']) : step === '{}' ? record(schema['additionalProperties']) : propertyOf(schema, step);
    walked += step === '[]' || step === '{}' ? step : walked === '' ? step : `.${step}`;
    if (next === undefined) return `the field ${walked} does not exist`;
    schema = next;
  }
  return schema;
}

function propertyOf(schema: Schema, name: string): Schema | undefined {
  const own = record(record(schema['properties'])?.[name]);
  if (own !== undefined) return own;
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const parts = schema[keyword];
    if (!Array.isArray(parts)) continue;
    for (const part of parts) {
      const found = record(record(record(part)?.['properties'])?.[name]);
      if (found !== undefined && Object.keys(found).length > 0) return found;
    }
  }
  return undefined;
}

function stepsOf(path: string): string[] {
  return path.match(/\[\]|\{\}|"[^"]+"|[^.[\]{}"]+/g)?.map((step) => step.replaceAll('"', '')) ?? [];
}

function parentOf(path: string): string | undefined {
  const at = path.lastIndexOf('.');
  return at < 0 ? undefined : path.slice(0, at);
}

function record(value: unknown): Schema | undefined {
  return isRecord(value) ? value : undefined;
}

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { isMap } from '../document/plain-data.js';
import type { ClusterObject } from './cluster.js';
import type { ObjectPattern, Recogniser, Recognition, Sign } from './recognition-schema.js';

/** What the rules look at in objects of one kind. */
interface Wanted {
  readonly annotations: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
}

/** Reduces one raw object; undefined for kinds that no rule looks at. */
export type Extract = (raw: unknown) => ClusterObject | undefined;

/**
 * Reduces raw objects to what the rules look at. Everything else (environment variables, data, other annotations) is dropped here, so
 * that nothing later can print it. Secrets are never kept, whatever a rule says.
 */
export function extractorFor(recognition: Recognition): Extract {
  const wanted = new Map<string, { annotations: Set<string>; fields: Set<string> }>();
  for (const pattern of patternsIn(recognition)) {
    const entry = wanted.get(pattern.kind) ?? { annotations: new Set(), fields: new Set() };
    for (const key of Object.keys(pattern.annotations)) entry.annotations.add(key);
    for (const path of [...Object.keys(pattern.fields), ...Object.keys(pattern.withoutFields)]) entry.fields.add(path);
    wanted.set(pattern.kind, entry);
  }
  return (raw) => {
    if (!isMap(raw) || typeof raw['kind'] !== 'string' || raw['kind'] === 'Secret') return undefined;
    const kept = wanted.get(raw['kind']);
    return kept === undefined ? undefined : reduce(raw['kind'], raw, kept);
  };
}

/** Every object pattern in the rules. */
export function patternsIn(recognition: Recognition): ObjectPattern[] {
  return [...recognition.recognisers.flatMap(patternsOfRecogniser), ...recognition.notes.flatMap(({ when }) => patternsOf(when))];
}

function patternsOfRecogniser(recogniser: Recogniser): ObjectPattern[] {
  switch (recogniser.take) {
    case 'count':
      return [recogniser.count];
    case 'row':
      return patternsOf(recogniser.when);
    case 'one':
    case 'first':
    case 'each':
      return recogniser.readings.flatMap(({ when }) => patternsOf(when));
  }
}

function patternsOf(sign: Sign): ObjectPattern[] {
  if ('some' in sign) return [sign.some];
  if ('none' in sign) return [sign.none];
  if ('not' in sign) return patternsOf(sign.not);
  return ('all' in sign ? sign.all : sign.any).flatMap(patternsOf);
}

function reduce(kind: string, raw: Readonly<Record<string, unknown>>, wanted: Wanted): ClusterObject | undefined {
  const metadata = isMap(raw['metadata']) ? raw['metadata'] : {};
  if (typeof metadata['name'] !== 'string') return undefined;
  const annotations = texts(metadata['annotations']);
  return {
    kind,
    name: metadata['name'],
    namespace: typeof metadata['namespace'] === 'string' ? metadata['namespace'] : undefined,
    labels: texts(metadata['labels']),
    annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => wanted.annotations.has(key))),
    fields: Object.fromEntries(
      [...wanted.fields].flatMap((path) => {
        const values = valuesAt(raw, path.split('.'));
        return values.length === 0 ? [] : [[path, values]];
      }),
    ),
  };
}

/** Plain values at a path; a step that ends in `[]` goes into every item. */
function valuesAt(value: unknown, steps: readonly string[]): string[] {
  const [step, ...rest] = steps;
  if (step === undefined)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
  if (!isMap(value)) return [];
  const inner = value[step.replace(/\[\]$/, '')];
  if (!step.endsWith('[]')) return valuesAt(inner, rest);
  return Array.isArray(inner) ? inner.flatMap((item: unknown) => valuesAt(item, rest)) : [];
}

function texts(value: unknown): Record<string, string> {
  if (!isMap(value)) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]) => (typeof one === 'string' ? [[key, one]] : [])));
}

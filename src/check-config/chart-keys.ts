import { parse } from 'yaml';
import { asList, asMap, textAt } from '../document/plain-data.js';
import type { ConfigFile } from './manifest-file.js';

/** The values that a Helm chart reads. */
export interface ChartKeys {
  /** names that a values file or a release may give the chart */
  readonly names: readonly string[];
  readonly file: string;
  /** key paths with their defaults; a map, a list or nothing as default leaves open what stands below */
  readonly keys: ReadonlyMap<string, unknown>;
  /** prefixes whose content the chart also takes without them, and the other way round */
  readonly alsoTopLevel: readonly string[];
}

/**
 * Chart values as data: files with `chart`, `keys` (key path to default), `keysWithoutDefault`, `legacyPrefixes` and `globalIsTopLevel`,
 * or plain values.yaml files of charts, then called after the file (`istiod.yaml`) or its folder (`istiod/values.yaml`).
 * Of several files for one chart the last one in natural order counts.
 */
export function chartKeys(files: readonly ConfigFile[]): ChartKeys[] {
  const byName = new Map<string, ChartKeys>();
  const sorted = [...files].sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
  for (const file of sorted) {
    if (/values-[^/]*\.ya?ml$|\.json$/.test(file.path)) continue;
    const value: unknown = parse(file.text, { prettyErrors: false, logLevel: 'silent' });
    const map = asMap(value);
    if (map === undefined) continue;
    const chart = asMap(map['keys']) === undefined ? plainChart(file.path, map) : listedChart(file.path, map);
    byName.set(chart.names[0] ?? file.path, chart);
  }
  return [...byName.values()];
}

function listedChart(file: string, map: Readonly<Record<string, unknown>>): ChartKeys {
  const keys = new Map(Object.entries(asMap(map['keys']) ?? {}));
  for (const key of asList(map['keysWithoutDefault'])) if (!keys.has(String(key))) keys.set(String(key), null);
  // the content of meshConfig is an API of its own; the chart hands it on as it is
  if ([...keys.keys()].some((key) => key.startsWith('meshConfig.'))) keys.set('meshConfig', {});
  const names = [textAt(map, 'name'), textAt(map, 'chart')].flatMap((name) => name ?? []);
  const prefixes = asList(map['legacyPrefixes']).map(String);
  return {
    names: [...new Set(names.length > 0 ? names : [nameOf(file)])],
    file,
    keys,
    alsoTopLevel: map['globalIsTopLevel'] === true ? [...prefixes, 'global'] : prefixes,
  };
}

function plainChart(file: string, map: Readonly<Record<string, unknown>>): ChartKeys {
  return { names: [nameOf(file)], file, keys: new Map(leaves(map, [])), alsoTopLevel: [] };
}

function* leaves(value: unknown, path: readonly string[]): Generator<readonly [string, unknown]> {
  const map = asMap(value);
  if (map === undefined || Object.keys(map).length === 0) yield [keyPath(path), value];
  else for (const [key, inner] of Object.entries(map)) yield* leaves(inner, [...path, key]);
}

function nameOf(file: string): string {
  const [name = '', folder = name] = file.split('/').reverse();
  return /^values\.ya?ml$/.test(name) ? folder : name.replace(/(?:\.values)?\.ya?ml$/, '');
}

/** Steps as a key path: joined by dots, a step that has a dot in double quotes. */
export function keyPath(steps: readonly string[]): string {
  return steps.map((step) => (step.includes('.') ? `"${step}"` : step)).join('.');
}

/** The unknown keys of values for a chart, each as far down as it is wrong. */
export function unknownKeys(values: unknown, chart: ChartKeys): (readonly string[])[] {
  const inMaps = new Set<string>();
  // a default such as labels."istio.io/dataplane-mode" shows a map of labels or annotations, which takes any others
  const labelMaps = new Set<string>();
  for (const key of chart.keys.keys()) {
    const steps = splitKey(key);
    for (let length = 1; length < steps.length; length += 1) {
      const map = keyPath(steps.slice(0, length));
      inMaps.add(map);
      if (steps[length]?.includes('/') === true) labelMaps.add(map);
    }
  }
  const isOpen = (key: string) => {
    if (labelMaps.has(key)) return true;
    const preset = chart.keys.get(key);
    return chart.keys.has(key) && (preset === null || preset === undefined || typeof preset === 'object' || preset === '');
  };
  const known = (steps: readonly string[]): 'yes' | 'open' | 'no' => {
    const key = keyPath(steps);
    if (isOpen(key)) return 'open';
    if (chart.keys.has(key) || inMaps.has(key)) return 'yes';
    return 'no';
  };
  const either = (steps: readonly string[]): 'yes' | 'open' | 'no' => {
    const [first, ...rest] = steps;
    const forms = [
      steps,
      ...(first !== undefined && chart.alsoTopLevel.includes(first) ? [rest] : []),
      ...chart.alsoTopLevel.map((prefix) => [prefix, ...steps]),
    ];
    const found = forms.map((form) => (form.length === 0 ? 'yes' : known(form)));
    return found.includes('open') ? 'open' : found.includes('yes') ? 'yes' : 'no';
  };
  const visit = (value: unknown, steps: readonly string[]): (readonly string[])[] =>
    Object.entries(asMap(value) ?? {}).flatMap(([key, inner]) => {
      const path = [...steps, key];
      const state = either(path);
      if (state === 'no') return [path];
      return state === 'open' ? [] : visit(inner, path);
    });
  return visit(values, []);
}

/** Keys that stand beside a path in a chart, for suggestions. */
export function keysBeside(path: readonly string[], chart: ChartKeys): string[] {
  const above = path.slice(0, -1);
  return [
    ...new Set(
      [...chart.keys.keys()]
        .map(splitKey)
        .filter((steps) => above.every((step, index) => steps[index] === step))
        .flatMap((steps) => steps[above.length] ?? []),
    ),
  ];
}

function splitKey(key: string): string[] {
  return [...key.matchAll(/"([^"]*)"|([^.]+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

import { posix } from 'node:path';
import { parse } from 'yaml';
import { asList, asMap, textAt, valueAt } from '../document/plain-data.js';
import type { Problem } from '../document/problem.js';
import { suggest } from '../document/suggest.js';
import type { DocumentPath } from '../document/yaml-document.js';
import { type ChartKeys, keyPath, keysBeside, unknownKeys } from './chart-keys.js';
import type { ConfigObject } from './config-object.js';
import type { ManifestDocument } from './manifest-file.js';

/** Values for a chart, wherever they stand. */
export interface GivenValues {
  /** name of the chart, or of its values file */
  readonly chart: string;
  readonly values: unknown;
  readonly document: ManifestDocument;
  readonly at: DocumentPath;
  /** whether `at` is the top of the values; not so for values that are one text */
  readonly located: boolean;
}

/** Whether a file is named like Helm values: values.yaml, values-prod.yaml, istiod.values.yaml. */
export function isValuesName(path: string): boolean {
  return /(?:^|\.)values(?:[-_.][^/]*)?\.ya?ml$/.test(posix.basename(path));
}

/** The values of a file: `istiod.values.yaml` is for the chart istiod, `istiod/values.yaml` too. */
export function valuesOfFile(document: ManifestDocument): GivenValues {
  const [name = '', folder = ''] = document.file.split('/').reverse();
  const chart = /^values/.test(name) ? folder : name.replace(/\.values(?:[-_.].*)?\.ya?ml$/, '');
  return { chart, values: document.value, document, at: [], located: true };
}

/** The values inside a Flux HelmRelease, an Argo CD Application or an ApplicationSet. */
export function valuesInObject({ document, at, value, kind, apiVersion }: ConfigObject): GivenValues[] {
  if (kind === 'HelmRelease' && apiVersion.startsWith('helm.toolkit.fluxcd.io/')) {
    const chart = textAt(value, 'spec', 'chart', 'spec', 'chart') ?? textAt(value, 'spec', 'chartRef', 'name');
    const values = valueAt(value, 'spec', 'values');
    return chart === undefined || values === undefined ? [] : [{ chart, values, document, at: [...at, 'spec', 'values'], located: true }];
  }
  if (!apiVersion.startsWith('argoproj.io/')) return [];
  const path = kind === 'Application' ? ['spec'] : kind === 'ApplicationSet' ? ['spec', 'template', 'spec'] : undefined;
  if (path === undefined) return [];
  const spec = valueAt(value, ...path);
  const sources: (readonly [unknown, DocumentPath])[] = [
    [valueAt(spec, 'source'), [...at, ...path, 'source']],
    ...asList(valueAt(spec, 'sources')).map((source, index) => [source, [...at, ...path, 'sources', index]] as const),
  ];
  return sources.flatMap(([source, place]): GivenValues[] => {
    const chart = textAt(source, 'chart');
    if (chart === undefined) return [];
    const inObject = valueAt(source, 'helm', 'valuesObject');
    const text = textAt(source, 'helm', 'values');
    return [
      ...(inObject === undefined ? [] : [{ chart, values: inObject, document, at: [...place, 'helm', 'valuesObject'], located: true }]),
      ...(text === undefined || text.includes('{{')
        ? []
        : [{ chart, values: parseQuietly(text), document, at: [...place, 'helm', 'values'], located: false }]),
    ];
  });
}

/** Keys that the chart does not read, or undefined when nothing is known of the chart. */
export function valuesProblems(given: GivenValues, charts: readonly ChartKeys[]): Problem[] | undefined {
  const chart = charts.find(({ names }) => names[0] === given.chart) ?? charts.find(({ names }) => names.includes(given.chart));
  if (chart === undefined) return undefined;
  return unknownKeys(given.values, chart).map((path) => {
    const near = suggest(path.at(-1) ?? '', keysBeside(path, chart));
    return given.document.problemAt(
      given.located ? [...given.at, ...path] : given.at,
      {
        id: 'unknown-value-key',
        severity: 'error',
        message: `the chart ${given.chart} does not read \`${keyPath(path)}\``,
        expected: `a key in ${chart.file}`,
        ...(near === undefined ? {} : { suggestion: near }),
      },
      'key',
    );
  });
}

function parseQuietly(text: string): unknown {
  try {
    return asMap(parse(text, { prettyErrors: false, logLevel: 'silent' }));
  } catch {
    return undefined;
  }
}

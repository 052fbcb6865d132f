import { asMap, textAt, valueAt } from '../document/plain-data.js';
import type { Problem } from '../document/problem.js';
import { buildScopes, unlistedManifests } from './build-scopes.js';
import { celEvaluator } from './cel.js';
import { chartKeys } from './chart-keys.js';
import { type ConfigObject, objectsIn } from './config-object.js';
import { crdSet } from './crd-set.js';
import { customRuleProblems } from './custom-rules.js';
import { duplicateProblems } from './duplicates.js';
import { valuesInObject, valuesOfFile, valuesProblems } from './helm-values.js';
import { kustomizationProblems, liesOutside } from './kustomization-problems.js';
import { type ConfigFile, type ManifestDocument, parseConfigFile } from './manifest-file.js';
import { metadataProblems } from './metadata-rules.js';
import { objectCheck } from './object-check.js';
import { type BuiltInSchemas, groupOf, type SchemaRegistry, schemaRegistry } from './schema-registry.js';
import { type SortedFile, sortFiles } from './sort-files.js';
import { kindProblem } from './unknown-kinds.js';

/** Everything that a check reads. */
export interface ConfigInput {
  /** YAML and JSON files, `relative` to the checked folder with `/` */
  readonly files: readonly (ConfigFile & { readonly relative: string })[];
  /** all files of the folder, also those that are not read, relative to it */
  readonly allPaths: readonly string[];
  /** CRD files by source; later sources override earlier ones */
  readonly crds: readonly (readonly ConfigFile[])[];
  /** chart values, or undefined when values are not to be checked */
  readonly values: readonly ConfigFile[] | undefined;
  /** kinds without a schema are noted instead of reported */
  readonly ignoreUnknownKinds: boolean;
}

/** What a check found. */
export interface ConfigReport {
  /** in the order of files and lines */
  readonly problems: readonly Problem[];
  readonly files: number;
  readonly objects: number;
  /** files that were not checked, each with the reason */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** what could not be said, in sentences */
  readonly notes: readonly string[];
  readonly rules: { readonly evaluated: number; readonly notEvaluated: number };
}

/**
 * Checks a folder of Kubernetes manifests strictly: each object against the schema of its kind (with CRDs: also their CEL rules), metadata,
 * objects that stand twice, kustomizations both ways, and values against what charts read.
 */
export async function checkConfig(input: ConfigInput, builtIn: BuiltInSchemas): Promise<ConfigReport> {
  const sorted = sortFiles(input.files.map((file) => ({ ...parseConfigFile(file), relative: file.relative })));
  const byFile = new Map<string, ConfigObject[]>();
  for (const file of sorted) if (file.is === 'manifests') byFile.set(file.relative, file.documents.flatMap(objectsIn));
  const objects = [...byFile.values()].flat();
  const patches = sorted.flatMap((file) => (file.is === 'patch' ? file.documents.flatMap(objectsIn) : []));

  const groups = new Set([...objects, ...patches].map(({ apiVersion }) => groupOf(apiVersion)));
  const crds = crdSet([input.files, ...input.crds], groups);
  const registry = schemaRegistry(builtIn, crds);
  const checked = await checkObjects(objects, registry, input.ignoreUnknownKinds);
  const patched = await checkPatches(patches, registry);
  const kustomize = checkKustomizations(sorted, input.allPaths, byFile);
  const values = checkValues(sorted, objects, input.values);

  const problems = [
    ...sorted.flatMap((file) => (file.is === 'broken' ? file.problems : [])),
    ...sorted.flatMap((file) => (file.is === 'manifests' ? file.documents.flatMap(notAnObject) : [])),
    ...checked.problems,
    ...patched,
    ...kustomize.problems,
    ...values.problems,
  ];
  const order = new Map(sorted.map(({ path }, index) => [path, index]));
  return {
    problems: problems.sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column),
    files: sorted.filter(({ is }) => is !== 'skipped').length,
    objects: objects.length,
    skipped: [...sorted.flatMap((file) => (file.is === 'skipped' ? [{ file: file.path, reason: file.reason }] : [])), ...values.skipped],
    notes: [
      ...crds.ambiguous.map(({ kind, used, others }) => `${kind} is defined in ${others.length + 1} CRD files; used: ${used}`),
      ...checked.notes,
      ...kustomize.notes,
      ...values.notes,
    ],
    rules: checked.rules,
  };
}

/** A document that is no object: it lacks a kind or an apiVersion. */
function notAnObject(document: ManifestDocument): Problem[] {
  return ['apiVersion', 'kind']
    .filter((field) => textAt(document.value, field) === undefined)
    .map((field) => {
      const there = valueAt(document.value, field) !== undefined;
      return document.problemAt(there ? [field] : [], {
        id: there ? 'wrong-type' : 'missing-field',
        severity: 'error',
        message: there ? `\`${field}\` is no text` : `the object has no \`${field}\``,
      });
    });
}

interface CheckedObjects {
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  readonly rules: ConfigReport['rules'];
}

async function checkObjects(
  objects: readonly ConfigObject[],
  registry: SchemaRegistry,
  ignoreUnknownKinds: boolean,
): Promise<CheckedObjects> {
  const check = objectCheck(registry.shared);
  const cel = celEvaluator();
  const problems: Problem[] = [];
  const unknown = new Map<string, number>();
  const unanswered = new Set<string>();
  let [evaluated, notEvaluated] = [0, 0];
  for (const object of objects) {
    const { document, at, value, apiVersion, kind } = object;
    problems.push(...metadataProblems(object));
    const found = await registry.find(apiVersion, kind);
    if (found.known !== 'built-in' && found.known !== 'custom') {
      if (ignoreUnknownKinds) unknown.set(`${apiVersion} ${kind}`, (unknown.get(`${apiVersion} ${kind}`) ?? 0) + 1);
      else problems.push(kindProblem(object, found));
      continue;
    }
    const wrong = check.problems(`${apiVersion}/${kind}`, found.schema, document, at, value);
    problems.push(...wrong);
    if (found.known !== 'custom' || wrong.length > 0) continue;
    const rules = customRuleProblems(cel, found.custom.openApi, document, at, value);
    problems.push(...rules.problems);
    evaluated += rules.evaluated;
    notEvaluated += rules.notEvaluated.length;
    for (const rule of rules.notEvaluated) unanswered.add(`${kind}: ${rule.replaceAll(/\s+/g, ' ').trim()}`);
  }
  return {
    problems,
    rules: { evaluated, notEvaluated },
    notes: [
      ...[...unknown].map(([kind, count]) => `${kind}: no schema, ${count} ${count === 1 ? 'object' : 'objects'} not checked`),
      ...[...unanswered].sort().map((rule) => `CEL rule not evaluated: ${rule}`),
    ],
  };
}

/** Patches are parts of objects: fields and types count, what is missing does not. */
async function checkPatches(patches: readonly ConfigObject[], registry: SchemaRegistry): Promise<Problem[]> {
  const check = objectCheck(registry.shared);
  const problems: Problem[] = [];
  for (const { apiVersion, kind, document, at, value } of patches) {
    const found = await registry.find(apiVersion, kind);
    if (found.known !== 'built-in' && found.known !== 'custom') continue;
    const wrong = check.problems(`${apiVersion}/${kind}`, found.schema, document, at, value);
    problems.push(
      ...wrong.filter(
        ({ id, message }) =>
          id !== 'missing-field' &&
          id !== 'bad-combination' &&
          !/[`.]\$(?:patch|setElementOrder|deleteFromPrimitiveList|retainKeys)/.test(message),
      ),
    );
  }
  return problems;
}

interface Checked {
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

function checkKustomizations(
  sorted: readonly SortedFile[],
  allPaths: readonly string[],
  objects: ReadonlyMap<string, readonly ConfigObject[]>,
): Checked {
  const kustomizations = sorted.flatMap((file) => (file.is === 'kustomization' ? [file.kustomization] : []));
  const files = new Set(allPaths);
  const folders = new Set(
    allPaths.flatMap((path) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_step, index, steps) => steps.slice(0, index + 1).join('/')),
    ),
  );
  const manifests = sorted.flatMap((file) => (file.is === 'manifests' ? [file] : []));
  const paths = manifests.map(({ relative }) => relative);
  const unlisted = unlistedManifests(kustomizations, paths, files).map(({ path, kustomization }): Problem[] => {
    const document = manifests.find(({ relative }) => relative === path)?.documents[0];
    const message = `no kustomization lists this file, so nothing applies it (nearest: ${kustomization.path})`;
    return document === undefined ? [] : [document.problemAt([], { id: 'not-listed', severity: 'error', message })];
  });
  const elsewhere = kustomizations.flatMap(({ path, references }) => {
    const count = references.filter(({ target }) => target === undefined || liesOutside(target)).length;
    return count === 0 ? [] : [`${path}: ${count} of its ${references.length} references lead out of the folder and were not followed`];
  });
  return {
    problems: [
      ...kustomizations.flatMap((kustomization) => kustomizationProblems(kustomization, { files, folders })),
      ...unlisted.flat(),
      ...duplicateProblems(buildScopes(kustomizations, paths, files), objects),
    ],
    notes: elsewhere,
  };
}

function checkValues(
  sorted: readonly SortedFile[],
  objects: readonly ConfigObject[],
  files: readonly ConfigFile[] | undefined,
): Checked & { readonly skipped: ConfigReport['skipped'] } {
  const inFiles = sorted.flatMap((file) => (file.is === 'values' ? [valuesOfFile(file.document)] : []));
  const skip = (file: string, reason: string) => ({ file, reason });
  if (files === undefined)
    return {
      problems: [],
      notes: [],
      skipped: inFiles.map(({ document }) => skip(document.file, 'Helm values: --values DIR checks them')),
    };
  const charts = chartKeys(files);
  const problems: Problem[] = [];
  const skipped: ConfigReport['skipped'][number][] = [];
  for (const given of [...inFiles, ...objects.flatMap(valuesInObject)]) {
    const found = asMap(given.values) === undefined ? [] : valuesProblems(given, charts);
    if (found === undefined) skipped.push(skip(given.document.file, `values of ${given.chart}: no such chart in --values`));
    else problems.push(...found);
  }
  return { problems, notes: [], skipped };
}

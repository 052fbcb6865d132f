import { textAt, valueAt } from '../document/plain-data.js';
import type { Problem } from '../document/problem.js';
import type { DocumentPath } from '../document/yaml-document.js';
import { celEvaluator } from './cel.js';
import { chartKeys } from './chart-keys.js';
import { checkKustomizations } from './check-kustomizations.js';
import { type CheckedObjects, checkObjects, checkPatches, type ObjectTools } from './check-objects.js';
import { checkValues, type SkippedFile } from './check-values.js';
import { type ConfigObject, isList, objectsIn } from './config-object.js';
import { crdSet } from './crd-set.js';
import { type ConfigFile, type ManifestDocument, parseConfigFile } from './manifest-file.js';
import { objectCheck } from './object-check.js';
import { type BuiltInSchemas, schemaRegistry } from './schema-registry.js';
import { sortFiles } from './sort-files.js';

/** What folders are checked against. */
export interface CheckBasis {
  readonly builtIn: BuiltInSchemas;
  /** CRD files by source; later sources override earlier ones and what is built in */
  readonly crds: readonly (readonly ConfigFile[])[];
  /** chart values, or undefined when values are not to be checked */
  readonly values: readonly ConfigFile[] | undefined;
  /** kinds without a schema are noted instead of reported */
  readonly ignoreUnknownKinds: boolean;
}

/** A folder to check. */
export interface ConfigFolder {
  /** YAML and JSON files, `relative` to the folder with `/` */
  readonly files: readonly (ConfigFile & { readonly relative: string })[];
  /** all files of the folder, also those that are not read, relative to it */
  readonly allPaths: readonly string[];
}

/** What a check found. */
export interface ConfigReport {
  /** in the order of files and lines */
  readonly problems: readonly Problem[];
  readonly files: number;
  readonly objects: number;
  readonly skipped: readonly SkippedFile[];
  /** what could not be said, in sentences */
  readonly notes: readonly string[];
  readonly rules: CheckedObjects['rules'];
}

/**
 * A strict check of folders of Kubernetes manifests: each object against the schema of its kind (with CRDs: also their CEL rules), metadata,
 * objects that stand twice, kustomizations both ways, and values against what charts read. CRDs in a folder count for that folder.
 */
export function configChecker({ builtIn, crds, values, ignoreUnknownKinds }: CheckBasis): (folder: ConfigFolder) => Promise<ConfigReport> {
  const toolsFor = (sources: CheckBasis['crds']): ObjectTools => {
    const registry = schemaRegistry(builtIn, crdSet(sources));
    return { registry, check: objectCheck(registry.shared), cel: celEvaluator() };
  };
  const common = toolsFor(crds);
  const charts = values === undefined ? undefined : chartKeys(values);

  return async ({ files, allPaths }) => {
    const sorted = sortFiles(files.map((file) => ({ ...parseConfigFile(file), relative: file.relative })));
    const byFile = new Map<string, ConfigObject[]>();
    for (const file of sorted) if (file.is === 'manifests') byFile.set(file.relative, file.documents.flatMap(objectsIn));
    const objects = [...byFile.values()].flat();
    const patches = sorted.flatMap((file) => (file.is === 'patch' ? file.documents.flatMap(objectsIn) : []));

    const tools = objects.some(({ kind }) => kind === 'CustomResourceDefinition') ? toolsFor([files, ...crds]) : common;
    const checked = await checkObjects(objects, tools, ignoreUnknownKinds);
    const patched = await checkPatches(patches, tools);
    const kustomize = checkKustomizations(sorted, allPaths, byFile);
    const valued = checkValues(sorted, objects, charts);

    const problems = [
      ...sorted.flatMap((file) => (file.is === 'broken' ? file.problems : [])),
      ...sorted.flatMap((file) => (file.is === 'manifests' ? file.documents.flatMap(halfObjects) : [])),
      ...checked.problems,
      ...patched,
      ...kustomize.problems,
      ...valued.problems,
    ];
    const order = new Map(sorted.map(({ path }, index) => [path, index]));
    const used = new Set(objects.map(({ apiVersion, kind }) => `${apiVersion.replace(/\/?[^/]*$/, '')} ${kind}`));
    const ambiguous = [...tools.registry.crdGroups.values()].flatMap((group) => group.ambiguous).filter(({ kind }) => used.has(kind));
    return {
      problems: problems.sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column),
      files: sorted.filter(({ is }) => is !== 'skipped').length,
      objects: objects.length,
      skipped: [...sorted.flatMap((file) => (file.is === 'skipped' ? [{ file: file.path, reason: file.reason }] : [])), ...valued.skipped],
      notes: [
        ...ambiguous.map(({ kind, used: file, others }) => `${kind} is defined in ${others.length + 1} CRD files; used: ${file}`),
        ...checked.notes,
        ...kustomize.notes,
      ],
      rules: checked.rules,
    };
  };
}

/** Documents, and items of lists, that lack a kind or an apiVersion. */
function halfObjects(document: ManifestDocument): Problem[] {
  const { value } = document;
  const items = isList(value) ? valueAt(value, 'items') : undefined;
  if (Array.isArray(items)) return items.flatMap((item: unknown, index) => missingIdentity(document, ['items', index], item));
  return missingIdentity(document, [], value);
}

function missingIdentity(document: ManifestDocument, at: DocumentPath, value: unknown): Problem[] {
  return ['apiVersion', 'kind']
    .filter((field) => textAt(value, field) === undefined)
    .map((field) => {
      const there = valueAt(value, field) !== undefined;
      return document.problemAt(there ? [...at, field] : at, {
        id: there ? 'wrong-type' : 'missing-field',
        severity: 'error',
        message: there ? `\`${field}\` is no text` : `the object has no \`${field}\``,
      });
    });
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isMap } from '../document/plain-data.js';
import { firstLine } from '../document/yaml-document.js';
import { type Cluster, type ClusterObject, inReadingOrder } from './cluster.js';
import { ClusterUnreadableError } from './cluster-unreadable.js';
import { extractorFor } from './extract.js';
import type { Recognition } from './recognition-schema.js';

/** Largest dump that is read, all files together: bytes. */
const largestDump = 256 * 1024 * 1024;

/** A cluster from a dump, and what was seen in it but not looked at. */
export interface ReadDump {
  readonly cluster: Cluster;
  /** how many Secrets lay in it; nothing of them was kept */
  readonly secrets: number;
}

/**
 * Reads what `kubectl get … -o yaml` or `-o json` wrote: a file, or a folder of files ending in .yaml, .yml or .json. A kind counts as
 * read completely when at least one object of it is there.
 * @throws ClusterUnreadableError naming file and place when something is no such dump
 */
export function readDump(recognition: Recognition, path: string): ReadDump {
  const extract = extractorFor(recognition);
  const objects: ClusterObject[] = [];
  const seen = new Set<string>();
  let secrets = 0;
  for (const file of filesOf(path)) {
    for (const raw of documentsOf(file).flatMap(itemsOf)) {
      if (!isMap(raw) || typeof raw['kind'] !== 'string') continue;
      seen.add(raw['kind']);
      if (raw['kind'] === 'Secret') secrets += 1;
      const object = extract(raw);
      if (object !== undefined) objects.push(object);
    }
  }
  if (objects.length === 0)
    throw new ClusterUnreadableError(
      `${path} holds no objects that say anything about a cluster${seen.size === 0 ? '' : ` (only ${[...seen].sort().slice(0, 5).join(', ')})`}; expected the output of kubectl get nodes,namespaces,... -A -o yaml`,
    );
  const distinct = new Map(objects.map((object) => [[object.kind, object.namespace, object.name].join('/'), object]));
  return { cluster: { objects: inReadingOrder([...distinct.values()]), complete: new Set(objects.map(({ kind }) => kind)) }, secrets };
}

function filesOf(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new ClusterUnreadableError(`there is no file or folder ${path}`);
  const files = found.isDirectory()
    ? readdirSync(path)
        .filter((name) => /\.(ya?ml|json)$/.test(name))
        .sort()
        .map((name) => join(path, name))
    : [path];
  if (files.length === 0) throw new ClusterUnreadableError(`${path} has no .yaml or .json files in it`);
  const size = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
  if (size > largestDump)
    throw new ClusterUnreadableError(`${path} is larger than ${largestDump / 1024 / 1024} MiB; leave out what reading.yaml does not name`);
  return files;
}

function documentsOf(file: string): unknown[] {
  const text = textOf(file);
  if (/^\s*[{[]/.test(text)) {
    try {
      return [JSON.parse(text)];
    } catch (error) {
      throw new ClusterUnreadableError(`${file} is no JSON: ${error instanceof Error ? firstLine(error.message) : 'it cannot be read'}`);
    }
  }
  return parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' }).map((document) => {
    const [problem] = document.errors;
    if (problem !== undefined) {
      const line = text.slice(0, problem.pos[0]).split('\n').length;
      throw new ClusterUnreadableError(`${file}:${line}: no YAML: ${firstLine(problem.message)}`);
    }
    try {
      return document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      throw new ClusterUnreadableError(`${file}: ${error instanceof Error ? firstLine(error.message) : 'it cannot be read'}`);
    }
  });
}

function textOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) throw new ClusterUnreadableError(`${basename(file)} is not UTF-8 text`);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new ClusterUnreadableError(`${file} cannot be read (${code})`);
  }
}

/** The objects of a document: itself, or the items of a list. */
export function itemsOf(document: unknown): unknown[] {
  if (Array.isArray(document)) return document.flatMap(itemsOf);
  if (!isMap(document)) return [];
  const { items, kind } = document;
  if (!Array.isArray(items)) return [document];
  const itemKind = typeof kind === 'string' && kind !== 'List' && kind.endsWith('List') ? kind.slice(0, -4) : undefined;
  return items.map((item: unknown) =>
    isMap(item) && item['kind'] === undefined && itemKind !== undefined ? { ...item, kind: itemKind } : item,
  );
}

import { type Document, parseAllDocuments } from 'yaml';
import type { StarterFile } from '../plan.js';

/** A YAML file of a starter config, parsed. */
export interface ParsedFile {
  readonly path: string;
  readonly documents: readonly Document.Parsed[];
  /** the documents as plain data; those that are empty are left out */
  readonly values: readonly unknown[];
  readonly errors: readonly string[];
}

export function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

/** Parses all documents of a file. An empty document is an error: it is a template that printed nothing. */
export function parseManifest(file: StarterFile): ParsedFile {
  const documents = [...parseAllDocuments(file.content, { uniqueKeys: true, strict: true, version: '1.2' })];
  const errors = documents.flatMap((document) =>
    [...document.errors, ...document.warnings].map((error) => error.message.split('\n')[0] ?? 'does not parse'),
  );
  if (errors.length > 0) return { path: file.path, documents, values: [], errors };
  const values = documents.map((document): unknown => document.toJS());
  const empty = values.some((value) => value === null || value === undefined) || values.length === 0;
  return {
    path: file.path,
    documents,
    values: values.filter((value) => value !== null && value !== undefined),
    errors: empty ? ['has an empty document'] : [],
  };
}

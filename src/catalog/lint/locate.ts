import type { Problem } from '../../document/problem.js';
import { type DocumentPath, parseYamlDocument, type YamlDocument } from '../../document/yaml-document.js';
import type { DataTexts } from '../load.js';
import type { RecordPath } from './rule.js';
import type { FoundProblem } from './rules.js';

/** Finds records in their files. */
export interface Locator {
  /** the problem with file, line and column, or undefined when its record stands in none of the files */
  locate(found: FoundProblem): Problem | undefined;
}

/**
 * A locator over YAML files that have passed validation.
 * @param folder how the folder is called in messages, such as `catalog`
 * @throws InputError for a file that is no YAML
 */
export function locatorOf(folder: string, texts: DataTexts): Locator {
  const documents = Object.entries(texts)
    .filter(([path]) => path.endsWith('.yaml'))
    .map(([path, text]): [string, YamlDocument] => [path, parseYamlDocument(`${folder}/${path}`, text)]);
  return {
    locate({ at, message, rule, severity }) {
      for (const [path, document] of documents) {
        const place = placeIn(at, path, document.value);
        if (place === undefined) continue;
        return document.problemAt(fitted(place, document.value), {
          id: rule,
          severity: severity === 'error' ? 'error' : 'warning',
          message,
        });
      }
      return undefined;
    },
  };
}

const folders: Readonly<Record<RecordPath['kind'], string>> = {
  candidate: 'alternatives/',
  capability: 'capabilities.yaml',
  component: 'components/',
  source: 'sources/',
  platform: 'platforms.yaml',
  finding: 'findings.yaml',
  footprint: 'footprint.yaml',
  prices: 'prices.yaml',
  guides: 'guides.yaml',
  pin: 'pins/',
  questionnaire: '',
};

/** Path of a record inside the value of a file, or undefined when it does not stand there. */
function placeIn({ kind, id, path }: RecordPath, file: string, value: unknown): DocumentPath | undefined {
  const folder = folders[kind];
  if (!file.startsWith(folder)) return undefined;
  if (kind === 'candidate') return fieldOf(value, 'id') === id ? path : undefined;
  if (kind === 'questionnaire') return questionPlace(id, path, value);
  if (id === '') return path;
  if (Array.isArray(value)) {
    const index = value.findIndex((item) => fieldOf(item, 'id') === id);
    return index < 0 ? undefined : [index, ...path];
  }
  return fieldOf(value, id) === undefined ? undefined : [id, ...path];
}

/** The path without steps into lists that are written as one value: a single statement may stand without a list around it. */
function fitted(path: DocumentPath, root: unknown): DocumentPath {
  const steps: (string | number)[] = [];
  let value = root;
  for (const step of path) {
    if (typeof step === 'number') {
      if (!Array.isArray(value)) continue;
      value = value[step];
    } else {
      value = fieldOf(value, step);
    }
    steps.push(step);
  }
  return steps;
}

/** A question of a section, or a rule or contradiction of a list. */
function questionPlace(id: string, path: DocumentPath, value: unknown): DocumentPath | undefined {
  const questions = fieldOf(value, 'questions');
  const list: readonly unknown[] = Array.isArray(value) ? value : Array.isArray(questions) ? questions : [];
  const index = list.findIndex((item) => fieldOf(item, 'id') === id);
  if (index < 0) return undefined;
  return Array.isArray(value) ? [index, ...path] : ['questions', index, ...path];
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

import { asMap, textAt, valueAt } from '../document/plain-data.js';
import type { Problem } from '../document/problem.js';
import { show } from '../document/validate.js';
import type { DocumentPath } from '../document/yaml-document.js';
import type { ConfigObject } from './config-object.js';
import { groupOf } from './schema-registry.js';

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const labelValue = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

/**
 * Names, namespaces, labels and annotations that no API server takes, which schemas do not say.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and .../labels/
 */
export function metadataProblems(object: ConfigObject): Problem[] {
  const { document, at, value } = object;
  const problems: Problem[] = [];
  const bad = (path: DocumentPath, message: string, expected: string, where: 'key' | 'value' = 'value') =>
    problems.push(document.problemAt([...at, ...path], { id: 'bad-metadata', severity: 'error', message, expected }, where));

  const { name, namespace } = object;
  if (name === undefined && textAt(value, 'metadata', 'generateName') === undefined) {
    if (valueAt(value, 'metadata', 'name') === undefined)
      problems.push(
        document.problemAt([...at, 'metadata'], {
          id: 'missing-field',
          severity: 'error',
          message: `\`metadata\` has no \`name\``,
          expected: 'it is required',
        }),
      );
  } else if (name !== undefined) {
    const rule = nameRule(object);
    if (!rule.fits(name) && !/\{\{|\$\{/.test(name)) bad(['metadata', 'name'], `\`metadata.name\` is ${show(name)}`, rule.words);
  }
  if (namespace !== undefined && !isLabel(namespace) && !/\{\{|\$\{/.test(namespace))
    bad(['metadata', 'namespace'], `\`metadata.namespace\` is ${show(namespace)}`, labelWords);

  for (const path of labelMaps) {
    for (const [key, text] of Object.entries(asMap(valueAt(value, ...path)) ?? {})) {
      if (!isQualified(key))
        bad(
          [...path, key],
          `\`${key}\` is no key of a label`,
          'at most 63 letters, digits, `-`, `_`, `.`, after an optional `domain/`',
          'key',
        );
      if (path.at(-1) === 'labels' && typeof text === 'string' && !isLabelValue(text))
        bad([...path, key], `the label \`${key}\` is ${show(text)}`, 'at most 63 letters, digits, `-`, `_`, `.`');
    }
  }
  return problems;
}

const labelMaps = [
  ['metadata', 'labels'],
  ['metadata', 'annotations'],
  ['spec', 'template', 'metadata', 'labels'],
  ['spec', 'template', 'metadata', 'annotations'],
] as const;

const labelWords = 'at most 63 small letters, digits and `-`, a letter or digit at both ends';

function nameRule({ apiVersion, kind }: ConfigObject): { readonly fits: (name: string) => boolean; readonly words: string } {
  const group = groupOf(apiVersion);
  if (group === 'rbac.authorization.k8s.io')
    return { fits: (name) => name !== '.' && name !== '..' && !/[/%]/.test(name) && name !== '', words: 'a name without `/` and `%`' };
  if (group === '' && (kind === 'Namespace' || kind === 'Service')) return { fits: isLabel, words: labelWords };
  return {
    fits: (name) => name.length <= 253 && subdomain.test(name),
    words: 'at most 253 small letters, digits, `-` and `.`, a letter or digit at both ends',
  };
}

/** Templates in labels are filled in later: by an ApplicationSet, by a variable of Flux. */
function isLabelValue(text: string): boolean {
  return /\{\{|\$\{/.test(text) || (text.length <= 63 && labelValue.test(text));
}

function isLabel(text: string): boolean {
  return text.length <= 63 && label.test(text);
}

function isQualified(key: string): boolean {
  const [first = '', second, ...more] = key.split('/');
  const name = second ?? first;
  const prefixFits = second === undefined || (first.length <= 253 && subdomain.test(first));
  return more.length === 0 && prefixFits && name.length <= 63 && name !== '' && labelValue.test(name);
}

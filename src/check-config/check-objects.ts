import type { Problem } from '../document/problem.js';
import type { CelEvaluator } from './cel.js';
import type { ConfigObject } from './config-object.js';
import { customRuleProblems } from './custom-rules.js';
import { metadataProblems } from './metadata-rules.js';
import type { ObjectCheck } from './object-check.js';
import type { SchemaRegistry } from './schema-registry.js';
import { kindProblem } from './unknown-kinds.js';

/** What checks objects: schemas of kinds, their compiled form, rules. Made once, used for any number of folders. */
export interface ObjectTools {
  readonly registry: SchemaRegistry;
  readonly check: ObjectCheck;
  readonly cel: CelEvaluator;
}

export interface CheckedObjects {
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  /** how many times a CEL rule gave an answer, and how many times the evaluator could not */
  readonly rules: { readonly evaluated: number; readonly notEvaluated: number };
}

/** Checks each object against its schema and, when it fits, against the rules of its CRD. */
export async function checkObjects(
  objects: readonly ConfigObject[],
  { registry, check, cel }: ObjectTools,
  ignoreUnknownKinds: boolean,
): Promise<CheckedObjects> {
  const problems: Problem[] = [];
  const unknown = new Map<string, number>();
  const unanswered = new Set<string>();
  let [evaluated, notEvaluated] = [0, 0];
  for (const object of objects) {
    const { document, at, value, apiVersion, kind } = object;
    const found = await registry.find(apiVersion, kind);
    if (found.known !== 'built-in' && found.known !== 'custom') {
      if (ignoreUnknownKinds) unknown.set(`${apiVersion} ${kind}`, (unknown.get(`${apiVersion} ${kind}`) ?? 0) + 1);
      else problems.push(kindProblem(object, found));
      continue;
    }
    const wrong = check.problems(found.schema, document, at, value);
    problems.push(...metadataProblems(object), ...wrong);
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
export async function checkPatches(patches: readonly ConfigObject[], { registry, check }: ObjectTools): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { apiVersion, kind, document, at, value } of patches) {
    const found = await registry.find(apiVersion, kind);
    if (found.known !== 'built-in' && found.known !== 'custom') continue;
    const wrong = check.problems(found.schema, document, at, value);
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

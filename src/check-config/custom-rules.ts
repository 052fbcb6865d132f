import { asList, asMap, type PlainMap, textAt } from '../document/plain-data.js';
import type { Problem } from '../document/problem.js';
import { show } from '../document/validate.js';
import type { DocumentPath } from '../document/yaml-document.js';
import type { CelEvaluator } from './cel.js';
import { type CelRule, celRules, celValue } from './cel-value.js';
import type { ManifestDocument } from './manifest-file.js';

/** What was found of the rules that JSON Schema cannot say. */
export interface CustomRuleResult {
  readonly problems: readonly Problem[];
  /** CEL rules that gave an answer */
  readonly evaluated: number;
  /** CEL rules that the evaluator could not answer */
  readonly notEvaluated: readonly string[];
}

/**
 * Checks an object against the CEL rules (`x-kubernetes-validations`) of its structural schema and for list items that may not repeat
 * (`x-kubernetes-list-type: map` and `set`). Call it only for objects that fit their schema: the API server does the same.
 */
export function customRuleProblems(
  cel: CelEvaluator,
  openApi: PlainMap,
  document: ManifestDocument,
  at: DocumentPath,
  object: unknown,
): CustomRuleResult {
  const problems: Problem[] = [];
  const notEvaluated: string[] = [];
  let evaluated = 0;
  const visit = (value: unknown, schema: PlainMap | undefined, path: DocumentPath): void => {
    if (schema === undefined || value === null || value === undefined) return;
    const rules = celRules(schema);
    if (rules.length > 0) {
      const self = celValue(value, schema);
      for (const rule of rules) {
        const result = cel.rule(rule.rule, self);
        if (result === 'not-evaluated') notEvaluated.push(rule.rule);
        else evaluated += 1;
        if (result === 'fails') problems.push(brokenRule(cel, rule, self, document, path));
      }
    }
    if (Array.isArray(value)) {
      problems.push(...repeatedItems(value, schema, document, path));
      for (const [index, item] of value.entries()) visit(item, asMap(schema['items']), [...path, index]);
      return;
    }
    const properties = asMap(schema['properties']);
    for (const [name, inner] of Object.entries(asMap(value) ?? {}))
      visit(inner, asMap(properties?.[name]) ?? asMap(schema['additionalProperties']), [...path, name]);
  };
  visit(object, openApi, at);
  return { problems, evaluated, notEvaluated };
}

function brokenRule(cel: CelEvaluator, rule: CelRule, self: unknown, document: ManifestDocument, path: DocumentPath): Problem {
  const said = (rule.messageExpression === undefined ? undefined : cel.text(rule.messageExpression, self)) ?? rule.message;
  const inner = (rule.fieldPath ?? '').split('.').filter((step) => /^[A-Za-z][A-Za-z0-9]*$/.test(step));
  const name = path.length === 0 ? 'the object' : `\`${path.join('.')}\``;
  return document.problemAt([...path, ...inner], {
    id: 'broken-rule',
    severity: 'error',
    message: `${name}: ${said ?? 'a rule of the schema does not hold'}`,
    expected: rule.rule.replaceAll(/\s+/g, ' ').trim(),
  });
}

function repeatedItems(list: readonly unknown[], schema: PlainMap, document: ManifestDocument, path: DocumentPath): Problem[] {
  const type = textAt(schema, 'x-kubernetes-list-type');
  if (type !== 'map' && type !== 'set') return [];
  const keys = asList(schema['x-kubernetes-list-map-keys']).map(String);
  const fields = asMap(asMap(schema['items'])?.['properties']);
  const seen = new Set<string>();
  return list.flatMap((item, index) => {
    const map = asMap(item);
    const identity = type === 'set' ? item : keys.map((key) => map?.[key] ?? asMap(fields?.[key])?.['default'] ?? null);
    const text = JSON.stringify(identity);
    if (!seen.has(text)) {
      seen.add(text);
      return [];
    }
    const shown = type === 'set' ? show(item) : keys.map((key) => `${key} ${show(map?.[key])}`).join(', ');
    return [
      document.problemAt([...path, index], {
        id: 'duplicate-item',
        severity: 'error',
        message: `\`${[...path, index].join('.')}\` repeats an earlier item: ${shown}`,
      }),
    ];
  });
}

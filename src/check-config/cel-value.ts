import { asList, asMap, type PlainMap } from '../document/plain-data.js';

/**
 * A value as CEL sees it under a structural schema: whole numbers are integers, defaults are filled in, null fields are absent, names of
 * fields are escaped where CEL needs it, times and bytes have their types.
 * Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export function celValue(value: unknown, schema: PlainMap | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => celValue(item, asMap(schema?.['items'])));
  const map = asMap(value);
  if (map !== undefined) return celMap(map, schema);
  if (typeof value === 'number') return isWhole(value, schema) ? BigInt(value) : value;
  if (typeof value === 'string' && schema?.['type'] === 'string') return typedText(value, schema['format']);
  return value;
}

function celMap(map: PlainMap, schema: PlainMap | undefined): PlainMap {
  const properties = asMap(schema?.['properties']) ?? {};
  const additional = asMap(schema?.['additionalProperties']);
  const result: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(map)) {
    if (inner === null) continue;
    const field = asMap(properties[name]);
    result[field === undefined ? name : escapedName(name)] = celValue(inner, field ?? additional);
  }
  for (const [name, field] of Object.entries(properties)) {
    const preset = asMap(field)?.['default'];
    const escaped = escapedName(name);
    if (preset !== undefined && preset !== null && result[escaped] === undefined) result[escaped] = celValue(preset, asMap(field));
  }
  return result;
}

function isWhole(value: number, schema: PlainMap | undefined): boolean {
  return Number.isSafeInteger(value) && schema?.['type'] !== 'number';
}

function typedText(text: string, format: unknown): unknown {
  if ((format === 'date-time' || format === 'date') && !Number.isNaN(Date.parse(text))) return new Date(text);
  return text;
}

const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);

/** The name of a field in CEL: `__namespace__`, `a__dash__b`. */
function escapedName(name: string): string {
  if (reserved.has(name)) return `__${name}__`;
  return name.replaceAll('__', '__underscores__').replaceAll('.', '__dot__').replaceAll('-', '__dash__').replaceAll('/', '__slash__');
}

/** The rules of a schema: expression, message, where to show it. */
export interface CelRule {
  readonly rule: string;
  readonly message: string | undefined;
  readonly messageExpression: string | undefined;
  /** such as `.spec.replicas` */
  readonly fieldPath: string | undefined;
}

/** The `x-kubernetes-validations` of a schema, without those that compare with the old object: nothing is old in a folder of files. */
export function celRules(schema: PlainMap): readonly CelRule[] {
  return asList(schema['x-kubernetes-validations']).flatMap((entry): CelRule[] => {
    const map = asMap(entry) ?? {};
    const text = (key: string) => (typeof map[key] === 'string' ? map[key] : undefined);
    const rule = text('rule');
    if (rule === undefined || /\boldSelf\b/.test(rule)) return [];
    return [{ rule, message: text('message'), messageExpression: text('messageExpression'), fieldPath: text('fieldPath') }];
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import type { Schema } from '../../src/check-config/schema.js';

/** One function of a compiled validator: it checks one subschema. */
interface Check {
  /** keywords that it reports, with their parameters */
  readonly keywords: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** functions that it calls, with the place below its own value: '' itself, 'p:name', 'i' items, 'a' additional properties */
  readonly calls: readonly (readonly [place: string, callee: string])[];
}

interface ValidatorModule {
  readonly file: string;
  readonly checks: ReadonlyMap<string, Check>;
  readonly imports: ReadonlyMap<string, string>;
  readonly entry: string;
}

const cache = new Map<string, ValidatorModule>();

/**
 * Adds what declarations cannot say (integers, limits, patterns, formats) from the compiled validator of the same type. Only what every
 * value must fulfil is taken: alternatives (anyOf, oneOf, not) are left aside, and referenced types look after themselves.
 */
export function withConstraints(schema: Schema, validator: string, modules: string): Schema {
  const start = read(validator);
  return constrain(schema, start, start.entry, modules, 0);
}

function constrain(schema: Schema, module: ValidatorModule, name: string, modules: string, depth: number): Schema {
  const check = module.checks.get(name);
  if (check === undefined) {
    const from = module.imports.get(name);
    const file = from === undefined ? undefined : locate(from, module.file, modules);
    // a type of its own: declared types that are plain texts are inlined nowhere, so their schema is met again under its own name
    if (file === undefined || schema.$ref !== undefined || depth > 40) return schema;
    const other = read(file);
    return constrain(schema, other, other.entry, modules, depth + 1);
  }
  if (schema.$ref !== undefined) return schema;
  let result = withKeywords(schema, check.keywords);
  const alternatives = ['anyOf', 'oneOf', 'not'].some((keyword) => check.keywords.has(keyword));
  for (const [place, callee] of check.calls) {
    if (place === '') {
      if (!alternatives) result = constrain(result, module, callee, modules, depth + 1);
    } else if (place === 'i' && result.items !== undefined) {
      result = { ...result, items: constrain(result.items, module, callee, modules, depth + 1) };
    } else if (place === 'a' && typeof result.additionalProperties === 'object') {
      result = { ...result, additionalProperties: constrain(result.additionalProperties, module, callee, modules, depth + 1) };
    } else if (place.startsWith('p:')) {
      const property = place.slice(2);
      const inner = result.properties?.[property];
      if (inner !== undefined)
        result = { ...result, properties: { ...result.properties, [property]: constrain(inner, module, callee, modules, depth + 1) } };
    }
  }
  return result;
}

function withKeywords(schema: Schema, keywords: Check['keywords']): Schema {
  const limit = (keyword: string) => {
    const value = keywords.get(keyword)?.['limit'];
    return typeof value === 'number' ? { [keyword]: value } : {};
  };
  const text = (keyword: string) => {
    const value = keywords.get(keyword)?.[keyword];
    return typeof value === 'string' ? { [keyword]: value } : {};
  };
  return {
    ...schema,
    ...(schema.type === 'number' && keywords.get('type')?.['type'] === 'integer' ? { type: 'integer' } : {}),
    ...(schema['x-kubernetes-int-or-string'] === true ? {} : text('format')),
    ...text('pattern'),
    ...limit('minimum'),
    ...limit('maximum'),
    ...limit('minLength'),
    ...limit('maxLength'),
    ...limit('minItems'),
    ...limit('maxItems'),
    ...limit('minProperties'),
    ...limit('maxProperties'),
    ...(keywords.has('uniqueItems') ? { uniqueItems: true } : {}),
  };
}

function locate(specifier: string, from: string, modules: string): string | undefined {
  const base = specifier.startsWith('.') ? resolve(dirname(from), specifier) : join(modules, specifier);
  const file = base.endsWith('.js') ? base : `${base}.js`;
  return existsSync(file) ? file : undefined;
}

function read(file: string): ValidatorModule {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const { program } = parseSync(file, readFileSync(file, 'utf8'));
  const checks = new Map<string, Check>();
  const imports = new Map<string, string>();
  let entry = '';
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration')
      for (const { local } of statement.specifiers) imports.set(local.name, statement.source.value);
    if (statement.type === 'FunctionDeclaration' && statement.id !== null) checks.set(statement.id.name, checkOf({ ...program, body: [statement] }));
    if (statement.type === 'ExportNamedDeclaration' && statement.declaration?.type === 'VariableDeclaration') {
      const [first] = statement.declaration.declarations;
      if (first?.init?.type === 'Identifier') entry = first.init.name;
    }
  }
  const module = { file, checks, imports, entry };
  cache.set(file, module);
  return module;
}

function checkOf(program: Parameters<Visitor['visit']>[0]): Check {
  const keywords = new Map<string, Readonly<Record<string, unknown>>>();
  const calls: [string, string][] = [];
  new Visitor({
    ObjectExpression(node) {
      const fields = new Map(
        node.properties.flatMap((property) =>
          property.type === 'Property' && property.key.type === 'Identifier' ? [[property.key.name, property.value] as const] : [],
        ),
      );
      const keyword = fields.get('keyword');
      const params = fields.get('params');
      if (keyword?.type !== 'Literal' || params?.type !== 'ObjectExpression') return;
      keywords.set(
        String(keyword.value),
        Object.fromEntries(
          params.properties.flatMap((property) =>
            property.type === 'Property' && property.key.type === 'Identifier' ? [[property.key.name, literal(property.value)] as const] : [],
          ),
        ),
      );
    },
    CallExpression(node) {
      const [first] = node.arguments;
      if (node.callee.type !== 'Identifier' || !node.callee.name.startsWith('validate') || first === undefined) return;
      const { name } = node.callee;
      if (first.type === 'Identifier' && first.name === 'data') calls.push(['', name]);
      if (first.type !== 'MemberExpression' || first.object.type !== 'Identifier' || first.object.name !== 'data') return;
      if (!first.computed && first.property.type === 'Identifier') calls.push([`p:${first.property.name}`, name]);
      else if (first.property.type === 'Literal') calls.push([`p:${String(first.property.value)}`, name]);
      else if (first.property.type === 'Identifier') calls.push([/^i\d+$/.test(first.property.name) ? 'i' : 'a', name]);
    },
  }).visit(program);
  return { keywords, calls };
}

function literal(node: { readonly type: string; readonly value?: unknown; readonly operator?: string; readonly argument?: unknown }): unknown {
  if (node.type === 'Literal') return node.value;
  if (node.type === 'UnaryExpression' && node.operator === '-' && isLiteral(node.argument)) return -Number(node.argument.value);
  return undefined;
}

function isLiteral(node: unknown): node is { readonly value: unknown } {
  return typeof node === 'object' && node !== null && 'type' in node && node.type === 'Literal' && 'value' in node;
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseSync, type TSSignature, type TSType } from 'oxc-parser';
import type { Schema } from '../../src/check-config/schema.js';

/** A type of a package: the declaration file and the interface or alias in it. */
export interface TypeLocation {
  readonly file: string;
  readonly name: string;
}

/** What a declaration file says. */
interface Declarations {
  readonly types: ReadonlyMap<string, Schema>;
  /** exported long name of a local name */
  readonly longNames: ReadonlyMap<string, string>;
  readonly imports: ReadonlyMap<string, string>;
}

/** The schema of one type, with the types it refers to by `$ref`. */
export interface DeclaredType {
  readonly definition: string;
  readonly schema: Schema;
  readonly refers: readonly TypeLocation[];
}

const cache = new Map<string, Declarations>();

/** Reads an interface or alias of a declaration file as a schema: fields, required ones, enums, references. */
export function declaredType({ file, name }: TypeLocation, modules: string): DeclaredType {
  const declarations = read(file);
  const local = [...declarations.longNames].find(([, long]) => long === name)?.[0] ?? name;
  const schema = declarations.types.get(local);
  if (schema === undefined) throw new Error(`${file} declares no ${name}`);
  const refers: TypeLocation[] = [];
  const resolved = withReferences(schema, (type) => {
    const from = declarations.imports.get(type);
    if (from !== undefined) refers.push({ file: locate(from, file, modules), name: type });
    else if (declarations.types.has(type)) refers.push({ file, name: declarations.longNames.get(type) ?? type });
    else throw new Error(`${file}: what is ${type}?`);
    return definitionName(declarations.longNames.get(type) ?? type);
  });
  return { definition: definitionName(declarations.longNames.get(local) ?? local), schema: resolved, refers };
}

/** The name of a type without the I of interfaces. */
export function definitionName(type: string): string {
  return type.replace(/^I(?=[A-Z])/, '');
}

function locate(specifier: string, from: string, modules: string): string {
  const base = specifier.startsWith('.') ? resolve(dirname(from), specifier) : join(modules, specifier);
  const file = `${base.replace(/\.js$/, '')}.d.ts`;
  if (!existsSync(file)) throw new Error(`${from}: there is no ${specifier}`);
  return file;
}

function read(file: string): Declarations {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const types = new Map<string, Schema>();
  const longNames = new Map<string, string>();
  const imports = new Map<string, string>();
  for (const statement of parseSync(file, readFileSync(file, 'utf8')).program.body) {
    if (statement.type === 'ImportDeclaration') {
      for (const specifier of statement.specifiers) imports.set(specifier.local.name, statement.source.value);
    }
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const { declaration } = statement;
    if (declaration?.type === 'TSInterfaceDeclaration') types.set(declaration.id.name, objectSchema(declaration.body.body, file));
    if (declaration?.type === 'TSTypeAliasDeclaration') types.set(declaration.id.name, schemaOf(declaration.typeAnnotation, file));
    if (declaration !== null) continue;
    for (const { local, exported } of statement.specifiers)
      if (local.type === 'Identifier' && exported.type === 'Identifier') longNames.set(local.name, exported.name);
  }
  const result = { types, longNames, imports };
  cache.set(file, result);
  return result;
}

function schemaOf(type: TSType, file: string): Schema {
  switch (type.type) {
    case 'TSStringKeyword':
      return { type: 'string' };
    case 'TSNumberKeyword':
      return { type: 'number' };
    case 'TSBooleanKeyword':
      return { type: 'boolean' };
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
      return { 'x-kubernetes-preserve-unknown-fields': true };
    case 'TSParenthesizedType':
      return schemaOf(type.typeAnnotation, file);
    case 'TSArrayType':
      return { type: 'array', items: schemaOf(type.elementType, file) };
    case 'TSTypeLiteral':
      return objectSchema(type.members, file);
    case 'TSLiteralType':
      if (type.literal.type === 'Literal' && typeof type.literal.value !== 'object') return { enum: [type.literal.value] };
      break;
    case 'TSUnionType':
      return union(type.types.filter((one) => one.type !== 'TSNullKeyword').map((one) => schemaOf(one, file)), file);
    case 'TSIntersectionType': {
      // the fields, and then the alternatives (oneOf) over the same fields, which a declaration cannot check one by one
      const fields = type.types.find((one) => one.type === 'TSTypeLiteral');
      if (fields !== undefined) return schemaOf(fields, file);
      break;
    }
    case 'TSTypeReference': {
      if (type.typeName.type !== 'Identifier') break;
      const [argument] = type.typeArguments?.params ?? [];
      if (type.typeName.name === 'Array' && argument !== undefined) return { type: 'array', items: schemaOf(argument, file) };
      return { $ref: type.typeName.name };
    }
  }
  throw new Error(`${file}: a type of the form ${type.type} is not understood`);
}

function union(parts: readonly Schema[], file: string): Schema {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const values = parts.flatMap((part) => part.enum ?? []);
  if (parts.every((part) => part.enum !== undefined)) return { enum: values };
  const names = new Set(parts.map((part) => part.type));
  if (names.size === 2 && names.has('string') && names.has('number')) return { 'x-kubernetes-int-or-string': true };
  if (parts.every((part) => part.type !== undefined || part.$ref !== undefined || part['x-kubernetes-preserve-unknown-fields'] === true))
    return { 'x-kubernetes-preserve-unknown-fields': true };
  throw new Error(`${file}: a union that is not understood`);
}

function objectSchema(members: readonly TSSignature[], file: string): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  let additionalProperties: Schema | undefined;
  for (const member of members) {
    if (member.type === 'TSIndexSignature') {
      additionalProperties = schemaOf(member.typeAnnotation.typeAnnotation, file);
    } else if (member.type === 'TSPropertySignature' && member.typeAnnotation) {
      const name = member.key.type === 'Literal' ? String(member.key.value) : member.key.type === 'Identifier' ? member.key.name : undefined;
      if (name === undefined) throw new Error(`${file}: a key that is not understood`);
      properties[name] = schemaOf(member.typeAnnotation.typeAnnotation, file);
      if (!member.optional) required.push(name);
    } else throw new Error(`${file}: a member of the form ${member.type} is not understood`);
  }
  if (Object.keys(properties).length === 0 && additionalProperties === undefined) return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    type: 'object',
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(required.length === 0 ? {} : { required }),
    ...(additionalProperties === undefined ? {} : { additionalProperties }),
  };
}

function withReferences(schema: Schema, rename: (type: string) => string): Schema {
  return {
    ...schema,
    ...(schema.$ref === undefined ? {} : { $ref: rename(schema.$ref) }),
    ...(schema.items === undefined ? {} : { items: withReferences(schema.items, rename) }),
    ...(typeof schema.additionalProperties !== 'object' ? {} : { additionalProperties: withReferences(schema.additionalProperties, rename) }),
    ...(schema.properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, withReferences(one, rename)])) }),
  };
}

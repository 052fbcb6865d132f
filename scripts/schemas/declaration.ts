import type { JsonSchema } from '../../src/check-config/json-schema.js';
import { nodeAt, nodesIn, type SyntaxNode, statementsOf, textOf } from './syntax.js';

/** What a declaration file (`*.d.ts`) of a schema package says of one type. */
export interface Declaration {
  /** fields, required ones, enumerations; objects are closed. `$ref` names declaration files */
  readonly shape: JsonSchema;
  /** declaration files of the types whose fields it also has */
  readonly bases: readonly string[];
  /** set when the type is a kind with metadata */
  readonly kind: { readonly apiVersion: string; readonly kind: string } | undefined;
  /** name of the compiled validator, where the declaration names it */
  readonly schemaName: string | undefined;
}

/**
 * Reads the declaration of one type.
 * @param path without `.d.ts`, also the id of the type itself
 * @param resolve from a module specifier to the path of its declaration
 * @throws Error on a type that it does not know how to read
 */
export function readDeclaration(path: string, text: string, resolve: (specifier: string) => string): Declaration | undefined {
  // a type such as time.Duration stands in a file called Duration.time
  const name = path.split(/[/.]/).at(-1) ?? path;
  const imports = new Map<string, string>();
  let shape: JsonSchema | undefined;
  let schemaName: string | undefined;
  const bases: string[] = [];
  const statements = statementsOf(`${path}.d.ts`, text);
  for (const statement of statements) {
    if (statement.type !== 'ImportDeclaration') continue;
    const from = textOf(nodeAt(statement, 'source'));
    for (const specifier of nodesIn(statement['specifiers'])) imports.set(textOf(nodeAt(specifier, 'local')), from);
  }
  const reference = (identifier: string): JsonSchema => {
    if (identifier === `I${name}`) return { $ref: path };
    const from = imports.get(identifier);
    if (from === undefined) throw new Error(`${path}: ${identifier} is not imported`);
    return { $ref: resolve(from) };
  };
  for (const statement of statements) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    for (const specifier of nodesIn(statement['specifiers']))
      if (textOf(nodeAt(specifier, 'local')) === `I${name}`) schemaName = textOf(nodeAt(specifier, 'exported')).slice(1);
    for (const declared of nodesIn(statement['declaration'])) {
      if (declared.type === 'TSInterfaceDeclaration' && textOf(nodeAt(declared, 'id')) === `I${name}`) {
        shape = objectShape(nodesIn(nodeAt(declared, 'body')['body']), reference);
        for (const heritage of nodesIn(declared['extends'])) {
          const base = textOf(nodeAt(heritage, 'expression'));
          if (base !== 'TypeMeta') bases.push(reference(base).$ref ?? '');
        }
      }
      if (declared.type === 'TSTypeAliasDeclaration' && textOf(nodeAt(declared, 'id')) === `I${name}`)
        shape = shapeOf(nodeAt(declared, 'typeAnnotation'), reference);
    }
  }
  if (shape === undefined) return undefined;
  const literal = (key: string) => shape?.properties?.[key]?.enum?.[0];
  const [apiVersion, kind] = [literal('apiVersion'), literal('kind')];
  const isKind = typeof apiVersion === 'string' && typeof kind === 'string' && shape.properties?.['metadata'] !== undefined;
  return { shape, bases, schemaName, kind: isKind ? { apiVersion, kind } : undefined };
}

function objectShape(members: readonly SyntaxNode[], reference: (name: string) => JsonSchema): JsonSchema {
  if (members.length === 0) return {};
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const member of members) {
    if (member.type === 'TSIndexSignature') {
      return { type: 'object', additionalProperties: shapeOf(nodeAt(nodeAt(member, 'typeAnnotation'), 'typeAnnotation'), reference) };
    }
    if (member.type !== 'TSPropertySignature') throw new Error(`a member of kind ${member.type}`);
    const name = textOf(nodeAt(member, 'key'));
    properties[name] = shapeOf(nodeAt(nodeAt(member, 'typeAnnotation'), 'typeAnnotation'), reference);
    if (member['optional'] !== true) required.push(name);
  }
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }), additionalProperties: false };
}

function shapeOf(type: SyntaxNode, reference: (name: string) => JsonSchema): JsonSchema {
  switch (type.type) {
    case 'TSStringKeyword':
      return { type: 'string' };
    case 'TSNumberKeyword':
      return { type: 'number' };
    case 'TSBooleanKeyword':
      return { type: 'boolean' };
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
      return {};
    case 'TSLiteralType':
      return { enum: [nodeAt(type, 'literal')['value']] };
    case 'TSParenthesizedType':
      return shapeOf(nodeAt(type, 'typeAnnotation'), reference);
    case 'TSTypeLiteral':
      return objectShape(nodesIn(type['members']), reference);
    case 'TSTypeReference': {
      const name = textOf(nodeAt(type, 'typeName'));
      if (name !== 'Array') return reference(name);
      const item = nodesIn(nodeAt(type, 'typeArguments')['params'])[0];
      return { type: 'array', ...(item === undefined ? {} : { items: shapeOf(item, reference) }) };
    }
    case 'TSIntersectionType': {
      // the first part names the fields; the others restate them for `oneOf` and the like, which the validators say better
      const first = nodesIn(type['types'])[0];
      return first === undefined ? {} : shapeOf(first, reference);
    }
    case 'TSUnionType':
      return unionShape(
        nodesIn(type['types'])
          .filter((part) => part.type !== 'TSNullKeyword')
          .map((part) => shapeOf(part, reference)),
      );
    default:
      throw new Error(`a type of kind ${type.type}`);
  }
}

/** Literals become an enumeration, plain types a list of types; anything else is left to the validators. */
function unionShape(parts: readonly JsonSchema[]): JsonSchema {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  if (parts.every((part) => part.enum !== undefined)) return { enum: parts.flatMap((part) => part.enum ?? []) };
  const types = parts.flatMap((part) => (typeof part.type === 'string' && Object.keys(part).length === 1 ? [part.type] : []));
  return types.length === parts.length ? { type: types } : {};
}

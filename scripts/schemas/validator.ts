import { type JsonSchema, mergeSchemas } from '../../src/check-config/json-schema.js';
import { descendants, nodeAt, nodesIn, type SyntaxNode, statementsOf, textOf } from './syntax.js';

/** What a compiled validator of a schema package checks, read back as a schema. */
export interface ValidatorSchema {
  /** `$ref` names other validators (`_schemas/NAME`) */
  readonly schema: JsonSchema;
  /** combinators (`anyOf`, `oneOf`, `not`) in a form that is not read back; each makes the schema more lenient */
  readonly leftOut: number;
}

/** One thing that a validator function does at a place of the data. */
interface Step {
  readonly at: number;
  readonly path: readonly string[];
  readonly does: { readonly keyword: string; readonly params: ReadonlyMap<string, unknown> } | { readonly calls: string };
}

const items = '\u0001';
const anyKey = '\u0002';

/**
 * Reads a schema back from its validator as ajv compiled it: every check stands in it as an error literal with place, keyword and
 * parameters, every part as a call.
 * @throws Error when the module is not of that form
 */
export function readValidator(path: string, text: string): ValidatorSchema {
  const functions = new Map<string, SyntaxNode>();
  const imports = new Map<string, string>();
  const constants = new Map<string, unknown>();
  let exported = '';
  for (const statement of statementsOf(path, text)) {
    if (statement.type === 'FunctionDeclaration') functions.set(textOf(nodeAt(statement, 'id')), statement);
    if (statement.type === 'ImportDeclaration') {
      const from = textOf(nodeAt(statement, 'source'));
      const name = /_schemas\/([^/]+?)(?:\.js)?$/.exec(from)?.[1];
      for (const specifier of nodesIn(statement['specifiers']))
        if (name !== undefined) imports.set(textOf(nodeAt(specifier, 'local')), name);
    }
    for (const declared of [statement, ...nodesIn(statement['declaration'])]) {
      for (const declarator of nodesIn(declared['declarations'])) {
        const [id, init] = [textOf(nodeAt(declarator, 'id')), nodesIn(declarator['init'])[0]];
        if (id === 'validate' && init !== undefined) exported = textOf(init);
        else if (init !== undefined) constants.set(id, constantOf(init, constants));
      }
    }
  }

  let leftOut = 0;
  const read = new Map<string, JsonSchema>();
  const schemaOf = (name: string, open: readonly string[]): JsonSchema => {
    const imported = imports.get(name);
    if (imported !== undefined) return { $ref: imported };
    const known = read.get(name);
    if (known !== undefined) return known;
    if (open.includes(name)) {
      if (name === exported) return { $ref: path };
      throw new Error(`${path}: ${name} calls itself`);
    }
    const body = functions.get(name);
    if (body === undefined) throw new Error(`${path}: there is no function ${name}`);
    const steps = [...stepsOf(body, (callee) => functions.has(callee) || imports.has(callee), constants)];
    const combined = combinators(body, steps, (callee) => schemaOf(callee, [...open, name]));
    leftOut += combined.leftOut;
    let schema = combined.schema;
    for (const step of steps) {
      if (combined.used.has(step)) continue;
      schema = mergeAt(schema, step.path, 'calls' in step.does ? schemaOf(step.does.calls, [...open, name]) : keyword(step.does));
    }
    read.set(name, schema);
    return schema;
  };
  return { schema: schemaOf(exported, []), leftOut };
}

interface Combined {
  readonly schema: JsonSchema;
  /** steps that belong to a combinator and say nothing by themselves */
  readonly used: ReadonlySet<Step>;
  readonly leftOut: number;
}

/** `anyOf`, `oneOf` and `not`: the calls that stand between the start of the count and the error are the branches. */
function combinators(body: SyntaxNode, steps: readonly Step[], schemaOf: (callee: string) => JsonSchema): Combined {
  const used = new Set<Step>();
  const here = steps.filter((step) => step.path.length === 0);
  const errors = steps.filter((step) => 'keyword' in step.does && /^(?:anyOf|oneOf|not)$/.test(step.does.keyword));
  for (const error of errors) used.add(error);
  const counts = [...descendants(body)].filter(
    (node) => node.type === 'VariableDeclarator' && /^valid\d+$/.test(textOf(nodeAt(node, 'id'))),
  );
  const [error] = errors;
  if (error === undefined || !('keyword' in error.does)) return { schema: {}, used, leftOut: 0 };
  const name = error.does.keyword;
  const from = name === 'not' ? 0 : (counts[0]?.start ?? 0);
  const before = here.filter((step) => step.at > from && step.at < error.at && step !== error && 'calls' in step.does);
  const branches = name === 'not' ? before.slice(-1) : before;
  const inline = steps.some((step) => step !== error && 'keyword' in step.does && step.at > from && step.at < error.at);
  for (const branch of branches) used.add(branch);
  const schemas = branches.flatMap(({ does }) => ('calls' in does ? [schemaOf(does.calls)] : []));
  // a reference in a branch would hide that its errors belong to the branch
  const unclear =
    JSON.stringify(schemas).includes('"$ref"') ||
    errors.length > 1 ||
    error.path.length > 0 ||
    branches.length === 0 ||
    (inline && name !== 'not');
  if (unclear) {
    // what may belong to a branch must not be taken for a check of its own
    for (const step of steps) if (step.at > from && step.at < Math.max(...errors.map(({ at }) => at))) used.add(step);
    return { schema: {}, used, leftOut: errors.length };
  }
  const [first = {}] = schemas;
  // branches that are types only: a list of types gives clearer messages
  const types = schemas.flatMap(({ type, format: _format, ...more }) =>
    typeof type === 'string' && Object.keys(more).length === 0 ? [type] : [],
  );
  if (name !== 'not' && types.length === schemas.length) return { schema: { type: types }, used, leftOut: 0 };
  return { schema: name === 'not' ? { not: first } : { [name]: schemas }, used, leftOut: 0 };
}

function* stepsOf(body: SyntaxNode, isValidator: (name: string) => boolean, constants: ReadonlyMap<string, unknown>): Generator<Step> {
  for (const node of descendants(nodeAt(body, 'body'))) {
    if (node.type === 'ObjectExpression') {
      const fields = fieldsOf(node);
      const word = fields.get('keyword');
      const place = fields.get('instancePath');
      const params = fields.get('params');
      if (word === undefined || place === undefined || params === undefined) continue;
      const values = new Map([...fieldsOf(params)].map(([name, value]) => [name, constantOf(value, constants)] as const));
      yield { at: node.start, path: pathOf(place), does: { keyword: textOf(word), params: values } };
    }
    if (node.type === 'CallExpression' && nodeAt(node, 'callee').type === 'Identifier' && isValidator(textOf(nodeAt(node, 'callee')))) {
      const options = nodesIn(node['arguments'])[1];
      const place = options === undefined ? undefined : fieldsOf(options).get('instancePath');
      if (place === undefined) throw new Error('a validator is called without a place');
      yield { at: node.start, path: pathOf(place), does: { calls: textOf(nodeAt(node, 'callee')) } };
    }
  }
}

/** `instancePath+"/rules/"+i0` as the steps to a schema: rules, items. */
function pathOf(place: SyntaxNode): string[] {
  const text = (node: SyntaxNode): string => {
    if (node.type === 'BinaryExpression') return text(nodeAt(node, 'left')) + text(nodeAt(node, 'right'));
    if (node.type === 'Literal') return textOf(node);
    if (node.type === 'CallExpression') return anyKey;
    if (node.type === 'Identifier') return textOf(node) === 'instancePath' ? '' : items;
    throw new Error(`a place with a ${node.type}`);
  };
  return text(place)
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function fieldsOf(object: SyntaxNode): Map<string, SyntaxNode> {
  const fields = new Map<string, SyntaxNode>();
  for (const property of nodesIn(object['properties'])) {
    if (property.type === 'Property') fields.set(textOf(nodeAt(property, 'key')), nodeAt(property, 'value'));
  }
  return fields;
}

/** The value of a constant expression; undefined for what is none (regular expressions, formats). */
function constantOf(node: SyntaxNode, constants: ReadonlyMap<string, unknown>): unknown {
  switch (node.type) {
    case 'Literal':
      return node['value'];
    case 'Identifier':
      return constants.get(textOf(node));
    case 'ArrayExpression':
      return nodesIn(node['elements']).map((element) => constantOf(element, constants));
    case 'UnaryExpression': {
      const value = constantOf(nodeAt(node, 'argument'), constants);
      if (node['operator'] === '-' && typeof value === 'number') return -value;
      return node['operator'] === '!' ? !value : undefined;
    }
    default:
      return undefined;
  }
}

function keyword(check: { readonly keyword: string; readonly params: ReadonlyMap<string, unknown> }): JsonSchema {
  const value = (name: string): unknown => {
    const found = check.params.get(name);
    if (found === undefined) throw new Error(`${check.keyword} without ${name}`);
    return found;
  };
  switch (check.keyword) {
    case 'type':
      return { type: typesOf(value('type')) };
    case 'required':
      return { required: [String(value('missingProperty'))] };
    case 'enum': {
      const allowed = value('allowedValues');
      if (!Array.isArray(allowed)) throw new Error('an enumeration that is no list');
      return { enum: allowed };
    }
    case 'pattern':
    case 'format':
      return { [check.keyword]: String(value(check.keyword)) };
    case 'minimum':
    case 'maximum':
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
      return { [check.keyword]: Number(value('limit')) };
    default:
      throw new Error(`the keyword ${check.keyword} is not read`);
  }
}

function typesOf(value: unknown): string | readonly string[] {
  const types = Array.isArray(value) ? value.map(String) : String(value).split(',');
  const given = types.filter((type) => type !== 'null');
  return given.length === 1 ? (given[0] ?? '') : given;
}

/** The schema with another one merged in at a place of the data. */
function mergeAt(schema: JsonSchema, path: readonly string[], detail: JsonSchema): JsonSchema {
  const [step, ...rest] = path;
  if (step === undefined) {
    // two references at one place: both count
    const both = schema.$ref !== undefined && detail.$ref !== undefined && schema.$ref !== detail.$ref;
    return mergeSchemas(schema, both ? { allOf: [detail] } : detail);
  }
  const inner = mergeAt({}, rest, detail);
  if (step === items) return mergeSchemas(schema, { items: inner });
  return mergeSchemas(schema, step === anyKey ? { additionalProperties: inner } : { properties: { [step]: inner } });
}

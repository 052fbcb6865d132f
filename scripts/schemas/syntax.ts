import { parseSync } from 'oxc-parser';

/** A node of a syntax tree, as plain data. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/**
 * The statements of a module or declaration file.
 * @throws Error when it does not parse
 */
export function statementsOf(path: string, text: string): readonly SyntaxNode[] {
  const { program, errors } = parseSync(path, text);
  const error = errors[0];
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  return nodesIn(program.body);
}

/** The nodes directly in a value of a syntax tree: itself, or those of a list. */
export function nodesIn(value: unknown): readonly SyntaxNode[] {
  if (Array.isArray(value)) return value.filter(isNode);
  return isNode(value) ? [value] : [];
}

/** The one node under a key. @throws Error when there is none */
export function nodeAt(node: SyntaxNode, key: string): SyntaxNode {
  const value = node[key];
  if (!isNode(value)) throw new Error(`a ${node.type} without ${key}`);
  return value;
}

/** A name or text under a key: of an identifier, of a literal. */
export function textOf(node: SyntaxNode): string {
  const value = node['name'] ?? node['value'];
  if (typeof value !== 'string') throw new Error(`a ${node.type} is no text`);
  return value;
}

/** All nodes below one, in the order of the text. */
export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const value of Object.values(node)) for (const child of nodesIn(value)) yield* descendants(child);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

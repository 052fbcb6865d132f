import { isMap, isNode, isScalar, isSeq } from 'yaml';

/**
 * Where the value (or, with `key`, its key) under a path begins in the text, as an offset; the nearest parent that exists is used.
 * @param contents the top node of a document
 */
export function offsetOf(contents: unknown, path: readonly (string | number)[], where: 'key' | 'value'): number {
  let node = contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
      if (isNode(node) && !(last && where === 'key')) offset = node.range?.[0] ?? offset;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

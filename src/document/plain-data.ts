/** A map of plain data, as parsed from YAML or JSON. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** The value as a map, or undefined when it is none. */
export function asMap(value: unknown): PlainMap | undefined {
  return isMap(value) ? value : undefined;
}

/** The value as a list; nothing and anything else is an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value under keys of nested maps, or undefined. Only own keys count. */
export function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  let current = value;
  for (const key of keys) {
    const map = asMap(current);
    current = map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
  }
  return current;
}

/** The text under keys of nested maps, or undefined when there is none or it is no text. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = valueAt(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/** Whether a value is a map of plain data: neither a list nor nothing. */
export function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

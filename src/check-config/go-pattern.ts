/**
 * A pattern of a schema, which the API server reads as Go does, as a regular expression of this program; undefined when it uses something
 * that means another thing here, so that nothing is reported because of it. Source: https://github.com/google/re2/wiki/Syntax
 */
export function goPattern(pattern: string): RegExp | undefined {
  if (/\[:\^?\w+:\]|\\[pPQCaz](?![a-z])|\\x\{|\(\?P</.test(pattern)) return undefined;
  const flags = /^\^?\(\?([is]+)\)/.exec(pattern);
  try {
    return new RegExp(flags === null ? pattern : pattern.replace(`(?${flags[1]})`, ''), flags?.[1] ?? '');
  } catch {
    return undefined;
  }
}

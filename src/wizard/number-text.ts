/**
 * A number as people type it: `1500`, `1,500`, `1 500`, `0.5`, `0,5`, `2k`, `1.5m`. A comma before exactly three digits groups
 * thousands, any other is a decimal comma.
 * @returns undefined for anything else
 */
export function numberFrom(text: string): number | undefined {
  const compact = text
    .trim()
    .toLowerCase()
    .replace(/(?<=\d)[ _'](?=\d{3}(?!\d))/g, '');
  const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?[km]?$/.test(compact) ? compact.replaceAll(',', '') : compact.replace(',', '.');
  const parts = /^(\d+(?:\.\d+)?|\.\d+)([km]?)$/.exec(grouped);
  if (parts === null) return undefined;
  const factor = parts[2] === 'k' ? 1000 : parts[2] === 'm' ? 1_000_000 : 1;
  return Number(parts[1]) * factor;
}

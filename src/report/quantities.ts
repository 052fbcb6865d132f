import type { Range } from '../catalog/schema.js';

/** A figure with about two significant digits, and thousands apart: 0.42, 3.1, 27, 1,840. Never a digit that the model does not have. */
export function figure(value: number): string {
  const size = Math.max(value, -value);
  if (size === 0) return '0';
  if (size < 0.01) return value < 0 ? '>-0.01' : '<0.01';
  if (size < 1) return trimmed(value.toFixed(2));
  if (size < 10) return trimmed(value.toFixed(1));
  if (size < 1000) return String(Math.round(value));
  const magnitude = size < 10000 ? 10 : size < 100000 ? 100 : 1000;
  return thousands(Math.round(value / magnitude) * magnitude);
}

/** A whole number that somebody stated, unrounded: 12,345. */
export function count(value: number): string {
  return Number.isInteger(value) ? thousands(value) : String(Number(value.toPrecision(6)));
}

/** `8 to 20 cores, likely 12`, or `12 cores` when all three are the same. */
export function rangeText(range: Range, unit: string): string {
  const [low, likely, high] = [figure(range[0]), figure(range[1]), figure(range[2])];
  return low === high ? `${likely} ${unit}` : `${low} to ${high} ${unit}, likely ${likely}`;
}

/** `12 (8 to 20)` for a table cell whose column names the unit. */
export function rangeCell(range: Range): string {
  const [low, likely, high] = [figure(range[0]), figure(range[1]), figure(range[2])];
  return low === high ? likely : `${likely} (${low} to ${high})`;
}

/** Points of score, one decimal: 71.4. */
export function points(value: number): string {
  const text = value.toFixed(1);
  return text === '-0.0' ? '0.0' : text;
}

/** `+2.1` or `-0.4` */
export function signedPoints(value: number): string {
  const text = points(value);
  return text.startsWith('-') || text === '0.0' ? text : `+${text}`;
}

/** `1 must`, `3 musts` */
export function counted(number: number, singular: string, plural = `${singular}s`): string {
  return `${count(number)} ${number === 1 ? singular : plural}`;
}

/** A quantity with its unit, in the singular for one: `1 cluster`, `40 services`. */
export function withUnit(value: number, unit: string): string {
  const shown = value >= 100 ? count(Math.round(value)) : count(Number(value.toPrecision(3)));
  return `${shown} ${value === 1 ? unit.replace(/^(\w+)s\b(?!\/)/, '$1') : unit}`;
}

/** A share as a whole percentage: `83 %`. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '<1 %';
  return `${Math.round(share * 100)} %`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(items: readonly string[], last = 'and'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1) ?? ''}`;
}

/**
 * A bar of text for a score of 100 points and its range: full up to the low end, dark up to the score, light up to the high end.
 * @param width in characters, for 100 points
 */
export function scoreBar(low: number, score: number, high: number, width = 25): string {
  const cells = (value: number) => Math.round((Math.min(100, Math.max(0, value)) * width) / 100);
  return (
    '█'.repeat(cells(low)) +
    '▓'.repeat(cells(score) - cells(low)) +
    '░'.repeat(cells(high) - cells(score)) +
    '·'.repeat(width - cells(high))
  );
}

function trimmed(text: string): string {
  return text.replace(/\.?0+$/, '');
}

function thousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

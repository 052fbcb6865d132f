import type { Catalog } from '../catalog/catalog.js';
import type { Source } from '../catalog/schema.js';
import type { Support } from '../decision/support.js';
import { code, joined, link, type Markdown, md } from './markdown.js';

/** A source as the report names it. */
export interface SourceRef {
  readonly source: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly version: string;
  readonly checked: string;
  readonly kind: Source['kind'];
  /** a statement of a party about its own product */
  readonly vendor: boolean;
  readonly link: Markdown;
}

export type Basis = 'measured' | 'documented' | 'judgement';

/** A sentence about a product with the chain that it rests on: fact id, source, version, date checked. */
export interface Fact {
  /** such as `istio/ambient#mtls-automatic` */
  readonly fact: string;
  readonly text: string;
  readonly basis: Basis;
  readonly sources: readonly SourceRef[];
  /** the chain as one line of Markdown */
  readonly chain: Markdown;
}

/**
 * The sources with these ids, once each.
 * @throws Error for an id that no source has: a sentence without its chain is not rendered
 */
export function sourceRefs(catalog: Catalog, ids: readonly string[]): SourceRef[] {
  return [...new Set(ids)].map((id) => {
    const source = catalog.sources[id];
    if (source === undefined) throw new Error(`there is no source ${id} in the catalog`);
    const { title, publisher, url, version, checked, kind, vendor } = source;
    return { source: id, title, publisher, url, version, checked, kind, vendor, link: link(title, url) };
  });
}

/** A fact from its parts. @throws Error without any source */
export function factOf(catalog: Catalog, id: string, text: string, basis: Basis, sourceIds: readonly string[]): Fact {
  const sources = sourceRefs(catalog, sourceIds);
  if (sources.length === 0) throw new Error(`the fact ${id} has no source`);
  return { fact: id, text, basis, sources, chain: chainOf(id, basis, sources) };
}

/** What an alternative (or the platform) offers for a capability, as a fact; what nobody stated is said to be so. */
export function supportFact(catalog: Catalog, support: Support): Fact {
  const { statement } = support;
  const id = factId(support);
  if (statement.sources.length > 0) return factOf(catalog, id, statement.note, statement.basis, statement.sources);
  return { fact: id, text: statement.note, basis: statement.basis, sources: [], chain: md`${code(id)}: not stated, so nothing is claimed` };
}

/** `istio/ambient#mtls-automatic` */
export function factId(support: Support): string {
  return `${support.statedBy}#${support.capability.id}`;
}

/** The first source in full, the number of the others: all stand under Facts or Sources. */
function chainOf(id: string, basis: Basis, sources: readonly SourceRef[]): Markdown {
  const [first] = sources;
  if (first === undefined) return code(id);
  const more = sources.length === 1 ? '' : `, and ${sources.length - 1} more`;
  return md`${code(id)} (${basis}): ${sourceText(first)}${more}`;
}

/** `[title](url), Istio 1.31, checked 2026-11-22` */
export function sourceText(source: SourceRef): Markdown {
  return joined([source.link, source.version, `checked ${source.checked}${source.vendor ? ' (by the vendor itself)' : ''}`], ', ');
}

/** Every source that a view model refers to, by publisher and title. */
export function sourcesIn(view: unknown): SourceRef[] {
  const found = new Map<string, SourceRef>();
  const walk = (value: unknown): void => {
    if (isSourceRef(value)) found.set(value.source, value);
    else if (Array.isArray(value)) for (const item of value) walk(item);
    else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) walk(item);
  };
  walk(view);
  return [...found.values()].sort((a, b) => compare(a.publisher, b.publisher) || compare(a.title, b.title) || compare(a.source, b.source));
}

function isSourceRef(value: unknown): value is SourceRef {
  return typeof value === 'object' && value !== null && 'source' in value && 'url' in value && 'checked' in value && 'link' in value;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

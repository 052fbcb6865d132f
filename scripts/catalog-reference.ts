import type { Catalog } from '../src/catalog/catalog.js';
export function staleReference(_catalog: Catalog): string | undefined { return undefined; }

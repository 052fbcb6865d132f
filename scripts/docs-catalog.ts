/** `npm run docs:catalog`: writes docs/catalog.md from the catalog. */
import { writeFileSync } from 'node:fs';
import { loadCatalog } from '../src/catalog/load.js';
import { catalogReference, referencePath } from './catalog-reference.js';
import { readTexts } from './data-files.js';

writeFileSync(referencePath, catalogReference(loadCatalog(readTexts('catalog', ['.yaml']))));

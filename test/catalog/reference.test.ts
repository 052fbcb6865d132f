import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { catalogReference, staleReference } from '../../scripts/catalog-reference.js';
import { catalogRules } from '../../src/catalog/lint/rules.js';
import { questionRules } from '../../src/questionnaire/lint/rules.js';
import { realInput } from './lint/broken-data.js';

it('docs/catalog.md is what the catalog gives', () => {
  expect(staleReference(realInput.catalog.catalog)).toBeUndefined();
});

it('docs/catalog.md names every id, so that it can be explained', () => {
  const { catalog } = realInput.catalog;
  const page = catalogReference(catalog);
  for (const { id } of [...catalog.capabilities, ...catalog.platforms, ...catalog.components, ...catalog.findings])
    expect(page).toContain(`\`${id}\``);
});

it('a changed catalog makes the page stale, and the message says how to mend it', () => {
  const { catalog } = realInput.catalog;
  expect(staleReference({ ...catalog, findings: [] })).toContain('npm run docs:catalog');
});

it('docs/contributing-facts.md says what every rule asks for', () => {
  const page = readFileSync('docs/contributing-facts.md', 'utf8');
  for (const { name, description } of [...catalogRules, ...questionRules]) {
    expect(page).toContain(`\`${name}\``);
    expect(page).toContain(description);
  }
});

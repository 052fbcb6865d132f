import { existsSync, readFileSync } from 'node:fs';
import { alternativesOf, type Catalog } from '../src/catalog/catalog.js';
import { matrixOf } from '../src/catalog/matrix.js';
import { isBacked, proofAccount } from '../src/catalog/proof.js';
import { matrixMarkdown } from '../src/cli/matrix-text.js';

/** Where the reference page stands. */
export const referencePath = 'docs/catalog.md';

/** docs/catalog.md: everything that the catalog says, at a glance. Made by `npm run docs:catalog`. */
export function catalogReference(catalog: Catalog): string {
  const matrix = matrixOf(catalog, { alternatives: [], theme: undefined, differences: false });
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
    [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
  const account = Object.values(proofAccount(catalog).statements);
  const all = account.reduce((sum, count) => sum + count.all, 0);
  const backed = account.reduce((sum, count) => sum + count.backed, 0);
  return `${[
    '# What the catalog says',
    '',
    '<!-- Made by `npm run docs:catalog` from catalog/. Do not edit. -->',
    '',
    `${alternativesOf(catalog).length} alternatives, ${catalog.capabilities.length} capabilities, ${all} support statements (${backed} of them backed by a published schema or chart), ${Object.keys(catalog.sources).length} sources. \`mesh-advisor explain ID\` shows notes, evidence and special cases of any id on this page.`,
    '',
    'Levels: built-in (comes with it), add-on (a maintained component that plugs in), do-it-yourself (own code or raw configuration), commercial-only (in a paid edition), experimental (alpha or beta), unsupported, unknown (not established). A star marks what differs by situation.',
    '',
    '## Alternatives',
    '',
    table(
      ['Id', 'Title', 'Baseline', 'Released', 'End of support', 'Kubernetes', 'Licence', 'Governance'],
      alternativesOf(catalog).map(({ id, candidate: { baseline, governance }, variant }) => [
        `\`${id}\``,
        variant.title,
        baseline.version,
        baseline.released,
        baseline.endOfSupport.date ?? 'not published',
        baseline.kubernetes === null ? '' : `${baseline.kubernetes.min} to ${baseline.kubernetes.max}`,
        variant.licence.spdx,
        governance.kind,
      ]),
    ),
    '',
    matrixMarkdown(matrix).trimEnd(),
    '',
    '## Capabilities',
    '',
    table(
      ['Id', 'Title', 'Theme', 'Layer', 'Meaning', 'Backed statements'],
      catalog.capabilities.map(({ id, title, theme, layer, summary }) => {
        const statements = catalog.candidates.flatMap((candidate) => Object.values(candidate.capabilities[id] ?? {}).flat());
        return [
          `\`${id}\``,
          title,
          theme,
          layer,
          summary,
          layer === 'platform' ? '' : `${statements.filter(isBacked).length} of ${statements.length}`,
        ];
      }),
    ),
    '',
    '## Platforms',
    '',
    table(
      ['Id', 'Kind', 'Title', 'Ingress policies', 'Egress policies', 'Silent', 'Encryption'],
      catalog.platforms.map(({ id, kind, title, networkPolicy, encryption }) => [
        `\`${id}\``,
        kind,
        title,
        networkPolicy?.ingress ?? '',
        networkPolicy?.egress ?? '',
        networkPolicy === undefined ? '' : networkPolicy.silent ? 'yes' : 'no',
        encryption ?? '',
      ]),
    ),
    '',
    '## Components',
    '',
    table(
      ['Id', 'Kind', 'Title', 'What it is'],
      catalog.components.map(({ id, kind, title, what }) => [`\`${id}\``, kind, title, what]),
    ),
    '',
    '## Findings',
    '',
    table(
      ['Id', 'Severity', 'Title', 'About'],
      catalog.findings.map(({ id, severity, title, appliesTo }) => [`\`${id}\``, severity, title, appliesTo?.join(', ') ?? 'all']),
    ),
    '',
    '## Sources',
    '',
    table(
      ['Id', 'Title', 'Publisher', 'Version', 'Checked', 'Kind'],
      Object.entries(catalog.sources).map(([id, source]) => [
        `\`${id}\``,
        `[${source.title.replaceAll(/[[\]]/g, '')}](${source.url})`,
        source.publisher,
        source.version,
        source.checked,
        `${source.kind}${source.vendor ? ', about its own product' : ''}`,
      ]),
    ),
  ].join('\n')}\n`;
}

/** What to say when docs/catalog.md is not what the catalog gives, or undefined when it is. */
export function staleReference(catalog: Catalog): string | undefined {
  const current = existsSync(referencePath) ? readFileSync(referencePath, 'utf8') : undefined;
  return current === catalogReference(catalog)
    ? undefined
    : `${referencePath} is not current: run \`npm run docs:catalog\` and commit the result.`;
}

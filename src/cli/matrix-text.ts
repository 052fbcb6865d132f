import { levelText, type Matrix, type MatrixCell, type MatrixRow } from '../catalog/matrix.js';
import { escapeHtml } from '../report/html-body.js';
import { narrowestColumn, paragraph, table } from './columns.js';

/**
 * The matrix as terminal text: one table per theme, cut into several where the alternatives do not fit side by side. Levels are words,
 * so nothing depends on colour.
 * @param width columns of the terminal
 */
export function matrixText(matrix: Matrix, width: number): string {
  if (matrix.rows.length === 0) return 'Nothing to show: the alternatives do not differ here.\n';
  const first = Math.min(34, Math.max(18, Math.floor(width * 0.28)));
  const perTable = Math.max(1, Math.floor((width - first) / (narrowestColumn + 2)));
  const groups = chunks(
    matrix.alternatives.map((_, index) => index),
    perTable,
  );
  const themes = [...new Set(matrix.rows.map(({ capability }) => capability.theme))];
  const parts = themes.flatMap((theme) => {
    const rows = matrix.rows.filter(({ capability }) => capability.theme === theme);
    return groups.map((group) => {
      const head = ['Capability', ...group.map((index) => matrix.alternatives[index]?.variant.short ?? '')];
      const body = rows.map((row) => [row.capability.title, ...group.map((index) => cellText(row.cells[index]))]);
      return `${theme.toUpperCase()}\n\n${table([head, ...body], width)}`;
    });
  });
  const marked = matrix.rows.some((row) => row.cells.some(({ special }) => special.length > 0));
  const legend = [
    'built-in: comes with it. add-on: a maintained component that plugs in. do-it-yourself: own code or raw configuration.',
    'commercial-only: in a paid edition. experimental: alpha or beta. unknown: not established.',
    ...(marked ? ['*: differs by situation, such as the CNI or the orchestrator.'] : []),
    'mesh-advisor explain ID tells notes, sources and special cases of a capability, such as:',
    `mesh-advisor explain ${matrix.rows[0]?.capability.id ?? 'mtls-automatic'}`,
  ];
  return `${parts.join('\n\n')}\n\n${legend.map((line) => paragraph(line, width)).join('\n')}\n`;
}

/** The matrix as Markdown: one table per theme. */
export function matrixMarkdown(matrix: Matrix): string {
  const themes = [...new Set(matrix.rows.map(({ capability }) => capability.theme))];
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |`;
  return themes
    .map((theme) => {
      const rows = matrix.rows.filter(({ capability }) => capability.theme === theme);
      return [
        `## ${theme[0]?.toUpperCase() ?? ''}${theme.slice(1)}`,
        '',
        line(['Capability', ...matrix.alternatives.map(({ variant }) => variant.short)]),
        line(['---', ...matrix.alternatives.map(() => '---')]),
        ...rows.map((row) => line([row.capability.title, ...row.cells.map(cellText)])),
        '',
      ].join('\n');
    })
    .join('\n');
}

/** The matrix as one HTML page without scripts or outside resources. */
export function matrixHtml(matrix: Matrix): string {
  const themes = [...new Set(matrix.rows.map(({ capability }) => capability.theme))];
  const head = `<tr><th scope="col">Capability</th>${matrix.alternatives.map(({ variant }) => `<th scope="col">${escapeHtml(variant.title)}</th>`).join('')}</tr>`;
  const row = ({ capability, cells }: MatrixRow) =>
    `<tr><th scope="row" title="${escapeHtml(capability.summary)}">${escapeHtml(capability.title)}</th>${cells
      .map(
        (cell) =>
          `<td class="${cell.statement?.level ?? 'unknown'}" title="${escapeHtml(cell.statement?.note ?? '')}">${escapeHtml(cellText(cell))}</td>`,
      )
      .join('')}</tr>`;
  const tables = themes.map((theme) => {
    const rows = matrix.rows.filter(({ capability }) => capability.theme === theme);
    return `<h2>${escapeHtml(theme)}</h2>\n<table>\n<thead>${head}</thead>\n<tbody>\n${rows.map(row).join('\n')}\n</tbody>\n</table>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>mesh-advisor: comparison</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #8886; padding: .3rem .5rem; text-align: left; vertical-align: top }
thead th { position: sticky; top: 0; background: Canvas } h2 { text-transform: capitalize }
.unsupported, .unknown { opacity: .65 } .experimental, .do-it-yourself, .commercial-only { font-style: italic }
</style>
</head>
<body>
<h1>Comparison</h1>
${tables.join('\n')}
<p>A star marks what differs by situation. Point at a cell for its note.</p>
</body>
</html>
`;
}

/** The matrix as data: every statement with its condition, note and sources. */
export function matrixJson(matrix: Matrix): string {
  return `${JSON.stringify(
    {
      alternatives: matrix.alternatives.map(({ id, variant }) => ({ id, title: variant.title })),
      capabilities: matrix.rows.map(({ capability, cells }) => ({
        id: capability.id,
        theme: capability.theme,
        title: capability.title,
        support: Object.fromEntries(
          cells.map(({ alternative, statement, special }) => [alternative, [...special, ...(statement === undefined ? [] : [statement])]]),
        ),
      })),
    },
    null,
    2,
  )}\n`;
}

function cellText(cell: MatrixCell | undefined): string {
  if (cell === undefined) return '';
  return `${levelText(cell.statement)}${cell.special.length > 0 ? ' *' : ''}`;
}

function markdownCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(' *', ' \\*');
}

function chunks(items: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

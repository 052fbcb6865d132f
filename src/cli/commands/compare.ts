import { type Command, Option } from 'commander';
import { alternativesOf } from '../../catalog/catalog.js';
import { alternativesNamed, matrixOf } from '../../catalog/matrix.js';
import { themes } from '../../catalog/schema.js';
import { outputWidth } from '../columns.js';
import type { CommonOptions } from '../common-options.js';
import type { Context } from '../context.js';
import { matrixHtml, matrixJson, matrixMarkdown, matrixText } from '../matrix-text.js';
import { unknownWord } from '../unknown-word.js';

interface CompareOptions extends CommonOptions {
  readonly group?: string;
  readonly differences: boolean;
  readonly format: 'text' | 'markdown' | 'json' | 'html';
}

/** `mesh-advisor compare [ALTERNATIVE…]`: what the alternatives can do, side by side. */
export function compareCommand(root: Command, { streams, knowledge }: Context): void {
  root
    .command('compare')
    .description('what the alternatives can do, side by side')
    .argument('[alternatives...]', 'candidates (istio) or alternatives (istio/ambient); all of them when left out')
    .option('--group <theme>', `one theme: ${themes.join(', ')}`)
    .option('--differences', 'only what differs between them', false)
    .addOption(new Option('--format <format>', 'how to write it').choices(['text', 'markdown', 'json', 'html']).default('text'))
    .action((ids: string[], options: CompareOptions) => {
      const { catalog } = knowledge;
      const known = [...new Set(alternativesOf(catalog).flatMap(({ id, candidate }) => [candidate.id, id]))];
      for (const id of ids) if (alternativesNamed(catalog, id).length === 0) throw unknownWord('alternative', id, known);
      if (options.group !== undefined && !themes.some((theme) => theme === options.group))
        throw unknownWord('theme', options.group, themes);
      const matrix = matrixOf(catalog, { alternatives: ids, theme: options.group, differences: options.differences });
      switch (options.json ? 'json' : options.format) {
        case 'text':
          streams.out.write(matrixText(matrix, outputWidth(streams.out.columns, streams.env)));
          return;
        case 'markdown':
          streams.out.write(matrixMarkdown(matrix));
          return;
        case 'json':
          streams.out.write(matrixJson(matrix));
          return;
        case 'html':
          streams.out.write(matrixHtml(matrix));
      }
    });
}

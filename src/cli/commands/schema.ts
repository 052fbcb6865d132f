import type { Command } from 'commander';
import type { CommonOptions } from '../common-options.js';
import type { Context } from '../context.js';
import { jsonText, writeResult } from '../output.js';
import { fileKinds, jsonSchemaOf } from '../schemas.js';
import { unknownWord } from '../unknown-word.js';

/** `mesh-advisor schema [NAME]`: the JSON Schema of a kind of file, or which kinds there are. */
export function schemaCommand(root: Command, { streams, knowledge }: Context): void {
  root
    .command('schema')
    .description('JSON Schema of answers files, decision.json and catalog files, for editors and programs')
    .argument('[kind]', 'answers, decision, alternative, …; without it, the list')
    .action((name: string | undefined, options: CommonOptions) => {
      const kinds = fileKinds(knowledge.questionnaire);
      if (name === undefined) {
        const list = Object.entries(kinds).map(([kind, { about }]) => ({ kind, about }));
        const text = list.map(({ kind, about }) => `  ${kind.padEnd(15)} ${about}`).join('\n');
        writeResult(streams, options, { kind: 'document', json: list, text: `${text}\n` });
        return;
      }
      const kind = kinds[name];
      if (kind === undefined) throw unknownWord('kind of file', name, Object.keys(kinds));
      const schema = jsonSchemaOf(name, kind);
      writeResult(streams, options, { kind: 'document', json: schema, text: jsonText(schema) });
    });
}

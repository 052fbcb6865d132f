import { isScalar, Scalar, visit } from 'yaml';
import type { StarterProblem } from '../checks.js';
import type { ParsedFile } from './yaml-file.js';

/**
 * Unquoted scalars that YAML 1.1 readers (kubectl, Helm) take for something else, or that lose something when they are read: `yes`,
 * `on`, `~`, `007`, `1.10`, `12:30:00`, `2026-01-01`, `0o17`, `1e3`.
 */
export function scalarProblems({ path, documents }: ParsedFile): StarterProblem[] {
  const problems: StarterProblem[] = [];
  for (const document of documents) {
    visit(document, {
      Scalar(_key, node) {
        if (!isScalar(node) || node.type !== Scalar.PLAIN || node.source === undefined) return;
        if (isSurprising(node.source, node.value))
          problems.push({
            path,
            message: `the unquoted value ${JSON.stringify(node.source)} is read differently by different YAML readers: quote it`,
          });
      },
    });
  }
  return problems;
}

function isSurprising(source: string, value: unknown): boolean {
  if (/^(?:y|n|yes|no|on|off|~)$/i.test(source)) return true;
  if (/^(?:true|false|null)$/i.test(source)) return source !== source.toLowerCase();
  if (typeof value === 'number') return String(value) !== source;
  // what YAML 1.1 takes for an octal or base-60 number, a date, or a number with underscores
  return (
    typeof value === 'string' &&
    /^(?:[-+]?0[0-7_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|\d{4}-\d{1,2}-\d{1,2}.*|[-+]?[0-9][0-9_]*_[0-9_]*)$/.test(source)
  );
}

import type { StarterProblem } from '../checks.js';
import type { StarterFile } from '../plan.js';

/** braces that belong to a file: Argo CD's Go templates, arguments of an AnalysisTemplate */
const wantedBraces = /\{\{-?\s*(?:\.|toJson |if \.|end \}\}|args\.|inputs\.)/;

/** What a template left behind: braces, `undefined`, `[object Object]`; carriage returns; a missing last line break. */
export function residueProblems({ path, content }: StarterFile): StarterProblem[] {
  const lines = content.split('\n');
  const found = lines.flatMap((line, index) => {
    const braces = /\{\{/.test(line) && !(path.startsWith('gitops/') && wantedBraces.test(line)) && !/\{\{\s*args\./.test(line);
    const words = /\[object Object\]|(^|[\s:"'/.-])undefined($|[\s"'/.-])/.test(line);
    return braces || words ? [{ path, message: `line ${index + 1}: template residue: ${line.trim().slice(0, 80)}` }] : [];
  });
  return [
    ...found,
    ...(content.includes('\r') ? [{ path, message: 'has carriage returns' }] : []),
    ...(content.endsWith('\n') && !content.endsWith('\n\n') ? [] : [{ path, message: 'does not end with one line break' }]),
  ];
}

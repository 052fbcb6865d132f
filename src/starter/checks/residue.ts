import type { StarterProblem } from '../checks.js';
import type { StarterFile } from '../plan.js';

/**
 * Braces that belong to a file, by where it stands: Argo CD's Go templates; those of Consul, Nomad and their tools in HCL and scripts. What
 * our own templates leave behind begins with a lower-case name and a dot, or with a sign.
 */
const wantedBraces: readonly { readonly files: RegExp; readonly braces: RegExp }[] = [
  { files: /^gitops\//, braces: /\{\{-?\s*(?:\.|toJson |if \.|end \}\})/ },
  { files: /\.(?:hcl|sh|service)$/, braces: /\{\{-?\s*(?:\.|Get[A-Z]|range |if |else |end ?\}\}|with |env ")/ },
  // the same in commands that a README tells to run
  { files: /\.md$/, braces: /\{\{range \.\}\}/ },
  // arguments of an AnalysisTemplate
  { files: /\.yaml$/, braces: /\{\{\s*(?:args|inputs)\./ },
];

/** What a template left behind: braces, `undefined`, `[object Object]`; carriage returns; a missing last line break. */
export function residueProblems({ path, content }: StarterFile): StarterProblem[] {
  const lines = content.split('\n');
  const found = lines.flatMap((line, index) => {
    const braces = /\{\{/.test(line) && !wantedBraces.some((wanted) => wanted.files.test(path) && wanted.braces.test(line));
    const words = /\[object Object\]|(^|[\s:"'/.-])undefined($|[\s"'/.-])/.test(line);
    return braces || words ? [{ path, message: `line ${index + 1}: template residue: ${line.trim().slice(0, 80)}` }] : [];
  });
  return [
    ...found,
    ...(content.includes('\r') ? [{ path, message: 'has carriage returns' }] : []),
    ...(content.endsWith('\n') && !content.endsWith('\n\n') ? [] : [{ path, message: 'does not end with one line break' }]),
  ];
}

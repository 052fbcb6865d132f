import { readFileSync, statSync } from 'node:fs';
import { burdens } from '../catalog/schema.js';
import { weightsOf } from '../decision/aggregate.js';
import type { Knowledge } from '../decision/decide.js';
import { situationOf } from '../decision/situation.js';
import { swingWeights } from '../decision/swing.js';
import { inputLimits } from '../document/yaml-document.js';
import { type ParsedAnswers, parseAnswers, parseAssignment } from '../questionnaire/answers.js';
import { readAll, type Streams } from './streams.js';
import { UsageError } from './usage-error.js';

/**
 * Reads an answers file (or standard input for `-`, or nothing when only assignments are given) and applies `--set`. Swings become weights.
 * @throws UsageError when the file cannot be read; InputError for what is wrong in it
 */
export async function readAnswers(
  knowledge: Knowledge,
  file: string | undefined,
  sets: readonly string[],
  streams: Streams,
): Promise<ParsedAnswers> {
  const text = file === undefined ? '' : file === '-' ? await readAll(streams.in, inputLimits.bytes + 1) : readText(file);
  const parsed = parseAnswers(
    knowledge.questionnaire,
    weightIds(knowledge),
    file === '-' || file === undefined ? 'standard input' : file,
    text,
    sets.map(parseAssignment),
  );
  if (Object.keys(parsed.swing).length === 0) return parsed;
  const weights = weightsOf(knowledge.catalog, situationOf(knowledge.questionnaire, knowledge.catalog.model, parsed.answers), {});
  return { ...parsed, weights: { ...swingWeights(parsed.swing, weights), ...parsed.weights } };
}

/** Ids that the `weights` of an answers file may name: burdens and facets. */
export function weightIds(knowledge: Knowledge): string[] {
  return [...new Set([...burdens, ...knowledge.catalog.capabilities.map((capability) => capability.facet ?? capability.id)])];
}

/** Text of a file. @throws UsageError with the reason in plain words */
export function readText(file: string): string {
  try {
    if (statSync(file).isDirectory()) throw new UsageError(`${file} is a folder; name an answers file`);
    if (statSync(file).size > inputLimits.bytes) throw new UsageError(`${file} is larger than 1 MiB`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof TypeError) throw new UsageError(`${file} is not UTF-8 text`);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new UsageError(`there is no file ${file}; \`mesh-advisor init ${file}\` writes one to fill in`);
    if (code === 'EACCES') throw new UsageError(`${file} may not be read`);
    throw error;
  }
}

import { burdens } from '../catalog/schema.js';
import { weightsOf } from '../decision/aggregate.js';
import type { Knowledge } from '../decision/decide.js';
import { situationOf } from '../decision/situation.js';
import { swingWeights } from '../decision/swing.js';
import { InputError, type Problem } from '../document/problem.js';
import { type Assignment, type ParsedAnswers, parseAnswers, parseAssignments } from '../questionnaire/answers.js';
import { readStandardInput, readText } from './read-text.js';
import type { Streams } from './streams.js';
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
  const text = file === undefined ? '' : await answersText(file, streams);
  const parsed = parseTogether(
    () => parseAssignments(sets),
    (assignments) =>
      parseAnswers(
        knowledge.questionnaire,
        weightIds(knowledge),
        file === '-' || file === undefined ? 'standard input' : file,
        text,
        assignments,
      ),
  );
  if (Object.keys(parsed.swing).length === 0) return parsed;
  const weights = weightsOf(knowledge.catalog, situationOf(knowledge.questionnaire, knowledge.catalog.model, parsed.answers), {});
  return { ...parsed, weights: { ...swingWeights(parsed.swing, weights), ...parsed.weights } };
}

/** Parses the file also when the assignments are wrong, so that everything is told at once. */
function parseTogether(assignments: () => Assignment[], answers: (assignments: readonly Assignment[]) => ParsedAnswers): ParsedAnswers {
  const problems: Problem[] = [];
  const attempt = <Output>(parse: () => Output): Output | undefined => {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const given = attempt(assignments);
  const parsed = attempt(() => answers(given ?? []));
  if (parsed === undefined || problems.length > 0) throw new InputError(problems);
  return parsed;
}

async function answersText(file: string, streams: Streams): Promise<string> {
  const text = file === '-' ? await readStandardInput(streams) : readText(file, `; \`mesh-advisor init ${file}\` writes one to fill in`);
  if (text.split(/\r\n|\n|\r/).every((line) => /^\s*(#.*)?$/.test(line)))
    throw new UsageError(
      `${file === '-' ? 'standard input' : file} is empty; \`mesh-advisor init answers.yaml\` writes a file to fill in`,
      'empty-input',
    );
  return text;
}

/** Ids that the `weights` of an answers file may name: burdens and facets. */
export function weightIds(knowledge: Knowledge): string[] {
  return [...new Set([...burdens, ...knowledge.catalog.capabilities.map((capability) => capability.facet ?? capability.id)])];
}

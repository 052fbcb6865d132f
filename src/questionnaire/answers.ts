import { z } from 'zod';
import { type AnswerValue, type Condition, holds } from '../condition/condition.js';
import { InputError, type Problem } from '../document/problem.js';
import { suggest } from '../document/suggest.js';
import { validate } from '../document/validate.js';
import { type DocumentPath, type ProblemDetails, parseYamlDocument, type YamlDocument } from '../document/yaml-document.js';
import { type AnswersFile, answersVersion, inOrder } from './answers-file.js';
import { contradictionsAmong, statedFacts } from './contradictions.js';
import { readAnswer } from './read-answer.js';
import type { Questionnaire } from './schema.js';

export type { AnswersFile } from './answers-file.js';

/** Answers and the warnings about them. */
export interface ParsedAnswers extends AnswersFile {
  readonly warnings: readonly Problem[];
  /** trade-offs stated by swing weighting, by facet or burden */
  readonly swing: Readonly<Record<string, { readonly points: number; readonly worst: number; readonly best: number }>>;
}

/** The frame of an answers file; each answer is read against its question. */
export const answersFileSchema = z.strictObject({
  version: z.literal(answersVersion).default(answersVersion),
  name: z.string().min(1).max(80).default('untitled'),
  answers: z.record(z.string(), z.unknown()).default({}),
  weights: z.record(z.string(), z.number().min(0).max(1000)).default({}),
  swing: z
    .record(
      z.string(),
      z
        .strictObject({ points: z.number().min(0).max(100), worst: z.number().min(0).max(1), best: z.number().min(0).max(1) })
        .refine(({ worst, best }) => best > worst, 'best must be above worst: both are values from 0 to 1'),
    )
    .refine(
      (swings) => Object.keys(swings).length >= 2 && Math.max(...Object.values(swings).map(({ points }) => points)) === 100,
      'rate at least two swings, the largest with 100 points',
    )
    .optional(),
});

type AnswersFrame = z.infer<typeof answersFileSchema>;

/** One `--set key=value` of the command line. */
export interface Assignment {
  readonly key: string;
  readonly value: unknown;
  /** as it was given, and the column in it at which the value begins */
  readonly source: string;
  readonly column: number;
}

/**
 * Reads `key=value` from each argument; the value is a YAML scalar, flow list or flow map.
 * @throws InputError about every argument without `=` and every value that is no YAML
 */
export function parseAssignments(sources: readonly string[]): Assignment[] {
  const problems: Problem[] = [];
  const assignments = sources.flatMap((source): Assignment[] => {
    const at = source.indexOf('=');
    const column = at + 2;
    const wrong = (details: ProblemDetails, where: number): Problem => ({
      ...details,
      file: '--set',
      line: 1,
      column: where,
      lineText: source,
    });
    if (at <= 0) {
      const expected = 'key=value, such as services=40 or security-needs.mtls-automatic=must';
      problems.push(
        wrong({ id: 'bad-assignment', severity: 'error', message: at < 0 ? 'no `=` in it' : 'no key before `=`', expected }, 1),
      );
      return [];
    }
    try {
      const text = source.slice(at + 1).trim();
      const value = text === '' ? '' : parseYamlDocument('--set', text).value;
      return [{ key: source.slice(0, at).trim(), value, source, column }];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems.map((problem) => wrong(problem, problem.line === 1 ? problem.column + column - 1 : column)));
      return [];
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return assignments;
}

/**
 * Reads an answers file (YAML or JSON) and single assignments over it.
 * @param weightIds ids of facets and burdens that `weights` may name
 * @throws InputError with every error in it, located; nothing is half-read
 */
export function parseAnswers(
  questionnaire: Questionnaire,
  weightIds: readonly string[],
  file: string,
  text: string,
  assignments: readonly Assignment[] = [],
): ParsedAnswers {
  const document = parseYamlDocument(file, text);
  const questions = new Map(questionnaire.sections.flatMap((section) => section.questions).map((question) => [question.id, question]));
  const { content, problems } = frameOf(document, (key) => questions.has(key));
  const answers: Record<string, AnswerValue> = {};
  const places = new Map<string, Place>();

  const take = (key: string, raw: unknown, place: Place) => {
    const question = questions.get(key);
    if (question === undefined) {
      const suggestion = suggest(key, [...questions.keys()]);
      problems.push(
        place.problem(
          [],
          {
            id: 'unknown-question',
            severity: 'error',
            message: `unknown question \`${key}\``,
            ...(suggestion === undefined ? {} : { suggestion }),
          },
          'key',
        ),
      );
      return;
    }
    places.set(key, place);
    if (raw === null || raw === 'unknown') {
      delete answers[key];
      return;
    }
    const result = readAnswer(question, raw);
    for (const { path, details, where } of result.problems) problems.push(place.problem(path, details, where));
    if (result.value !== undefined) answers[key] = result.value;
  };

  for (const [key, raw] of Object.entries(content.answers)) take(key, raw, documentPlace(document, ['answers', key]));
  for (const assignment of assignments) {
    const { value } = assignment;
    const place = assignmentPlace(assignment);
    const dot = assignment.key.indexOf('.');
    if (dot < 0) {
      take(assignment.key, value, place);
      continue;
    }
    const key = assignment.key.slice(0, dot);
    const row = assignment.key.slice(dot + 1);
    const before = answers[key];
    const rows = typeof before === 'object' && !Array.isArray(before) ? before : {};
    take(key, { ...rows, [row]: value }, place);
  }
  for (const [part, id] of [
    ...Object.keys(content.weights).map((one) => ['weights', one] as const),
    ...Object.keys(content.swing ?? {}).map((one) => ['swing', one] as const),
  ]) {
    if (weightIds.includes(id)) continue;
    const suggestion = suggest(id, weightIds);
    problems.push(
      document.problemAt(
        [part, id],
        {
          id: 'unknown-weight',
          severity: 'error',
          message: `unknown weight \`${id}\``,
          expected: 'a burden or a facet of needs',
          ...(suggestion === undefined ? {} : { suggestion }),
        },
        'key',
      ),
    );
  }

  problems.push(...contradictionsIn(questionnaire, answers, (question) => places.get(question) ?? documentPlace(document, ['answers'])));
  for (const question of questions.values()) {
    if (answers[question.id] === undefined || question.when === undefined || holds(question.when, statedFacts(answers))) continue;
    problems.push(
      (places.get(question.id) ?? documentPlace(document, ['answers'])).problem(
        [],
        {
          id: 'does-not-apply',
          severity: 'warning',
          message: `\`${question.id}\` does not apply to the other answers and is ignored`,
          expected: describeCondition(question.when),
        },
        'key',
      ),
    );
  }
  if (problems.some((problem) => problem.severity === 'error')) throw new InputError(problems);
  return {
    name: content.name,
    answers: inOrder(questionnaire, answers),
    weights: content.weights,
    swing: content.swing ?? {},
    warnings: problems,
  };
}

/**
 * The frame of an answers file with what is wrong in it. Where something is, its answers are read all the same, so that everything is
 * told at once.
 */
function frameOf(document: YamlDocument, isQuestion: (key: string) => boolean): { content: AnswersFrame; problems: Problem[] } {
  const { value } = document;
  if (value === null || value === undefined) return { content: answersFileSchema.parse({}), problems: [] };
  try {
    return { content: validate(document, answersFileSchema), problems: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const entries = typeof value === 'object' ? Object.entries(value) : [];
    const misplaced = entries
      .filter(([key]) => isQuestion(key))
      .map(([key]) =>
        document.problemAt(
          [key],
          {
            id: 'misplaced-answer',
            severity: 'error',
            message: `\`${key}\` stands at the top of the file`,
            expected: 'answers below `answers:`',
          },
          'key',
        ),
      );
    const others = error.problems.filter(({ line, column }) => !misplaced.some((one) => one.line === line && one.column === column));
    const answers: unknown = entries.find(([key]) => key === 'answers')?.[1];
    const readable = answersFileSchema.safeParse({ answers });
    return { content: readable.success ? readable.data : answersFileSchema.parse({}), problems: [...others, ...misplaced] };
  }
}

/** Contradictions among answers as problems. */
export function contradictionsIn(
  questionnaire: Questionnaire,
  answers: Readonly<Record<string, AnswerValue>>,
  placeOf: (question: string) => Place,
): Problem[] {
  return contradictionsAmong(questionnaire, answers).map((contradiction) => {
    const [first = ''] = contradiction.questions;
    const [question = '', row] = first.split('.');
    const named = [...new Set(contradiction.questions)].map((key) => `\`${key}\``).join(' and ');
    return placeOf(question).problem(
      row === undefined ? [] : [row],
      {
        id: contradiction.id,
        severity: contradiction.severity,
        message: `${contradiction.message} (${named})`,
        expected: contradiction.resolve,
      },
      'key',
    );
  });
}

/** Where an answer stands, to report problems at it. */
export interface Place {
  problem(path: DocumentPath, details: ProblemDetails, where?: 'key' | 'value'): Problem;
}

function documentPlace(document: YamlDocument, base: DocumentPath): Place {
  return { problem: (path, details, where) => document.problemAt([...base, ...path], details, where) };
}

function assignmentPlace({ source, column }: Assignment): Place {
  return {
    problem: (_path, details, where) => ({ ...details, file: '--set', line: 1, column: where === 'key' ? 1 : column, lineText: source }),
  };
}

/** A condition in words, for messages. */
export function describeCondition(condition: Condition): string {
  if ('all' in condition) return condition.all.map(describeCondition).join(' and ');
  if ('any' in condition) return condition.any.map(describeCondition).join(' or ');
  if ('not' in condition) return `not (${describeCondition(condition.not)})`;
  if ('need' in condition) return `need ${condition.need} at least ${condition['at-least']}`;
  if ('profile' in condition)
    return 'at-least' in condition
      ? `${condition.profile} at least ${condition['at-least']}`
      : `${condition.profile} at most ${condition['at-most']}`;
  if ('is' in condition) return `${condition.question} is ${condition.is}`;
  if ('in' in condition) return `${condition.question} is one of ${condition.in.join(', ')}`;
  if ('includes' in condition)
    return `${condition.question} includes ${typeof condition.includes === 'string' ? condition.includes : condition.includes.join(' or ')}`;
  if ('below' in condition) return `${condition.question} is below ${condition.below}`;
  if ('known' in condition) return `${condition.question} is ${condition.known ? 'answered' : 'not answered'}`;
  return 'at-least' in condition
    ? `${condition.question} is at least ${condition['at-least']}`
    : `${condition.question} is at most ${condition['at-most']}`;
}

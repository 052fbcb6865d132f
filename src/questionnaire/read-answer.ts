import { type AnswerValue, needLevels } from '../condition/condition.js';
import { suggest } from '../document/suggest.js';
import { show } from '../document/validate.js';
import type { DocumentPath, ProblemDetails } from '../document/yaml-document.js';
import type { Question } from './schema.js';
import { textProblem } from './text-kinds.js';

/** What is wrong with an answer, at a path inside it. */
export interface ReadProblem {
  readonly path: DocumentPath;
  readonly details: ProblemDetails;
  readonly where?: 'key' | 'value';
}

/** One raw answer against its question: its value, or what is wrong with it. */
export function readAnswer(question: Question, raw: unknown): { value?: AnswerValue; problems: readonly ReadProblem[] } {
  const wrong = (expected: string, path: DocumentPath = [], suggestion?: string, found: unknown = raw): ReadProblem => ({
    path,
    details: {
      id: 'bad-answer',
      severity: 'error',
      message: `\`${[question.id, ...path.filter((step) => typeof step === 'string')].join('.')}\` is ${show(found)}`,
      expected,
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  });
  switch (question.type) {
    case 'choice': {
      const values = question.options.map((option) => option.value);
      const word = wordOf(raw, values);
      if (word !== undefined && values.includes(word)) return { value: word, problems: [] };
      return { problems: [wrong(`one of ${values.join(', ')}, or unknown`, [], suggest(word ?? '', values))] };
    }
    case 'choices': {
      const values = question.options.map((option) => option.value);
      const items: unknown[] = Array.isArray(raw) ? raw : [raw];
      const problems = items.flatMap((item, index) => {
        const word = wordOf(item, values);
        return word !== undefined && values.includes(word)
          ? []
          : [wrong(`a list of ${values.join(', ')}`, Array.isArray(raw) ? [index] : [], suggest(word ?? '', values), item)];
      });
      const chosen = values.filter((value) => items.some((item) => wordOf(item, values) === value));
      return problems.length > 0 ? { problems } : { value: chosen, problems: [] };
    }
    case 'number': {
      const expected = `${question.integer ? 'a whole number' : 'a number'} from ${question.min} to ${question.max} (${question.unit})`;
      if (
        typeof raw !== 'number' ||
        !Number.isFinite(raw) ||
        raw < question.min ||
        raw > question.max ||
        (question.integer && !Number.isInteger(raw))
      )
        return { problems: [wrong(expected)] };
      return { value: raw, problems: [] };
    }
    case 'yes-no':
      if (raw === true || raw === 'yes') return { value: true, problems: [] };
      if (raw === false || raw === 'no') return { value: false, problems: [] };
      return { problems: [wrong('yes or no, or unknown')] };
    case 'grid': {
      const rows = question.rows.map((row) => row.capability);
      if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
        return { problems: [wrong(`a map from ${rows.slice(0, 3).join(', ')}, … to one of ${needLevels.join(', ')}`)] };
      const problems: ReadProblem[] = [];
      const levels: Record<string, (typeof needLevels)[number]> = {};
      for (const [row, item] of Object.entries(raw)) {
        if (!rows.includes(row)) {
          const suggestion = suggest(row, rows);
          problems.push({
            path: [row],
            where: 'key',
            details: {
              id: 'unknown-row',
              severity: 'error',
              message: `unknown row \`${row}\` of \`${question.id}\``,
              ...(suggestion === undefined ? { expected: `one of ${rows.join(', ')}` } : { suggestion }),
            },
          });
          continue;
        }
        if (item === null || item === 'unknown') continue;
        const word = item === false ? 'no' : item;
        const level = needLevels.find((candidate) => candidate === word);
        if (level === undefined)
          problems.push(
            wrong(`one of ${[...needLevels].reverse().join(', ')}, or unknown`, [row], suggest(String(item), needLevels), item),
          );
        else levels[row] = level;
      }
      const ordered = Object.fromEntries(rows.flatMap((row) => (levels[row] === undefined ? [] : [[row, levels[row]]])));
      return problems.length > 0 || Object.keys(ordered).length === 0 ? { problems } : { value: ordered, problems: [] };
    }
    case 'text': {
      const items: unknown[] = question.many
        ? Array.isArray(raw)
          ? raw
          : typeof raw === 'string'
            ? raw.split(',').map((item) => item.trim())
            : [raw]
        : [raw];
      const problems = items.flatMap((item, index) => {
        const problem = typeof item === 'string' ? textProblem(question.kind, question.maxLength, item) : 'text';
        return problem === undefined ? [] : [wrong(problem, Array.isArray(raw) ? [index] : [], undefined, item)];
      });
      const texts = items.filter((item): item is string => typeof item === 'string');
      if (problems.length === 0 && question.many && new Set(texts).size !== texts.length)
        return { problems: [wrong('names that differ from one another')] };
      if (problems.length > 0) return { problems };
      return { value: question.many ? texts : (texts[0] ?? ''), problems: [] };
    }
  }
}

/** Options named yes and no may also be written true and false. */
function wordOf(raw: unknown, values: readonly string[]): string | undefined {
  if (typeof raw === 'string') return raw;
  if (raw === true && values.includes('yes')) return 'yes';
  if (raw === false && values.includes('no')) return 'no';
  return undefined;
}

import { answersVersion } from '../questionnaire/answers-file.js';
import type { Questionnaire } from '../questionnaire/schema.js';
import type { FlatValue } from './flat-answers.js';
import type { Merge, WeighedDifference } from './merge.js';
import type { MergeRule } from './rules.js';
import { answerText, valueText } from './words.js';

/**
 * The merged answers as a file: what is agreed as it is, what differs with who said what above it, left open or as the rule takes it.
 * Reading it gives the merged answers.
 */
export function mergedFile(
  questionnaire: Questionnaire,
  { agreed, differences, merged }: Merge,
  sources: readonly string[],
  rule: MergeRule,
): string {
  const differing = new Map(differences.map((difference) => [difference.key, difference]));
  const entry = (key: string, name: string, indent: string): string[] => {
    const difference = differing.get(key);
    const value = difference === undefined ? agreed[key] : difference.taken;
    if (difference === undefined && value === undefined) return [];
    return [...(difference === undefined ? [] : opinionsComment(difference, rule)), line(name, value ?? 'unknown')].map(
      (text) => indent + text,
    );
  };
  const answers = questionnaire.sections.flatMap(({ title, questions }) => {
    const lines = questions.flatMap((question) => {
      if (question.type !== 'grid') return entry(question.id, question.id, '  ');
      const rows = question.rows.flatMap(({ capability }) => entry(`${question.id}.${capability}`, capability, '    '));
      return rows.length === 0 ? [] : [`  ${question.id}:`, ...rows];
    });
    return lines.length === 0 ? [] : [`  # == ${title} ==`, ...lines];
  });
  const weights = [...new Set([...Object.keys(agreed), ...differing.keys()])]
    .filter((key) => key.startsWith('weights.'))
    .sort()
    .flatMap((key) => weightLines(differing.get(key), key, agreed[key], rule));
  return [
    comment(`Merged from ${sources.join(', ')}.`),
    comment(`${Object.keys(agreed).length} answers are agreed; ${differences.length} differ and have above them who said what.`),
    `version: ${answersVersion}`,
    line('name', merged.name),
    ...(answers.length === 0 ? ['answers: {}'] : ['answers:', ...answers]),
    ...(weights.length === 0 ? [] : ['weights:', ...weights]),
    '',
  ].join('\n');
}

/** A weight that is left open is not written at all, since a weight cannot be unknown. */
function weightLines(difference: WeighedDifference | undefined, key: string, agreed: FlatValue | undefined, rule: MergeRule): string[] {
  const id = key.slice('weights.'.length);
  const value = difference === undefined ? agreed : difference.taken;
  const comments = difference === undefined ? [] : opinionsComment(difference, rule);
  return [...comments, ...(value === undefined ? [] : [line(id, value)])].map((text) => `  ${text}`);
}

function opinionsComment({ opinions, taken, kind, decisive }: WeighedDifference, rule: MergeRule): string[] {
  const outcome =
    taken === undefined ? 'left open' : kind === 'open-in-some' ? 'taken from those who answered' : `taken by the rule ${rule}`;
  return [
    ...opinions.map(({ source, value }) => comment(`${source}: ${answerText(value)}`)),
    comment(`${outcome}${decisive ? '; this answer alone changes the recommendation' : ''}`),
  ];
}

function line(key: string, value: FlatValue): string {
  return `${valueText(key)}: ${valueText(value)}`;
}

/** A comment of one line, whatever is in the text. */
function comment(text: string): string {
  return `# ${text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g, ' ')}`;
}

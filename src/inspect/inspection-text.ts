import { stringify } from 'yaml';
import { type AnswersFile, answersVersion } from '../questionnaire/answers-file.js';
import type { Inspection, Proposal, Reason } from './inspection.js';

/** Where an inspection looked. */
export interface Inspected {
  /** name for the answers, such as the context */
  readonly name: string;
  /** `context prod, read through kubectl` */
  readonly origin: string;
  /** what could not be read, and that Secrets were passed over */
  readonly gaps: readonly string[];
}

/** The suggestions as an answers file: each answer under the reason for it, everything else as comments. */
export function inspectionYaml(inspection: Inspection, { name, origin, gaps }: Inspected): string {
  const answers = inspection.suggestions.flatMap(({ question, answer, reasons }) => [
    ...reasons.flatMap((reason) => comment(reasonText(reason), '  # ')),
    ...stringify({ [question]: answer }, { lineWidth: 120 })
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
    '',
  ]);
  return `${[
    ...comment(`Suggested by a cluster: ${origin}. Check each answer; what a cluster cannot show stands below.`, '# '),
    `version: ${answersVersion}`,
    ...stringify({ name }).trimEnd().split('\n'),
    ...(answers.length === 0 ? ['answers: {}'] : ['answers:', ...answers]),
    ...remarks(inspection, gaps),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

/** The same as data. */
export function inspectionJson(inspection: Inspection, { name, origin, gaps }: Inspected) {
  const answers = Object.fromEntries(inspection.suggestions.map(({ question, answer }) => [question, answer]));
  return { origin, answersFile: { version: answersVersion, name, answers }, ...inspection, gaps };
}

/** The suggested answers as a file. */
export function suggestedFile(inspection: Inspection, name: string): AnswersFile {
  return { name, answers: Object.fromEntries(inspection.suggestions.map(({ question, answer }) => [question, answer])), weights: {} };
}

/** `Cilium runs on the nodes. (DaemonSet kube-system/cilium)` */
export function reasonText({ because, evidence }: Reason): string {
  return evidence.length === 0 ? because : `${because} (${evidence.join('; ')})`;
}

/** What is no answer: conflicts, proposals for grids, notes, gaps, and what stays open; as paragraphs. */
export function remarkLines(
  inspection: Inspection,
  gaps: readonly string[],
): { readonly title: string; readonly lines: readonly string[] }[] {
  return [
    {
      title: 'Signs that do not go together, so nothing is suggested:',
      lines: inspection.conflicts.flatMap(({ question, readings }) =>
        readings.map(({ answer, reason }) => `${question}: ${String(answer)}? ${reasonText(reason)}`),
      ),
    },
    {
      title: 'For you to judge:',
      lines: inspection.proposals.map((one) => `${proposed(one)}? ${reasonText(one.reason)}`),
    },
    { title: 'Also seen:', lines: inspection.notes.map(({ note, evidence }) => reasonText({ because: note, evidence, sources: [] })) },
    { title: 'Not looked at:', lines: gaps },
  ].filter(({ lines }) => lines.length > 0);
}

function proposed(proposal: Proposal): string {
  return proposal.kind === 'row' ? `${proposal.question}.${proposal.row}: ${proposal.level}` : `${proposal.question}: ${proposal.option}`;
}

function remarks(inspection: Inspection, gaps: readonly string[]): string[] {
  return [
    ...remarkLines(inspection, gaps).flatMap(({ title, lines }) => [
      `# ${title}`,
      ...lines.flatMap((line) => comment(line, '#     ', '#   - ')),
      '#',
    ]),
    ...(inspection.open.length === 0 ? [] : comment(`Essential questions still open: ${inspection.open.join(', ')}`, '# ')),
  ];
}

/** Text as comment lines of at most 118 characters. */
function comment(text: string, prefix: string, first = prefix): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const room = 118 - Math.max(prefix.length, first.length);
    if (line !== '' && line.length + word.length + 1 > room) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one, index) => `${index === 0 ? first : prefix}${one}`);
}

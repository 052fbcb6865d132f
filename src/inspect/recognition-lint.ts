import { suggest } from '../document/suggest.js';
import { readAnswer } from '../questionnaire/read-answer.js';
import type { Question, Questionnaire } from '../questionnaire/schema.js';
import { patternsIn } from './extract.js';
import type { Recogniser, Recognition } from './recognition-schema.js';

/**
 * What is wrong with the recognition rules: questions and options that do not exist, ways of taking that do not fit the question, kinds
 * that no call reads, sources that the catalog does not have, questions recognised twice.
 * @returns one sentence each
 */
export function recognitionProblems(recognition: Recognition, questionnaire: Questionnaire, sources: ReadonlySet<string>): string[] {
  const questions = questionnaire.sections.flatMap((section) => section.questions);
  const kinds = new Set(recognition.calls.map(({ kind }) => kind));
  const keys = recognition.recognisers.map(({ question }) => question);
  return [
    ...recognition.recognisers.flatMap((recogniser) => answerProblems(recogniser, questions)),
    ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `recognition: \`${key}\` is recognised twice`),
    ...[...new Set(patternsIn(recognition).map(({ kind }) => kind))]
      .filter((kind) => !kinds.has(kind))
      .map((kind) => `recognition: a rule looks at ${kind}, which no call in reading.yaml reads`),
    ...citedByRecognition(recognition)
      .filter(({ source }) => !sources.has(source))
      .map(({ place, source }) => `recognition ${place}: there is no source \`${source}\`${near(source, [...sources])}`),
  ];
}

/** Every source that a rule or note cites, and where. */
export function citedByRecognition(recognition: Recognition): { readonly place: string; readonly source: string }[] {
  const cite = (place: string, sources: readonly string[]) => sources.map((source) => ({ place, source }));
  return [
    ...recognition.recognisers.flatMap((recogniser) =>
      'readings' in recogniser
        ? recogniser.readings.flatMap(({ sources }) => cite(recogniser.question, sources))
        : cite(recogniser.question, recogniser.sources),
    ),
    ...recognition.notes.flatMap(({ id, sources }) => cite(id, sources)),
  ];
}

function answerProblems(recogniser: Recogniser, questions: readonly Question[]): string[] {
  const [id = '', row] = recogniser.question.split('.');
  const question = questions.find((one) => one.id === id);
  const at = `recognition ${recogniser.question}`;
  if (question === undefined)
    return [
      `${at}: there is no such question${near(
        id,
        questions.map((one) => one.id),
      )}`,
    ];
  const fits = fitting[recogniser.take];
  if (!fits.includes(question.type)) return [`${at}: \`take: ${recogniser.take}\` does not fit a question of type ${question.type}`];
  if (recogniser.take === 'row') {
    const known = question.type === 'grid' && question.rows.some(({ capability }) => capability === row);
    return known ? [] : [`${at}: the grid has no row \`${row ?? ''}\``];
  }
  if (recogniser.take === 'count') return [];
  return recogniser.readings.flatMap(({ answer }) =>
    readAnswer(question, recogniser.take === 'each' ? [answer] : answer).problems.map(
      ({ details }) => `${at}: \`${String(answer)}\` is no answer to it; expected ${details.expected ?? 'another one'}`,
    ),
  );
}

const fitting: Readonly<Record<Recogniser['take'], readonly Question['type'][]>> = {
  one: ['choice', 'yes-no'],
  first: ['choice'],
  each: ['choices'],
  count: ['number'],
  row: ['grid'],
};

function near(word: string, known: readonly string[]): string {
  const suggestion = suggest(word, known);
  return suggestion === undefined ? '' : `; did you mean \`${suggestion}\`?`;
}

import { type AnswerValue, type Facts, holds, type NeedLevel } from '../condition/condition.js';
import type { Question, Questionnaire } from '../questionnaire/schema.js';
import type { Cluster } from './cluster.js';
import { evidenceOf, matching, type Scene } from './match.js';
import type { Recogniser, Recognition, Sign } from './recognition-schema.js';

/** Why something is suggested. */
export interface Reason {
  readonly because: string;
  /** the objects that show it; empty where it is shown by the absence of objects */
  readonly evidence: readonly string[];
  /** ids of sources in the catalog */
  readonly sources: readonly string[];
}

export interface Suggestion {
  readonly question: string;
  readonly answer: AnswerValue;
  readonly reasons: readonly Reason[];
}

/** Signs that do not go together; the question stays open. */
export interface Conflict {
  readonly question: string;
  readonly readings: readonly { readonly answer: string | boolean; readonly reason: Reason }[];
}

/** Something to be judged by a person: a level for a row of a grid, or an option that may have to be ticked. */
export type Proposal = { readonly question: string; readonly reason: Reason } & (
  | { readonly kind: 'row'; readonly row: string; readonly level: NeedLevel }
  | { readonly kind: 'option'; readonly option: string }
);

/** What a cluster says about the questions. */
export interface Inspection {
  /** in the order of the questionnaire */
  readonly suggestions: readonly Suggestion[];
  readonly conflicts: readonly Conflict[];
  readonly proposals: readonly Proposal[];
  readonly notes: readonly {
    readonly id: string;
    readonly note: string;
    readonly evidence: readonly string[];
    readonly sources: readonly string[];
  }[];
  /** essential questions that it leaves open */
  readonly open: readonly string[];
}

/**
 * Suggests answers from the objects of a cluster. Nothing is suggested without evidence: an answer rests on objects, or on the absence of
 * objects of kinds that were read completely.
 */
export function inspect(recognition: Recognition, questionnaire: Questionnaire, cluster: Cluster): Inspection {
  const platform = recognition.platformNamespaces.map((source) => new RegExp(source));
  const scene: Scene = { cluster, isPlatform: (namespace) => platform.some((one) => one.test(namespace)) };
  const questions = questionnaire.sections.flatMap((section) => section.questions);
  const read = recognition.recognisers.map((recogniser) => ({ recogniser, result: readingsOf(recogniser, scene) }));

  const conflicts = read.flatMap(({ recogniser, result }): Conflict[] => {
    if (recogniser.take !== 'one' || new Set(result.map(({ answer }) => answer)).size < 2) return [];
    return [{ question: recogniser.question, readings: result }];
  });
  const conflicting = new Set(conflicts.map(({ question }) => question));
  const found = questions.flatMap((question) =>
    read.flatMap(({ recogniser, result }) => {
      if (recogniser.question !== question.id || conflicting.has(question.id)) return [];
      const suggestion = recogniser.take === 'count' ? counted(question, recogniser, scene) : chosen(recogniser, result);
      return suggestion === undefined ? [] : [suggestion];
    }),
  );
  const suggestions = applicable(questions, found);
  const answered = new Set(suggestions.map(({ question }) => question));
  return {
    suggestions,
    conflicts,
    proposals: recognition.recognisers.flatMap((recogniser) => proposalsOf(recogniser, scene)),
    notes: recognition.notes.flatMap(({ id, note, when, sources }) => {
      const evidence = evidenceOf(when, scene);
      return evidence === undefined ? [] : [{ id, note, evidence, sources }];
    }),
    open: questions.filter((question) => question.essential && !answered.has(question.id)).map(({ id }) => id),
  };
}

function proposalsOf(recogniser: Recogniser, scene: Scene): Proposal[] {
  if (recogniser.take === 'count') return [];
  const [question = '', row = ''] = recogniser.question.split('.');
  if (recogniser.take === 'row') {
    const reason = reasonFor(recogniser, scene);
    return reason === undefined ? [] : [{ kind: 'row', question, row, level: recogniser.level, reason }];
  }
  return recogniser.readings.flatMap((reading): Proposal[] => {
    const reason = reading.judge ? reasonFor(reading, scene) : undefined;
    return reason === undefined ? [] : [{ kind: 'option', question, option: String(reading.answer), reason }];
  });
}

function reasonFor(
  { when, because, sources }: { when: Sign; because: string; sources: readonly string[] },
  scene: Scene,
): Reason | undefined {
  const evidence = evidenceOf(when, scene);
  return evidence === undefined ? undefined : { because, evidence, sources };
}

type Read = { readonly answer: string | boolean; readonly reason: Reason };

/** The readings of a choice that hold. */
function readingsOf(recogniser: Recogniser, scene: Scene): Read[] {
  if (recogniser.take === 'count' || recogniser.take === 'row') return [];
  return recogniser.readings.flatMap((reading): Read[] => {
    const reason = reading.judge ? undefined : reasonFor(reading, scene);
    return reason === undefined ? [] : [{ answer: reading.answer, reason }];
  });
}

function chosen(recogniser: Recogniser, readings: readonly Read[]): Suggestion | undefined {
  const [first] = readings;
  if (first === undefined) return undefined;
  const { question } = recogniser;
  switch (recogniser.take) {
    case 'each':
      return {
        question,
        answer: [...new Set(readings.map(({ answer }) => String(answer)))],
        reasons: readings.map(({ reason }) => reason),
      };
    case 'first':
      return { question, answer: first.answer, reasons: [first.reason] };
    case 'one':
      return { question, answer: first.answer, reasons: readings.map(({ reason }) => reason) };
    case 'count':
    case 'row':
      return undefined;
  }
}

function counted(question: Question, recogniser: Recogniser, scene: Scene): Suggestion | undefined {
  if (recogniser.take !== 'count' || question.type !== 'number' || !scene.cluster.complete.has(recogniser.count.kind)) return undefined;
  const objects = matching(recogniser.count, scene);
  if (objects.length < question.min || objects.length > question.max) return undefined;
  const namespaces = [...new Set(objects.flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace])))];
  const where = namespaces.slice(0, 4).join(', ') + (namespaces.length > 4 ? ` and ${namespaces.length - 4} more namespaces` : '');
  const evidence = [`${objects.length} ${recogniser.count.kind} objects${where === '' ? '' : ` in ${where}`}`];
  return {
    question: question.id,
    answer: objects.length,
    reasons: [{ because: recogniser.because, evidence, sources: recogniser.sources }],
  };
}

/** Suggestions whose question applies when the others are taken. */
function applicable(questions: readonly Question[], found: readonly Suggestion[]): Suggestion[] {
  const answers = new Map(found.map(({ question, answer }) => [question, answer]));
  const facts: Facts = { answer: (id) => answers.get(id), need: () => undefined, profile: () => undefined };
  const conditions = new Map(questions.map(({ id, when }) => [id, when]));
  return found.filter(({ question }) => {
    const when = conditions.get(question);
    return when === undefined || holds(when, facts);
  });
}

import { needLevels } from '../../condition/condition.js';
import type { Knowledge } from '../../decision/decide.js';
import { describeCondition } from '../../questionnaire/answers.js';
import type { Question } from '../../questionnaire/schema.js';
import { sourcesSection } from './evidence.js';
import { type Explanation, type ExplanationLine, section } from './explanation.js';
import { dependingOn, effectLines, effectText, mentionsQuestion } from './uses.js';

/** A question (or a row of a grid as `grid.row`): what it decides, what each answer brings about, what depends on it. */
export function explainQuestion(knowledge: Knowledge, id: string): Explanation[] {
  const wanted = id.split('.')[0] ?? id;
  const row = id.includes('.') ? id.slice(wanted.length + 1) : undefined;
  return knowledge.questionnaire.sections
    .flatMap(({ questions }) => questions)
    .filter(
      (question) =>
        question.id === wanted &&
        (row === undefined || (question.type === 'grid' && question.rows.some(({ capability }) => capability === row))),
    )
    .map((question) => ({
      id: question.id,
      kind: `question (${question.type}${question.essential ? ', essential' : ''})`,
      title: question.prompt,
      sections: [
        ...section('Meaning', [question.help, `What it decides: ${question.why}`]),
        ...section('Asked', question.when === undefined ? [] : [`when ${describeCondition(question.when)}`]),
        ...section('Answers', answerLines(question)),
        ...section('What depends on it', dependingOn(knowledge, mentionsQuestion(question.id))),
        ...sourcesSection(knowledge.catalog, question.sources),
      ],
    }));
}

/** A rule of the questionnaire. */
export function explainRule({ catalog, questionnaire }: Knowledge, id: string): Explanation[] {
  return questionnaire.rules
    .filter((rule) => rule.id === id)
    .map((rule) => ({
      id,
      kind: 'rule',
      title: 'A conclusion from several answers',
      sections: [
        ...section('Meaning', [rule.why]),
        ...section('Holds', [`when ${describeCondition(rule.when)}`]),
        ...section('Brings about', rule.effects.map(effectText)),
        ...sourcesSection(catalog, rule.sources),
      ],
    }));
}

/** A contradiction between answers. */
export function explainContradiction({ catalog, questionnaire }: Knowledge, id: string): Explanation[] {
  return questionnaire.contradictions
    .filter((one) => one.id === id)
    .map((one) => ({
      id,
      kind: `contradiction (${one.severity})`,
      title: one.message,
      sections: [
        ...section('Found', [`when ${describeCondition(one.when)}`, `between ${[...new Set(one.questions)].join(' and ')}`]),
        ...section('What to do', [one.resolve]),
        ...sourcesSection(catalog, one.sources),
      ],
    }));
}

function answerLines(question: Question): (ExplanationLine | string)[] {
  switch (question.type) {
    case 'choice':
    case 'choices': {
      const effects = new Map(effectLines(question).map((line) => [line.value, line.effects]));
      return question.options.map(({ value, label, hint }) => ({
        text: `${value}: ${label}${hint === undefined ? '' : ` (${hint})`}`,
        details: (effects.get(value) ?? []).map(effectText),
      }));
    }
    case 'yes-no':
      return effectLines(question).map(({ value, effects }) => ({ text: value, details: effects.map(effectText) }));
    case 'number':
      return [
        `A number from ${question.min} to ${question.max} (${question.unit}).${question.profile === undefined ? '' : ` Sets the quantity ${question.profile}.`}`,
      ];
    case 'grid':
      return [
        `For each row one of ${[...needLevels].reverse().join(', ')}: ${question.rows.map(({ capability }) => capability).join(', ')}`,
      ];
    case 'text':
      return [`${question.many ? 'One or more' : 'One'} ${question.kind}, such as ${question.example}. It goes into the starter config.`];
  }
}

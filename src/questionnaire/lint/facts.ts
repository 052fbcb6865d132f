import type { AnswerShape, QuestionFacts } from '../../catalog/lint/question-facts.js';
import type { Effect, Question, Questionnaire } from '../schema.js';

/** What the catalog's lint must know of the questionnaire. */
export function questionFacts(questionnaire: Questionnaire): QuestionFacts {
  const questions = questionnaire.sections.flatMap((section) => section.questions);
  const effects = [...questions.flatMap(effectsOf), ...questionnaire.rules.flatMap((rule) => rule.effects)];
  const rows = questions.flatMap((question) =>
    question.type === 'grid' ? question.rows.map(({ capability }) => ({ grid: question.id, capability })) : [],
  );
  return {
    answers: new Map<string, AnswerShape>([
      ...questions.map((question): [string, AnswerShape] => [question.id, shapeOf(question)]),
      ...rows.map(({ grid, capability }): [string, AnswerShape] => [`${grid}.${capability}`, { kind: 'level' }]),
    ]),
    needed: new Set([...rows.map(({ capability }) => capability), ...effects.flatMap((effect) => ('need' in effect ? [effect.need] : []))]),
    runs: new Set(effects.flatMap((effect) => ('runs' in effect ? [effect.runs] : []))),
    cited: [...questions, ...questionnaire.rules, ...questionnaire.contradictions].flatMap(({ id, sources }) =>
      sources.map((source) => ({ place: id, source })),
    ),
  };
}

/** Every effect that some answer to a question has. */
export function effectsOf(question: Question): readonly Effect[] {
  switch (question.type) {
    case 'choice':
    case 'choices':
      return question.options.flatMap((option) => option.effects);
    case 'yes-no':
      return [...question.yes, ...question.no];
    case 'grid':
    case 'number':
    case 'text':
      return [];
  }
}

function shapeOf(question: Question): AnswerShape {
  switch (question.type) {
    case 'choice':
    case 'choices':
      return { kind: question.type, values: question.options.map(({ value }) => value) };
    case 'number':
    case 'yes-no':
    case 'grid':
    case 'text':
      return { kind: question.type };
  }
}

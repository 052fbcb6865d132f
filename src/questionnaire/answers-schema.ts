import { z } from 'zod';
import { needLevels } from '../condition/condition.js';
import { answersFileSchema } from './answers.js';
import type { Question, Questionnaire } from './schema.js';
import { textRules } from './text-kinds.js';

/**
 * The schema of an answers file with every question spelled out, so that an editor completes keys and values. `parseAnswers` accepts the
 * same and says more about what it refuses; contradictions between answers are its business alone.
 */
export function answersSchema(questionnaire: Questionnaire): z.ZodType {
  const questions = questionnaire.sections.flatMap((section) => section.questions);
  const answers = z.strictObject(
    Object.fromEntries(
      questions.map((question) => [
        question.id,
        z
          .union([answerSchema(question), z.literal('unknown'), z.null()])
          .optional()
          .describe(`${question.prompt} ${question.help}`),
      ]),
    ),
  );
  return answersFileSchema.extend({ answers: answers.default({}) }).or(z.null());
}

function answerSchema(question: Question): z.ZodType {
  switch (question.type) {
    case 'choice':
      return words(question.options.map(({ value }) => value));
    case 'choices': {
      const option = words(question.options.map(({ value }) => value));
      return z.union([z.array(option), option]);
    }
    case 'number': {
      const number = question.integer ? z.int() : z.number();
      return number.min(question.min).max(question.max).describe(question.unit);
    }
    case 'yes-no':
      return z.union([z.boolean(), z.enum(['yes', 'no'])]);
    case 'grid': {
      const level = z.union([z.enum([...needLevels].reverse()), z.enum(['unknown']), z.literal(false), z.null()]);
      return z.strictObject(
        Object.fromEntries(question.rows.map(({ capability, label }) => [capability, described(level.optional(), label)])),
      );
    }
    case 'text': {
      const text = z.string().max(question.maxLength).regex(textRules[question.kind].pattern).describe(`for example ${question.example}`);
      return question.many ? z.union([z.array(text), z.string()]) : text;
    }
  }
}

/** Options named yes and no may also be written true and false, which is what YAML 1.1 makes of them. */
function words(values: readonly string[]): z.ZodType {
  const booleans = [...(values.includes('yes') ? [true] : []), ...(values.includes('no') ? [false] : [])];
  return booleans.length === 0 ? z.enum(values) : z.union([z.enum(values), z.literal(booleans)]);
}

function described(schema: z.ZodType, text: string | undefined): z.ZodType {
  return text === undefined ? schema : schema.describe(text);
}

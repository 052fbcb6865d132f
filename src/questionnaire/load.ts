import { z } from 'zod';
import { InputError, type Problem } from '../document/problem.js';
import { validate } from '../document/validate.js';
import { parseYamlDocument } from '../document/yaml-document.js';
import { contradictionSchema, type Questionnaire, ruleSchema, sectionSchema } from './schema.js';

/** Version of the questionnaire; a change of a question's meaning raises it and adds a migration. */
export const questionnaireVersion = 1;

/**
 * The questionnaire from its files (`10-goals.yaml`, …, `rules.yaml`, `contradictions.yaml`); sections in order of file names.
 * @throws InputError with every schema error in every file, located, and duplicate ids
 */
export function loadQuestionnaire(texts: Readonly<Record<string, string>>): Questionnaire {
  const problems: Problem[] = [];
  const read = <Output>(path: string, schema: z.ZodType<Output>): Output[] => {
    try {
      return [validate(parseYamlDocument(`questions/${path}`, texts[path] ?? ''), schema)];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  };
  const sections = Object.keys(texts)
    .filter((path) => /^\d\d-.*\.yaml$/.test(path))
    .sort()
    .flatMap((path) => read(path, sectionSchema));
  const rules = read('rules.yaml', z.array(ruleSchema)).flat();
  const contradictions = read('contradictions.yaml', z.array(contradictionSchema)).flat();
  const ids = sections.flatMap((section) => section.questions.map(({ id }) => id));
  for (const id of ids.filter((candidate, index) => ids.indexOf(candidate) !== index)) {
    problems.push({
      id: 'duplicate-id',
      severity: 'error',
      file: 'questions',
      line: 1,
      column: 1,
      lineText: '',
      message: `question \`${id}\` is defined twice`,
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  return { version: questionnaireVersion, sections, rules, contradictions };
}

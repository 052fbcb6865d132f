import { InputError } from '../document/problem.js';
import { validate } from '../document/validate.js';
import { parseYamlDocument } from '../document/yaml-document.js';
import { type Recognition, readingPlanSchema, recognitionFileSchema } from './recognition-schema.js';

/** The file that says what is read; all others hold recognisers and notes. */
const planFile = 'reading.yaml';

/**
 * Loads the recognition rules.
 * @param texts files of recognition/ by their path in it
 * @throws InputError with every problem, located
 */
export function loadRecognition(texts: Readonly<Record<string, string>>): Recognition {
  const parse = (path: string) => parseYamlDocument(`recognition/${path}`, texts[path] ?? '');
  const problems: InputError['problems'][number][] = [];
  const tried = <Value>(read: () => Value): Value[] => {
    try {
      return [read()];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  };
  const [plan] = tried(() => validate(parse(planFile), readingPlanSchema));
  const files = Object.keys(texts)
    .filter((path) => path !== planFile)
    .sort()
    .flatMap((path) => tried(() => validate(parse(path), recognitionFileSchema)));
  if (problems.length > 0 || plan === undefined) throw new InputError(problems);
  return {
    recognisers: files.flatMap(({ recognisers }) => recognisers),
    notes: files.flatMap(({ notes }) => notes),
    calls: plan.calls,
    platformNamespaces: plan.platformNamespaces,
  };
}

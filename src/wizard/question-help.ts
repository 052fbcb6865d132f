import type { Catalog } from '../catalog/catalog.js';
import type { Question } from '../questionnaire/schema.js';

/**
 * What `?` shows: what the question means, why it is asked, what the options say beyond their label, what each row of a grid is and how
 * one notices that it is needed, and the sources with the day they were checked.
 */
export function questionHelp(catalog: Catalog, question: Question): string[] {
  return [question.help, '', `Why it is asked: ${question.why}`, ...details(catalog, question), ...sources(catalog, question)];
}

function details(catalog: Catalog, question: Question): string[] {
  switch (question.type) {
    case 'choice':
    case 'choices': {
      const hints = question.options.flatMap((option) => (option.hint === undefined ? [] : [`- ${option.label}: ${option.hint}`]));
      return hints.length === 0 ? [] : ['', ...hints];
    }
    case 'grid':
      return [
        '',
        'must: without it an option is out. should: a real benefit. nice: a small one. covered: something that stays does it. no: not wanted.',
        ...question.rows.flatMap((row) => {
          const capability = catalog.capabilities.find((one) => one.id === row.capability);
          return capability === undefined
            ? []
            : ['', `- ${row.label ?? capability.title}: ${capability.summary}`, `  Signs that you need it: ${capability.signs}`];
        }),
      ];
    case 'number':
      return ['', `A ${question.integer ? 'whole ' : ''}number from ${question.min} to ${question.max}.`];
    case 'text':
      return ['', `For example ${question.example}`];
    case 'yes-no':
      return [];
  }
}

function sources(catalog: Catalog, question: Question): string[] {
  const lines = question.sources.flatMap((id) => {
    const source = catalog.sources[id];
    return source === undefined ? [] : [`- ${source.title} (${source.publisher}, checked ${source.checked}): ${source.url}`];
  });
  return lines.length === 0 ? [] : ['', 'Sources:', ...lines];
}

import type { Catalog } from '../catalog/catalog.js';
import { isGrid, isList } from '../condition/answer-value.js';
import type { AnswerValue, NeedLevel } from '../condition/condition.js';
import type { Question } from '../questionnaire/schema.js';
import { gridLevels } from './levels.js';

/** An answer as a person would say it, on one line. */
export function answerWords(question: Question, value: AnswerValue | undefined): string {
  if (value === undefined) return "I don't know";
  switch (question.type) {
    case 'choice':
      return question.options.find((option) => option.value === value)?.label ?? String(value);
    case 'choices': {
      const chosen = question.options.filter((option) => isList(value) && value.includes(option.value)).map((option) => option.label);
      return chosen.length === 0 ? 'none of these' : chosen.join('; ');
    }
    case 'number':
      return `${String(value)} ${value === 1 ? question.unit.replace(/^(\w{3,})s\b/, '$1') : question.unit}`;
    case 'yes-no':
      return value === true ? 'Yes' : 'No';
    case 'grid':
      return gridWords(levelsOf(value));
    case 'text':
      return isList(value) ? value.join(', ') : String(value);
  }
}

/** How many rows have which level, strongest first: "2 must, 1 nice, 9 no". */
export function gridWords(levels: Readonly<Record<string, NeedLevel>>): string {
  const words = gridLevels.flatMap((level) => {
    const count = Object.values(levels).filter((one) => one === level).length;
    return count === 0 ? [] : [`${count} ${level}`];
  });
  return words.length === 0 ? "I don't know" : words.join(', ');
}

/** The rows of a grid with the titles of their capabilities. */
export function gridRows(
  catalog: Catalog,
  question: Extract<Question, { type: 'grid' }>,
): { id: string; label: string; summary: string }[] {
  return question.rows.map((row) => {
    const capability = catalog.capabilities.find((one) => one.id === row.capability);
    return { id: row.capability, label: row.label ?? capability?.title ?? row.capability, summary: capability?.summary ?? '' };
  });
}

/** The levels of a grid's answer; empty for anything else. */
export function levelsOf(value: AnswerValue | undefined): Readonly<Record<string, NeedLevel>> {
  return isGrid(value) ? value : {};
}

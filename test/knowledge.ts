import type { Knowledge } from '../src/decision/decide.js';
import { catalog } from '../src/generated/catalog.js';
import { questionnaire } from '../src/generated/questionnaire.js';

/** The real catalog and questionnaire, as shipped. */
export const knowledge: Knowledge = { catalog, questionnaire };

import type { Knowledge } from './decision/decide.js';
import { catalog } from './generated/catalog.js';
import { questionnaire } from './generated/questionnaire.js';

/** The catalog and the questionnaire as shipped. */
export const knowledge: Knowledge = { catalog, questionnaire };

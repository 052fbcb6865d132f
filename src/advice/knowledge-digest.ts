import { createHash } from 'node:crypto';
import type { Knowledge } from '../decision/decide.js';
import { catalog } from '../generated/catalog.js';
import { questionnaire } from '../generated/questionnaire.js';
import { catalogDigest } from '../generated/versions.js';

/**
 * Digest of the knowledge that a decision was made with: of catalog and questionnaire as they are used, so also of what an overlay
 * changes. Twelve hexadecimal digits of SHA-256; made anew only where something differs from what is shipped.
 */
export function knowledgeDigest(knowledge: Knowledge): string {
  return knowledge.catalog === catalog && knowledge.questionnaire === questionnaire
    ? catalogDigest
    : digestOf(knowledge.catalog, knowledge.questionnaire);
}

/** The digest of any catalog and questionnaire; that of the shipped ones is made when they are compiled. */
function digestOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

import { strFromU8, strToU8, zlibSync } from 'fflate';
import type { Knowledge } from '../decision/decide.js';
import type { AnswersFile } from '../questionnaire/answers-file.js';

/** What the page needs to decide anew: the answers, and of the knowledge what the engine computes with and the questions show. */
export interface LiveData {
  readonly knowledge: Knowledge;
  readonly file: AnswersFile;
  /** draws and seed of the robustness analysis, as in the report */
  readonly draws: number;
  readonly seed: string;
}

/** The data as text for the page: JSON, compressed (zlib), base64. The same data give the same text on every machine. */
export function packLiveData(data: LiveData): string {
  const { catalog, questionnaire } = data.knowledge;
  const lean = { ...data, knowledge: { questionnaire, catalog: { ...catalog, findings: [], sources: {}, guides: undefined } } };
  return compressed(JSON.stringify(lean, withoutProse));
}

/** Text compressed (zlib) and in base64, by a library that gives the same bytes on every machine. */
export function compressed(text: string): string {
  return btoa(strFromU8(zlibSync(strToU8(text), { level: 9 }), true));
}

/** Keys of texts that neither the engine reads nor the page shows. */
const prose: readonly string[] = ['note', 'why', 'reason', 'rationale', 'summary', 'signs', 'what', 'homepage', 'url', 'example', 'intro'];
const evidence: readonly string[] = ['sources', 'proof', 'restrictions', 'recognise', 'weakEvidence'];

function withoutProse(key: string, value: unknown): unknown {
  if (prose.includes(key) && typeof value === 'string') return '';
  return evidence.includes(key) && Array.isArray(value) ? [] : value;
}

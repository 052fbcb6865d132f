import { cut } from './layout.js';
import { type Look, paintFor } from './look.js';
import type { Standing } from './standing.js';

const sureness = {
  clear: 'clearly ahead',
  leaning: 'ahead, not by far',
  'close-call': 'a close call',
  'no-alternative': 'nothing meets every must',
} as const;

/** The standing in words: what leads, how sure that is, and the others. The same for eyes, ears and logs. */
export function standingWords(standing: Standing): string {
  const leader = standing.candidates.find((candidate) => candidate.id === standing.leader);
  const oftener = standing.candidates.find((candidate) => candidate.id === standing.oftenerFirst);
  const others = standing.candidates
    .filter((candidate) => candidate !== leader && candidate !== oftener)
    .map((candidate) => `${candidate.title} ${candidate.ruledOut ? 'ruled out' : `${round(candidate.percent)}%`}`)
    .join(', ');
  if (leader === undefined) return `So far ${sureness['no-alternative']}: ${others}.`;
  if (oftener !== undefined)
    return `With what you said so far it would be ${leader.form}, but over everything still open ${oftener.title} is first more often (${round(oftener.percent)}%); ${others}.`;
  const verb = standing.sure === 'close-call' ? `first in ${sureness['close-call']}` : sureness[standing.sure];
  return `So far ${leader.title} is ${verb} with ${round(leader.percent)}%; ${others}.`;
}

/** The standing as bars with figures, each line at most `width` columns; in words where bars do not fit. */
export function standingLines(standing: Standing, look: Look, width: number): string[] {
  const paint = paintFor(look);
  const { glyphs } = look;
  const cells = standing.candidates.length;
  const titles = standing.candidates.map((candidate) => candidate.title);
  const figures = standing.candidates.map((candidate) => (candidate.ruledOut ? 'out' : `${round(candidate.percent)}%`));
  const fixed = titles.reduce((sum, title) => sum + title.length + 2 + 4, 0) + (cells - 1) * 2;
  const bar = Math.min(10, Math.floor((width - fixed) / Math.max(1, cells)));
  const label = sureWords(standing);
  if (bar < 3) {
    const line = standing.candidates.map((candidate, index) => `${candidate.title} ${figures[index]}`).join(', ');
    return [cut(line, width, glyphs.ellipsis), paint.dim(cut(label, width, glyphs.ellipsis))];
  }
  const parts = standing.candidates.map((candidate, index) => {
    const filled = candidate.ruledOut ? 0 : Math.round((bar * Math.min(100, Math.max(0, candidate.percent))) / 100);
    const drawn = `${glyphs.full.repeat(filled)}${glyphs.empty.repeat(bar - filled)}`;
    const text = `${candidate.title} ${drawn} ${(figures[index] ?? '').padEnd(4)}`;
    return candidate.id === standing.leader ? paint.good(text) : candidate.ruledOut ? paint.dim(text) : text;
  });
  return [parts.join('  ').trimEnd(), paint.dim(cut(label, width, glyphs.ellipsis))];
}

/** One clause: what leads in which form, and how sure it is. */
function sureWords(standing: Standing): string {
  const leader = standing.candidates.find((candidate) => candidate.id === standing.leader);
  if (leader === undefined) return `So far ${sureness['no-alternative']}`;
  const oftener = standing.candidates.find((candidate) => candidate.id === standing.oftenerFirst);
  if (oftener !== undefined) return `Still open: ${oftener.title} is first most often; by your answers alone, ${leader.form}`;
  return `So far: ${leader.form}, ${sureness[standing.sure]} (share of first places)`;
}

function round(percent: number): string {
  return percent > 0 && percent < 1 ? '<1' : String(Math.round(percent));
}

import { asMap } from '../../document/plain-data.js';
import type { StarterProblem } from '../checks.js';
import type { ParsedFile } from './yaml-file.js';

/** Images without a fixed tag or digest, tags called latest, chart versions that are ranges. */
export function pinningProblems({ path, values }: ParsedFile): StarterProblem[] {
  return values.flatMap((value) => [...floating(value, '')].map((message) => ({ path, message })));
}

function* floating(value: unknown, key: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* floating(item, key);
    return;
  }
  const record = asMap(value);
  if (record !== undefined) {
    for (const [name, inner] of Object.entries(record)) yield* floating(inner, name);
    return;
  }
  if (typeof value !== 'string') return;
  if (key === 'image' && !isPinnedImage(value)) yield `the image ${JSON.stringify(value)} has no fixed version`;
  if (/^(?:tag|version|targetRevision|semver)$/.test(key) && /^(?:latest|stable|master|edge|\*)$|[*^~><]|\.x$/i.test(value))
    yield `${key} ${JSON.stringify(value)} is no fixed version`;
}

/** `auto` is what Istio's injector replaces by its own image. */
function isPinnedImage(image: string): boolean {
  if (image === 'auto' || image.includes('@sha256:')) return true;
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  return tag !== undefined && !/^(?:latest|stable|master|main|edge)$/i.test(tag);
}

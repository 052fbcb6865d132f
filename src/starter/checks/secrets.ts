import type { StarterProblem } from '../checks.js';
import type { StarterFile } from '../plan.js';

const material: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, what: 'a private key' },
  { pattern: /\bAKIA[0-9A-Z]{16}\b/, what: 'an AWS access key' },
  { pattern: /\bgh[pousr]_[A-Za-z0-9]{30,}\b/, what: 'a GitHub token' },
  { pattern: /\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\./, what: 'a JSON web token' },
  { pattern: /\bhvs\.[A-Za-z0-9]{20,}\b/, what: 'a Vault token' },
  {
    pattern: /^\s*(?:password|token|secretKey|privateKey|keyPEM|clientSecret)\s*:\s*(?!["']{2}\s*$)["']?[A-Za-z0-9+/=_-]{8,}["']?\s*$/im,
    what: 'a password or key',
  },
];

/** Secret material: keys, tokens, passwords, and Secrets with data. */
export function secretProblems({ path, content }: StarterFile): StarterProblem[] {
  const known = material.filter(({ pattern }) => pattern.test(content)).map(({ what }) => ({ path, message: `holds ${what}` }));
  const secret = content
    .split(/^---$/m)
    .some((document) => /^kind:\s*Secret\s*$/m.test(document) && /^(?:data|stringData):/m.test(document));
  return [...known, ...(secret ? [{ path, message: 'holds a Secret with data' }] : [])];
}

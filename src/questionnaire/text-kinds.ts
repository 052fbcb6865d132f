import type { TextKind } from './schema.js';

interface TextRule {
  readonly pattern: RegExp;
  readonly expected: string;
}

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';

/** What each kind of text answer may look like (RFC 1123 labels and host names; URLs without credentials). */
export const textRules: Readonly<Record<TextKind, TextRule>> = {
  'dns-label': {
    pattern: new RegExp(`^${label}$`),
    expected: 'a DNS label: lower-case letters, digits and hyphens, at most 63 characters, beginning and ending with a letter or digit',
  },
  'host-name': {
    pattern: new RegExp(`^(?=.{1,253}$)${label}(\\.${label})+$`),
    expected: 'a host name such as shop.example.com, in lower case',
  },
  'git-url': {
    pattern:
      /^(https:\/\/[a-z0-9.-]+(:\d+)?(\/[A-Za-z0-9._~-]+)+|ssh:\/\/[a-z0-9_-]+@[a-z0-9.-]+(:\d+)?(\/[A-Za-z0-9._~-]+)+|[a-z0-9_-]+@[a-z0-9.-]+:[A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+)*)$/,
    expected: 'a Git URL such as https://git.example.com/team/repository.git, without user name or password',
  },
  email: {
    pattern: /^[A-Za-z0-9._%+-]{1,64}@(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
    expected: 'an e-mail address such as platform@example.com',
  },
  path: { pattern: /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/, expected: 'a relative path such as clusters/production' },
  prose: { pattern: /^[^\u0000-\u001F\u007F]*$/, expected: 'one line of text' },
};

/** Why a text is not of its kind, or undefined when it is. DNS labels must not look like numbers to YAML readers' eyes either. */
export function textProblem(kind: TextKind, maxLength: number, text: string): string | undefined {
  if (text.length > maxLength) return `at most ${maxLength} characters`;
  const rule = textRules[kind];
  return rule.pattern.test(text) && !text.includes('..') ? undefined : rule.expected;
}

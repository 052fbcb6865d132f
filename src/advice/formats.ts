/** What an advice can be written as; `--format` names them. */
export const adviceFormats = ['md', 'html', 'adr', 'json', 'answers', 'starter'] as const;
export type AdviceFormat = (typeof adviceFormats)[number];

/** The format that a file of an advice belongs to. Whatever lies beside the Markdown report, such as its pictures, belongs to that. */
export function formatOf(path: string): AdviceFormat {
  if (path.startsWith('starter/')) return 'starter';
  switch (path) {
    case 'report.html':
      return 'html';
    case 'adr.md':
      return 'adr';
    case 'decision.json':
      return 'json';
    case 'answers.yaml':
      return 'answers';
    default:
      return 'md';
  }
}

import { execFile } from 'node:child_process';
import { printable } from './cluster.js';

/** How long one call may take: seconds. */
export const callSeconds = 60;

export type KubectlAnswer =
  | { readonly kind: 'ok'; readonly text: string }
  /** `missing`: no kubectl; `no-such-kind`: the cluster does not know the resource; `other`: see the message */
  | { readonly kind: 'failed'; readonly why: 'missing' | 'timeout' | 'forbidden' | 'no-such-kind' | 'other'; readonly message: string };

/** Runs kubectl with arguments. */
export type Kubectl = (args: readonly string[]) => Promise<KubectlAnswer>;

/** kubectl from the PATH, without a shell, for at most `seconds` per call. */
export function kubectlOnPath(env: NodeJS.ProcessEnv, seconds: number = callSeconds): Kubectl {
  return (args) =>
    new Promise((resolve) => {
      execFile(
        'kubectl',
        [...args],
        { env, timeout: seconds * 1000, killSignal: 'SIGKILL', maxBuffer: 512 * 1024 * 1024, windowsHide: true, encoding: 'utf8' },
        (error, stdout, stderr) => {
          if (error === null) resolve({ kind: 'ok', text: stdout });
          else resolve({ kind: 'failed', ...reasonOf(error, stderr, seconds) });
        },
      );
    });
}

function reasonOf(error: Error & { killed?: boolean; code?: unknown }, stderr: string, seconds: number) {
  const said = printable(lastWords(stderr));
  if (error.code === 'ENOENT') return { why: 'missing' as const, message: 'there is no kubectl on the PATH' };
  if (error.killed === true || /i\/o timeout|deadline exceeded|request timed out|Timeout exceeded/i.test(stderr))
    return {
      why: 'timeout' as const,
      message: said === '' ? `kubectl did not answer within ${seconds} s` : `the cluster did not answer: ${said}`,
    };
  if (/\(Forbidden\)|is forbidden/i.test(stderr)) return { why: 'forbidden' as const, message: said };
  if (/doesn't have a resource type|could not find the requested resource|no matches for kind/i.test(stderr))
    return { why: 'no-such-kind' as const, message: said };
  return { why: 'other' as const, message: said === '' ? printable(error.message.split('\n')[0] ?? '') : said };
}

/** What kubectl says in the end, without the log lines of its libraries. */
function lastWords(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  return lines.findLast((line) => line !== '' && !/^[EWIF]\d{4} /.test(line)) ?? '';
}

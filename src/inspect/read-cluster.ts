import { type Cluster, type ClusterObject, inReadingOrder } from './cluster.js';
import { ClusterUnreadableError } from './cluster-unreadable.js';
import { type Extract, extractorFor } from './extract.js';
import type { Kubectl } from './kubectl.js';
import { itemsOf } from './read-dump.js';
import type { Call, Recognition } from './recognition-schema.js';

/** A call and what came of it. */
export interface MadeCall {
  /** the command as one would type it */
  readonly command: string;
  readonly kind: string;
  /** undefined when it was answered */
  readonly problem: string | undefined;
}

export interface ReadCluster {
  readonly cluster: Cluster;
  readonly calls: readonly MadeCall[];
}

/** How many calls run at the same time. */
const atOnce = 4;

/** The arguments of a call. */
export function argumentsOf(call: Call, context: string | undefined): string[] {
  return [
    ...(context === undefined ? [] : [`--context=${context}`]),
    'get',
    call.resource,
    ...(call.name === undefined ? [] : [call.name]),
    ...(call.namespace === undefined ? [] : call.namespace === '*' ? ['--all-namespaces'] : [`--namespace=${call.namespace}`]),
    '--ignore-not-found',
    '--request-timeout=30s',
    ...(call.columns === undefined
      ? ['--output=json']
      : ['--no-headers', `--output=custom-columns=${call.columns.map(({ path }, index) => `C${index}:${path}`).join(',')}`]),
  ];
}

/** Every command that reading a cluster runs, as one would type it. */
export function commandsFor(recognition: Recognition, context: string | undefined): string[] {
  return recognition.calls.map((call) => typed(argumentsOf(call, context)));
}

/** The command as one would type it into a shell. */
function typed(args: readonly string[]): string {
  return ['kubectl', ...args].map((word) => (/^[\w./:=@,-]+$/.test(word) ? word : `'${word}'`)).join(' ');
}

/**
 * Reads a cluster with the calls of recognition/reading.yaml. What may not be read is left out and named; a resource that the cluster
 * does not know counts as read, and empty.
 * @throws ClusterUnreadableError when kubectl is missing, the cluster cannot be reached, or nothing may be read
 */
export async function readCluster(recognition: Recognition, kubectl: Kubectl, context: string | undefined): Promise<ReadCluster> {
  const extract = extractorFor(recognition);
  const results: { call: Call; made: MadeCall; objects: readonly ClusterObject[] }[] = [];
  const run = async (call: Call) => {
    const args = argumentsOf(call, context);
    const made = { command: typed(args), kind: call.kind };
    const answer = await kubectl(args);
    if (answer.kind === 'ok') return { call, made: { ...made, problem: undefined }, objects: objectsOf(call, answer.text, extract) };
    if (answer.why === 'no-such-kind') return { call, made: { ...made, problem: undefined }, objects: [] };
    if (answer.why === 'forbidden') return { call, made: { ...made, problem: 'not allowed' }, objects: [] };
    throw new ClusterUnreadableError(`${answer.message}\n${adviceFor(answer.why)}`);
  };
  const [first, ...rest] = recognition.calls;
  // one call first, so that a cluster that cannot be reached fails once and quickly
  if (first !== undefined) results.push(await run(first));
  for (let from = 0; from < rest.length; from += atOnce) results.push(...(await Promise.all(rest.slice(from, from + atOnce).map(run))));

  const refused = new Set(results.filter(({ made }) => made.problem !== undefined).map(({ call }) => call.kind));
  const complete = new Set(recognition.calls.map(({ kind }) => kind).filter((kind) => !refused.has(kind)));
  if (complete.size === 0) throw new ClusterUnreadableError('nothing of this cluster may be read; every call was refused (Forbidden)');
  return {
    cluster: { objects: inReadingOrder(results.flatMap(({ objects }) => objects)), complete },
    calls: results.map(({ made }) => made),
  };
}

function adviceFor(why: 'missing' | 'timeout' | 'other'): string {
  return why === 'missing'
    ? 'Run it where kubectl is, or save a dump there and give it with --from.'
    : 'See whether `kubectl get nodes` works with the same context; or save a dump and give it with --from.';
}

function objectsOf(call: Call, text: string, extract: Extract): ClusterObject[] {
  if (text.trim() === '') return [];
  const raw = call.columns === undefined ? itemsOf(parsed(call, text)) : text.split('\n').flatMap((line) => rowOf(call, line));
  return raw.flatMap((one) => {
    const object = extract(typeof one === 'object' && one !== null ? { kind: call.kind, ...one } : one);
    return object === undefined ? [] : [object];
  });
}

function parsed(call: Call, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ClusterUnreadableError(`kubectl get ${call.resource} did not answer with JSON`);
  }
}

/** A line of custom columns as an object; `<none>` is nothing. */
function rowOf(call: Call, line: string): Record<string, unknown>[] {
  const cells = line.trim().split(/\s+/);
  if (cells[0] === '' || call.columns === undefined) return [];
  const raw: Record<string, unknown> = {};
  for (const [index, { to }] of call.columns.entries()) {
    const cell = cells[index];
    if (cell !== undefined && cell !== '<none>') put(raw, to, cell);
  }
  return [raw];
}

function put(raw: Record<string, unknown>, steps: readonly string[], value: string): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (rest.length === 0) {
    raw[step] = value;
    return;
  }
  const inner: Record<string, unknown> = {};
  const existing = raw[step];
  Object.assign(inner, typeof existing === 'object' ? existing : {});
  put(inner, rest, value);
  raw[step] = inner;
}

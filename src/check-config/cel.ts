import { Environment } from '@marcbachmann/cel-js';

/** What became of a CEL rule: it holds, it does not, or the evaluator could not say. */
export type RuleResult = 'holds' | 'fails' | 'not-evaluated';

/** Evaluates CEL expressions with `self` and answers; anything that the evaluator cannot do is `not-evaluated`, never a failure. */
export interface CelEvaluator {
  rule(expression: string, self: unknown): RuleResult;
  /** the text an expression gives, or undefined */
  text(expression: string, self: unknown): string | undefined;
}

type Compiled = ReturnType<Environment['parse']>;

/** The evaluator with the functions that Kubernetes adds to CEL, as far as rules of published CRDs use them. */
export function celEvaluator(): CelEvaluator {
  const environment = kubernetesEnvironment();
  const compiled = new Map<string, Compiled | undefined>();
  const evaluate = (expression: string, self: unknown): unknown => {
    if (!compiled.has(expression)) compiled.set(expression, parsed(environment, expression));
    const program = compiled.get(expression);
    if (program === undefined) return undefined;
    try {
      return program({ self });
    } catch {
      // a limit of the evaluator and a real error look alike here, so neither is reported
      return undefined;
    }
  };
  return {
    rule(expression, self) {
      const result = evaluate(expression, self);
      return typeof result === 'boolean' ? (result ? 'holds' : 'fails') : 'not-evaluated';
    },
    text(expression, self) {
      const result = evaluate(expression, self);
      return typeof result === 'string' ? result : undefined;
    },
  };
}

function parsed(environment: Environment, expression: string): Compiled | undefined {
  try {
    return environment.parse(withoutIndexedHas(expression));
  } catch {
    return undefined;
  }
}

/** The evaluator takes no index inside `has()`: `has(a[0].b)` is the same as `"b" in a[0]`. */
function withoutIndexedHas(expression: string): string {
  return expression.replaceAll(/\bhas\(((?:\w|\.)+\[\d+\](?:[\w.]|\[\d+\])*)\.(\w+)\)/g, '("$2" in $1)');
}

class CelUrl {
  constructor(readonly url: URL) {}
}

/** Source of the functions: https://kubernetes.io/docs/reference/using-api/cel/ */
function kubernetesEnvironment(): Environment {
  return new Environment({ unlistedVariablesAreDyn: false, enableOptionalTypes: true, homogeneousAggregateLiterals: false })
    .registerVariable('self', 'dyn')
    .registerType('URL', CelUrl)
    .registerFunction('isURL(dyn): bool', (text: unknown) => typeof text === 'string' && asUrl(text) !== undefined)
    .registerFunction('url(dyn): URL', (text: unknown) => {
      const url = typeof text === 'string' ? asUrl(text) : undefined;
      if (url === undefined) throw new Error('no URL');
      return new CelUrl(url);
    })
    .registerFunction('URL.getScheme(): string', ({ url }: CelUrl) => url.protocol.replace(/:$/, ''))
    .registerFunction('URL.getHost(): string', ({ url }: CelUrl) => url.host)
    .registerFunction('URL.getHostname(): string', ({ url }: CelUrl) => url.hostname)
    .registerFunction('URL.getPort(): string', ({ url }: CelUrl) => url.port)
    .registerFunction('isIP(dyn): bool', (text: unknown) => typeof text === 'string' && isIp(text))
    .registerFunction('isCIDR(dyn): bool', (text: unknown) => typeof text === 'string' && isCidr(text));
}

/** Go takes a path that begins with a slash for a URL too; whether it is one is not told by this class, so it stays unanswered. */
function asUrl(text: string): URL | undefined {
  if (text.startsWith('/')) throw new Error('a path is not evaluated');
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isIp(text: string): boolean {
  if (text.includes(':')) return URL.canParse(`http://[${text}]/`);
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  return more.length === 0 && isIp(address) && /^(?:0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (address.includes(':') ? 128 : 32);
}

/**
 * Compiles the schemas of the @kubernetes-models packages (declarations for fields, compiled validators for limits) and the CEL evaluator
 * into src/generated/, for check-config: users install none of these packages. Does nothing when nothing changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledSchemas, Schema } from '../src/check-config/schema.js';

const modules = 'node_modules';
const target = 'src/generated/schemas.ts';
const evaluatorTarget = 'src/generated/cel.ts';

/** Packages with the schemas of kinds; the first describes types that are compiled into the API server. */
const packages = [
  'kubernetes-models',
  '@kubernetes-models/istio',
  '@kubernetes-models/gateway-api',
  '@kubernetes-models/cert-manager',
  '@kubernetes-models/argo-cd',
  '@kubernetes-models/argo-rollouts',
  '@kubernetes-models/flux-cd',
  '@kubernetes-models/prometheus-operator',
  '@kubernetes-models/cilium',
] as const;
const evaluator = '@marcbachmann/cel-js';

/** Amounts such as 100m or 1.5Gi, as the CustomResourceDefinitions of controller-gen write them. */
const quantity = '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

/** Groups of starter configs for which there is no package. Their kinds are known by name: give the CRDs with --crds to check them. */
const withoutSchema: CompiledSchemas['withoutSchema'] = {
  'linkerd.io': ['ServiceProfile'],
  'policy.linkerd.io': [
    'AuthorizationPolicy',
    'EgressNetwork',
    'HTTPLocalRateLimitPolicy',
    'HTTPRoute',
    'MeshTLSAuthentication',
    'NetworkAuthentication',
    'Server',
    'ServerAuthorization',
  ],
  'multicluster.linkerd.io': ['Link'],
  'workload.linkerd.io': ['ExternalGroup', 'ExternalWorkload'],
  'consul.hashicorp.com': [
    'ControlPlaneRequestLimit',
    'ExportedServices',
    'GatewayClassConfig',
    'GatewayPolicy',
    'IngressGateway',
    'JWTProvider',
    'Mesh',
    'MeshService',
    'PeeringAcceptor',
    'PeeringDialer',
    'ProxyDefaults',
    'Registration',
    'RouteAuthFilter',
    'RouteRetryFilter',
    'RouteTimeoutFilter',
    'SamenessGroup',
    'ServiceDefaults',
    'ServiceIntentions',
    'ServiceResolver',
    'ServiceRouter',
    'ServiceSplitter',
    'TerminatingGateway',
  ],
  'opentelemetry.io': ['Instrumentation', 'OpAMPBridge', 'OpenTelemetryCollector', 'TargetAllocator'],
  'gateway.envoyproxy.io': [
    'Backend',
    'BackendTrafficPolicy',
    'ClientTrafficPolicy',
    'EnvoyExtensionPolicy',
    'EnvoyPatchPolicy',
    'EnvoyProxy',
    'HTTPRouteFilter',
    'SecurityPolicy',
  ],
};

/** Writes the generated modules unless they are those of the installed versions. */
export async function compileSchemas(): Promise<void> {
  const versions = packages.map((name) => `${name} ${versionOf(name)}`);
  const own = ['scripts/compile-schemas.ts', 'scripts/schemas/declarations.ts', 'scripts/schemas/validators.ts'];
  const stamp = createHash('sha256')
    .update(JSON.stringify([versions, `${evaluator} ${versionOf(evaluator)}`, own.map((file) => readFileSync(file, 'utf8'))]))
    .digest('hex')
    .slice(0, 16);
  const header = `// Made by scripts/compile-schemas.ts (${stamp}). Do not edit.\n`;
  if ([target, evaluatorTarget].every((file) => existsSync(file) && readFileSync(file, 'utf8').startsWith(header))) return;
  const compiled = await schemasOf(versions);
  writeFileSync(
    target,
    `${header}import type { CompiledSchemas } from '../check-config/schema.js';\n\nexport const compiledSchemas: CompiledSchemas = JSON.parse(${JSON.stringify(JSON.stringify(compiled))});\n`,
  );
  writeFileSync(evaluatorTarget, header + (await bundledEvaluator()));
}

async function schemasOf(versions: readonly string[]): Promise<CompiledSchemas> {
  const { declaredType } = await import('./schemas/declarations.js');
  const { withConstraints } = await import('./schemas/validators.js');
  const definitions: Record<string, Schema> = {};
  const kinds: CompiledSchemas['kinds'][number][] = [];
  const compile = (file: string, type: string, rename: string | undefined, validator: string | undefined): string => {
    const declared = declaredType({ file, name: type }, modules);
    const name = rename ?? declared.definition;
    if (definitions[name] !== undefined) return name;
    definitions[name] = {};
    const check = validator ?? validatorBeside(file, declared.definition);
    definitions[name] = check === undefined ? declared.schema : withConstraints(declared.schema, check, modules);
    if (name.endsWith('PkgApiResourceQuantity')) definitions[name] = { 'x-kubernetes-int-or-string': true, pattern: quantity };
    for (const referred of declared.refers) compile(referred.file, referred.name, undefined, undefined);
    return name;
  };
  for (const [source, name] of packages.entries()) {
    for (const { group, version, kind, file, validator } of kindsOf(name)) {
      const stable = /^v\d+$/.test(version);
      // kubernetes-models also has versions that no API server takes any more: only their names are kept
      const served = source > 0 || stable;
      const definition = served ? compile(file, `I${kind}`, `${group}/${version}/${kind}`, validator) : '';
      kinds.push([group, version, kind, definition, source, served]);
    }
  }
  return { sources: versions, kinds, definitions, withoutSchema };
}

interface PackageKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly file: string;
  readonly validator: string;
}

/** The kinds of a package: files `group/version/Kind.js` whose class has an apiVersion. Lists are read as lists, not as kinds. */
function kindsOf(name: string): PackageKind[] {
  const root = join(modules, name);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^(?:[a-z0-9.-]+\/)?v\d+(?:(?:alpha|beta)\d+)?\/[A-Z]\w*\.js$/.test(path))
    .sort();
  return files.flatMap((path): PackageKind[] => {
    const text = readFileSync(join(root, path), 'utf8');
    const apiVersion = /static\{this\.apiVersion="([^"]+)"\}/.exec(text)?.[1];
    const kind = /static\{this\.kind="([^"]+)"\}/.exec(text)?.[1];
    const validator = /import\{validate(?: as \w+)?\}from"\.\.\/(?:\.\.\/)?(_schemas\/[^"]+)"/.exec(text)?.[1];
    if (apiVersion === undefined || kind === undefined || validator === undefined || kind.endsWith('List')) return [];
    const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    return [{ group, version, kind, file: join(root, path.replace(/\.js$/, '.d.ts')), validator: join(root, validator) }];
  });
}

function validatorBeside(file: string, definition: string): string | undefined {
  const [, root = ''] = /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/')) ?? [];
  const validator = join(root, '_schemas', `${definition}.js`);
  return existsSync(validator) ? validator : undefined;
}

async function bundledEvaluator(): Promise<string> {
  const { build } = await import('esbuild');
  const result = await build({
    stdin: { contents: `export { Environment } from '${evaluator}';`, resolveDir: '.', loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'node20.17',
    minify: true,
    keepNames: false,
  });
  const code = result.outputFiles[0]?.text ?? '';
  const bundled = code.replace(/export\{(\w+) as Environment\};?\s*$/, 'const Bundled = $1;\n');
  if (bundled === code) throw new Error('the bundle of the CEL evaluator has another form than expected');
  const licence = readFileSync(join(modules, evaluator, 'LICENSE'), 'utf8').trim();
  return [
    '// @ts-nocheck: minified JavaScript of another project',
    `/*! ${evaluator} ${versionOf(evaluator)}\n\n${licence}\n*/`,
    "import type { CelEnvironment } from '../check-config/cel-environment.js';",
    bundled,
    'export function createEnvironment(options: object): CelEnvironment {\n  return new Bundled(options);\n}',
    '',
  ].join('\n');
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
  return String(version);
}

/**
 * Makes src/generated/schemas/ from the published packages of Kubernetes types: strict JSON schemas of the kinds that check-config
 * knows without CRD files. The packages hold compiled validators (constraints) and declarations (fields); both are read as text, so it
 * does not matter which version of Node.js they ask for.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type JsonSchema, mergeSchemas, objectMeta, type SchemaBundle } from '../src/check-config/json-schema.js';
import { type Declaration, readDeclaration } from './schemas/declaration.js';
import { objectMetaPath, type PackageChoice, packages } from './schemas/packages.js';
import { readValidator } from './schemas/validator.js';

const modules = 'node_modules';

/** every declaration that was read, by path below node_modules without `.d.ts` */
const declarations = new Map<string, Declaration>();
/** names of validators to paths of declarations */
const declaredAs = new Map<string, string>();

function declarationAt(path: string): Declaration {
  const known = declarations.get(path);
  if (known !== undefined) return known;
  const text = readFileSync(join(modules, `${path}.d.ts`), 'utf8');
  const read = readDeclaration(path, text, (specifier) => {
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
    return target.replace(/\.js$/, '');
  });
  if (read === undefined) throw new Error(`${path}.d.ts declares no type of its name`);
  declarations.set(path, read);
  const name = validatorName(path, read);
  if (name !== undefined) declaredAs.set(name, path);
  return read;
}

/** The validator that the class of a type uses; types without a class name it in their declaration. */
function validatorName(path: string, declaration: Declaration): string | undefined {
  const model = join(modules, `${path}.js`);
  const used = existsSync(model) ? /_schemas\/([^/"']+)\.js/.exec(readFileSync(model, 'utf8'))?.[1] : undefined;
  return used ?? declaration.schemaName;
}

function packageOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Reads a type and all that it refers to. */
function readAll(path: string, reached: Set<string>): void {
  if (reached.has(path)) return;
  reached.add(path);
  const { shape, bases } = declarationAt(path);
  for (const inner of references(shape)) readAll(inner, reached);
  // the fields of a base stand in the type itself, so only what they refer to is reached
  for (const base of bases) for (const inner of allReferences(base)) readAll(inner, reached);
}

function* allReferences(path: string): Generator<string> {
  const { shape, bases } = declarationAt(path);
  yield* references(shape);
  for (const base of bases) yield* allReferences(base);
}

function* references(schema: JsonSchema): Generator<string> {
  if (schema.$ref !== undefined) yield schema.$ref;
  const { properties = {}, additionalProperties, items } = schema;
  for (const inner of Object.values(properties)) yield* references(inner);
  if (typeof additionalProperties === 'object') yield* references(additionalProperties);
  if (items !== undefined) yield* references(items);
}

let leftOut = 0;

/** Shape of the declaration with the constraints of the validator. */
function strictSchema(path: string): JsonSchema {
  const declaration = declarationAt(path);
  const name = validatorName(path, declaration);
  const file = name === undefined ? '' : join(modules, packageOf(path), '_schemas', `${name}.js`);
  if (name === undefined || !existsSync(file)) throw new Error(`${path} has no validator`);
  const validator = readValidator(name, readFileSync(file, 'utf8'));
  leftOut += validator.leftOut;
  const constraints = withPaths(validator.schema, (ref) => (ref === name ? path : (declaredAs.get(ref) ?? ref)));
  const bases = new Set([...declaration.bases, ...(declaration.shape.properties === undefined ? [] : [constraints.$ref ?? []].flat())]);
  if (bases.size === 0) return mergeSchemas(declaration.shape, constraints);
  // a reference at the top is a base, whose fields are taken over: a closed schema cannot be extended from outside
  const { $ref: _base, allOf, ...own } = constraints;
  const more = (allOf ?? []).filter(({ $ref }) => $ref === undefined);
  return [...[...bases].map(fieldsOf), declaration.shape, { ...own, ...(more.length === 0 ? {} : { allOf: more }) }].reduce(mergeSchemas);
}

/** The schema of a type with its fields, also where it is only another name for a type. */
function fieldsOf(path: string): JsonSchema {
  const { $ref, ...schema } = strictSchema(path);
  return $ref === undefined || schema.properties !== undefined
    ? { ...schema, ...($ref === undefined ? {} : { $ref }) }
    : mergeSchemas(fieldsOf($ref), schema);
}

function withPaths(schema: JsonSchema, rename: (ref: string) => string): JsonSchema {
  const all = (list: readonly JsonSchema[]) => list.map((inner) => withPaths(inner, rename));
  const { $ref, properties, additionalProperties, items, anyOf, oneOf, allOf, not } = schema;
  return {
    ...schema,
    ...($ref === undefined ? {} : { $ref: rename($ref) }),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, withPaths(inner, rename)])) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: withPaths(additionalProperties, rename) } : {}),
    ...(items === undefined ? {} : { items: withPaths(items, rename) }),
    ...(anyOf === undefined ? {} : { anyOf: all(anyOf) }),
    ...(oneOf === undefined ? {} : { oneOf: all(oneOf) }),
    ...(allOf === undefined ? {} : { allOf: all(allOf) }),
    ...(not === undefined ? {} : { not: withPaths(not, rename) }),
  };
}

/** The kinds of a package that it declares in the wanted groups. */
function kindsOf({ name, groups }: PackageChoice): Map<string, string> {
  const kinds = new Map<string, string>();
  for (const group of groups) {
    const folder = posix.join(name, group);
    for (const file of readdirSync(join(modules, folder)).sort()) {
      if (!file.endsWith('.d.ts') || file === 'index.d.ts') continue;
      const path = posix.join(folder, file.slice(0, -'.d.ts'.length));
      const { kind } = declarationAt(path);
      if (kind !== undefined && !kind.kind.endsWith('List')) kinds.set(`${kind.apiVersion}/${kind.kind}`, path);
    }
  }
  return kinds;
}

/** Changes when a package or one of these scripts does: reading all packages takes seconds, so it is done only then. */
function edition(): string {
  const scripts = [
    'scripts/compile-schemas.ts',
    'src/check-config/json-schema.ts',
    ...readdirSync('scripts/schemas').map((file) => `scripts/schemas/${file}`),
  ];
  const texts = scripts.sort().map((file) => readFileSync(file, 'utf8'));
  return createHash('sha256')
    .update(JSON.stringify([texts, packages.map(({ name }) => versionOf(name))]))
    .digest('hex');
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
  return String(version);
}

const index = 'src/generated/schemas/index.ts';
const header = `// Made by scripts/compile-schemas.ts. Do not edit. Edition ${edition()}\n`;
if (!existsSync(index) || !readFileSync(index, 'utf8').startsWith(header)) compile();

function compile(): void {
  mkdirSync('src/generated/schemas', { recursive: true });
  /** ids of types that an earlier bundle holds */
  const idOf = new Map<string, string>();
  const groups: Record<string, string[]> = {};
  let size = 0;
  for (const choice of packages) {
    const kinds = kindsOf(choice);
    const reached = new Set<string>();
    for (const path of kinds.values()) readAll(path, reached);
    const own = [...reached].filter((path) => !idOf.has(path)).sort();
    for (const [index, path] of own.entries()) idOf.set(path, path === objectMetaPath ? objectMeta : `${choice.bundle}.${index}`);
    const id = (path: string): string => {
      const known = idOf.get(path);
      if (known === undefined) throw new Error(`${choice.bundle}: nothing is known of ${path}`);
      return known;
    };
    const schemas = Object.fromEntries(own.map((path) => [id(path), withPaths(strictSchema(path), id)]));
    const named = [...JSON.stringify(schemas).matchAll(/"\$ref":"([^".]+)\./g)].map((match) => match[1] ?? '');
    const bundle: SchemaBundle = {
      needs: [...new Set(named)].filter((name) => name !== choice.bundle).sort(),
      kinds: Object.fromEntries([...kinds].sort().map(([kind, path]) => [kind, id(path)])),
      schemas,
    };
    for (const group of new Set([...kinds.keys()].map((kind) => kind.split('/').slice(0, -1).join('/'))))
      groups[group] = [...(groups[group] ?? []), choice.bundle];
    const text = JSON.stringify(bundle);
    size += text.length;
    writeFileSync(
      `src/generated/schemas/${choice.bundle}.ts`,
      `${header}import type { SchemaBundle } from '../../check-config/json-schema.js';\n\nexport const bundle: SchemaBundle = JSON.parse(${JSON.stringify(text)});\n`,
    );
  }
  const loaders = packages.map(({ bundle }) => `  ${JSON.stringify(bundle)}: async () => (await import('./${bundle}.js')).bundle,\n`);
  const versions = packages.map(({ name, about }) => `${name} ${versionOf(name)} (${about})`);
  writeFileSync(
    index,
    `${header}import type { SchemaBundle } from '../../check-config/json-schema.js';

/** by name; read when first asked for */
export const bundles: Readonly<Record<string, () => Promise<SchemaBundle>>> = {
${loaders.join('')}};

/** \`group/version\` to the bundles that hold its kinds */
export const bundlesOfGroup: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(groups)};

/** where the schemas come from */
export const schemaSources: readonly string[] = ${JSON.stringify(versions)};
`,
  );
  if (process.argv.includes('--verbose'))
    process.stdout.write(`${idOf.size} schemas, ${Math.round(size / 1024)} KiB, ${leftOut} combinators left out\n`);
}

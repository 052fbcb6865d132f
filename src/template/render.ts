import type Handlebars from 'handlebars';
import runtime from 'handlebars/runtime.js';

/** A compiled Handlebars template, precompiled or compiled on the spot. */
export type CompiledTemplate = Handlebars.TemplateDelegate<unknown>;

/** Options of every compilation: an unknown name is an error, nothing is escaped for HTML. */
export const compileOptions = { strict: true, noEscape: true } as const;

/** Turns the output of `Handlebars.precompile(text, compileOptions)` into a template; needs no compiler. */
export function templateFromSpecification(specification: unknown): CompiledTemplate {
  if (!hasTemplate(runtime)) throw new Error('the Handlebars runtime has no template function');
  return runtime.template(specification);
}

function hasTemplate(value: unknown): value is { template(specification: unknown): CompiledTemplate } {
  return typeof value === 'object' && value !== null && 'template' in value && typeof value.template === 'function';
}

/** A function that templates may call besides those that every template has: `{{pin "cert-manager"}}`. */
export type TemplateHelper = (argument: unknown) => string;

/**
 * Renders one template. Any name that the view does not know, in a text or in a condition, is an error.
 * @param name names the template in messages
 * @param more helpers of the caller's own
 * @throws Error for an unknown name, with the template's name
 */
export function renderTemplate(
  name: string,
  template: CompiledTemplate,
  partials: Readonly<Record<string, CompiledTemplate>>,
  view: object,
  more: Readonly<Record<string, TemplateHelper>> = {},
): string {
  try {
    return tidy(template(view, { helpers: { ...helpers, ...more }, partials: { ...partials } }));
  } catch (error) {
    throw new Error(`template ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

interface BlockOptions {
  readonly fn: (context: unknown, options?: { readonly data?: object; readonly blockParams?: readonly unknown[] }) => string;
  readonly inverse: (context: unknown) => string;
  readonly data?: object;
}

const helpers = {
  q: (value: unknown): string => JSON.stringify(String(known(value, 'q'))),
  eq: (left: unknown, right: unknown): boolean => known(left, 'eq') === known(right, 'eq'),
  and: (...args: unknown[]): boolean => args.slice(0, -1).every((value) => truthy(known(value, 'and'))),
  or: (...args: unknown[]): boolean => args.slice(0, -1).some((value) => truthy(known(value, 'or'))),
  not: (value: unknown): boolean => !truthy(known(value, 'not')),
  concat: (...args: unknown[]): string =>
    args
      .slice(0, -1)
      .map((value) => String(known(value, 'concat')))
      .join(''),
  join(list: unknown, separator: unknown): string {
    if (!Array.isArray(list)) throw new Error('join: the first argument is no list');
    return list.map(String).join(typeof separator === 'string' ? separator : ', ');
  },
  // Handlebars' own `if` and `unless` take an unknown name for false; here it is an error
  if(this: unknown, condition: unknown, options: BlockOptions): string {
    return truthy(known(condition, 'if')) ? options.fn(this) : options.inverse(this);
  },
  unless(this: unknown, condition: unknown, options: BlockOptions): string {
    return truthy(known(condition, 'unless')) ? options.inverse(this) : options.fn(this);
  },
  // lists only: a map has no order that a reader could rely on
  each(this: unknown, list: unknown, options: BlockOptions): string {
    if (!Array.isArray(list)) throw new Error('each: the argument is no list');
    if (list.length === 0) return options.inverse(this);
    const items: readonly unknown[] = list;
    return items
      .map((item, index) =>
        options.fn(item, {
          data: { ...options.data, index, first: index === 0, last: index === items.length - 1, _parent: options.data },
          blockParams: [item, index],
        }),
      )
      .join('');
  },
} as const;

function known(value: unknown, helper: string): unknown {
  if (value === undefined || value === null) throw new Error(`${helper}: an argument is a name that the view does not have`);
  return value;
}

/** as Handlebars has it: an empty list and an empty text are false */
function truthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** No space at line ends, no two blank lines together, one line break at the end. */
function tidy(text: string): string {
  return `${text
    .replaceAll('\r\n', '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

import { renderTemplate, type StarterTemplate, templateFromSpecification } from '../starter/render.js';
import { forMarkdown } from './markdown.js';

/** Precompiled templates by path, such as `report/report.md.hbs`. */
export type TemplateSpecifications = Readonly<Record<string, object>>;

/**
 * Renders a template of templates/report with a view model; every plain string of the view is escaped for Markdown. Partials are
 * `report/_name.hbs`, called by name.
 * @throws Error for a template or a name that is not there
 */
export function renderReportTemplate(specifications: TemplateSpecifications, path: string, view: object): string {
  const specification = specifications[path];
  if (specification === undefined) throw new Error(`there is no template ${path}`);
  const shown = forMarkdown(view);
  if (typeof shown !== 'object' || shown === null) throw new Error('a view model is a map');
  return tidy(renderTemplate(path, templateFromSpecification(specification), partialsOf(specifications), shown, {}));
}

function partialsOf(specifications: TemplateSpecifications): Record<string, StarterTemplate> {
  const partials: Record<string, StarterTemplate> = {};
  for (const [path, specification] of Object.entries(specifications)) {
    const name = /^report\/_([^/]+)\.hbs$/.exec(path)?.[1];
    if (name !== undefined) partials[name] = templateFromSpecification(specification);
  }
  return partials;
}

/** No space at line ends, no two blank lines together, one line break at the end. */
function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

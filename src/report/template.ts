import { type CompiledTemplate, renderTemplate, templateFromSpecification } from '../template/render.js';
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
  return renderTemplate(path, templateFromSpecification(specification), partialsOf(specifications), shown);
}

function partialsOf(specifications: TemplateSpecifications): Record<string, CompiledTemplate> {
  const partials: Record<string, CompiledTemplate> = {};
  for (const [path, specification] of Object.entries(specifications)) {
    const name = /^report\/_([^/]+)\.hbs$/.exec(path)?.[1];
    if (name !== undefined) partials[name] = templateFromSpecification(specification);
  }
  return partials;
}

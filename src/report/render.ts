import { modelSeed } from '../decision/robustness/draws.js';
import { standardDraws } from '../decision/robustness/prepared.js';
import type { OutputFile } from '../output/output-file.js';
import { adrView } from './adr.js';
import { htmlPage } from './html.js';
import type { ReportInput } from './input.js';
import type { LiveData } from './live-data.js';
import { svgFile, svgInline } from './pictures/svg.js';
import { decisionRecord, recordText } from './record.js';
import { picturePath, reportPictures } from './report-pictures.js';
import { renderReportTemplate, type TemplateSpecifications } from './template.js';
import { reportView } from './view.js';

/** report.md, report.html, adr.md, decision.json and pictures/*.svg. Pure: the same input gives the same bytes. */
export function renderReport(input: ReportInput, templates: TemplateSpecifications): readonly OutputFile[] {
  const view = reportView(input);
  const markdown = renderReportTemplate(templates, 'report/report.md.hbs', view);
  const adr = renderReportTemplate(templates, 'report/adr.md.hbs', adrView(view, input));
  const pictures = reportPictures(input);
  const inline = new Map(pictures.map((picture) => [picturePath(picture.name), svgInline(picture)]));
  const record = decisionRecord(input);
  return [
    { path: 'report.md', content: markdown, executable: false },
    {
      path: 'report.html',
      content: htmlPage(`Service mesh decision: ${input.file.name}`, markdown, inline, liveDataOf(input)),
      executable: false,
    },
    { path: 'adr.md', content: adr, executable: false },
    { path: 'decision.json', content: recordText(record), executable: false },
    ...pictures.map((picture) => ({ path: picturePath(picture.name), content: svgFile(picture), executable: false })),
  ];
}

function liveDataOf({ knowledge, file: { name, answers, weights } }: ReportInput): LiveData {
  return { knowledge, file: { name, answers, weights }, draws: standardDraws, seed: modelSeed };
}

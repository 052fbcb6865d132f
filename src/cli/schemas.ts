import { z } from 'zod';
import { footprintSchema, pricesSchema } from '../catalog/footprint-schema.js';
import { guidesSchema } from '../catalog/guides-schema.js';
import { modelSchema } from '../catalog/model-schema.js';
import { candidateSchema, capabilitySchema, componentSchema, findingSchema, platformSchema, sourceSchema } from '../catalog/schema.js';
import { answersSchema } from '../questionnaire/answers-schema.js';
import { contradictionSchema, type Questionnaire, ruleSchema, sectionSchema } from '../questionnaire/schema.js';
import { decisionRecordSchema } from '../report/record-schema.js';

/** A kind of file that the program reads or writes. */
export interface FileKind {
  readonly about: string;
  readonly schema: z.ZodType;
}

/** Every kind of file with its schema: the one that validates it, or that its writer is typed by. */
export function fileKinds(questionnaire: Questionnaire): Readonly<Record<string, FileKind>> {
  return {
    answers: { about: 'an answers file', schema: answersSchema(questionnaire) },
    decision: { about: 'decision.json', schema: decisionRecordSchema },
    alternative: { about: 'catalog/alternatives/*.yaml: a candidate with all its statements', schema: candidateSchema },
    capabilities: { about: 'catalog/capabilities.yaml', schema: z.array(capabilitySchema) },
    components: { about: 'catalog/components/*.yaml', schema: z.array(componentSchema) },
    sources: { about: 'catalog/sources/*.yaml', schema: z.record(z.string(), sourceSchema) },
    platforms: { about: 'catalog/platforms.yaml', schema: z.array(platformSchema) },
    findings: { about: 'catalog/findings.yaml', schema: z.array(findingSchema) },
    footprint: { about: 'catalog/footprint.yaml', schema: footprintSchema },
    prices: { about: 'catalog/prices.yaml', schema: pricesSchema },
    model: { about: 'catalog/model.yaml: the parameters of the decision', schema: modelSchema },
    guides: { about: 'catalog/guides.yaml: texts of the report', schema: guidesSchema },
    questions: { about: 'questions/NN-*.yaml: a section of the questionnaire', schema: sectionSchema },
    rules: { about: 'questions/rules.yaml', schema: z.array(ruleSchema) },
    contradictions: { about: 'questions/contradictions.yaml', schema: z.array(contradictionSchema) },
  };
}

/** JSON Schema (draft 2020-12) of what a file may hold, made by zod. What only a program can check, such as an order, is not in it. */
export function jsonSchemaOf(name: string, { about, schema }: FileKind): unknown {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
  return { $schema, $id: `mesh-advisor-${name}.schema.json`, title: about, ...rest };
}

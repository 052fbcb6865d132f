import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decisionRecordSchema } from '../../src/report/record-schema.js';
import { reportFiles, reportInput, situations } from './report-fixture.js';

const asJsonSchema = new Ajv2020({ strict: false }).compile(z.toJSONSchema(decisionRecordSchema, { io: 'input' }));

describe('decision.json', () => {
  it.each(Object.keys(situations))('of %s is what its schema says, also in the published form', (name) => {
    const record: unknown = JSON.parse(reportFiles(reportInput(situations[name] ?? ''))['decision.json'] ?? '');
    expect(decisionRecordSchema.safeParse(record).error?.issues ?? []).toEqual([]);
    asJsonSchema(record);
    expect(asJsonSchema.errors ?? []).toEqual([]);
  });

  it('has no number with more than six significant digits', () => {
    const text = reportFiles(reportInput(situations['nothing-answered'] ?? ''))['decision.json'] ?? '';
    const long = [...text.matchAll(/: (-?[\d.]+)/g)].filter(([, number]) => (number ?? '').replace(/^[-0.]+|\./g, '').length > 6);
    expect(long).toEqual([]);
  });

  it('with a part that the schema does not know is refused', () => {
    const record = JSON.parse(reportFiles(reportInput(situations['nothing-answered'] ?? ''))['decision.json'] ?? '');
    expect(decisionRecordSchema.safeParse({ ...record, surprise: 1 }).success).toBe(false);
    expect(decisionRecordSchema.safeParse({ ...record, verdict: { ...record.verdict, kind: 'sure' } }).success).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { levelText, matrixOf } from '../../src/catalog/matrix.js';
import { catalog } from '../../src/generated/catalog.js';

const all = { alternatives: [], theme: undefined, differences: false };

describe('the matrix', () => {
  it('has every mesh capability and every alternative, and a statement in every cell', () => {
    const matrix = matrixOf(catalog, all);
    expect(matrix.rows).toHaveLength(catalog.capabilities.filter(({ layer }) => layer === 'mesh').length);
    expect(
      matrix.rows.flatMap(({ cells }) => cells).every(({ statement }) => statement !== undefined && statement.when === undefined),
    ).toBe(true);
  });

  it('takes a candidate for all its forms, and names none twice', () => {
    expect(matrixOf(catalog, { ...all, alternatives: ['istio', 'istio/ambient'] }).alternatives.map(({ id }) => id)).toEqual([
      'istio/sidecar',
      'istio/ambient',
    ]);
  });

  it('shows one theme, and only what differs', () => {
    const security = matrixOf(catalog, { ...all, theme: 'security' });
    expect(security.rows.every(({ capability }) => capability.theme === 'security')).toBe(true);
    const different = matrixOf(catalog, { alternatives: ['istio'], theme: 'security', differences: true });
    expect(different.rows.length).toBeLessThan(security.rows.length);
    expect(
      different.rows.every(
        ({ cells }) => new Set(cells.map(({ statement, special }) => [...special, statement].map(levelText).join())).size > 1,
      ),
    ).toBe(true);
  });
});

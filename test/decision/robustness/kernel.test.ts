import { describe, expect, it } from 'vitest';
import { burdens } from '../../../src/catalog/terms.js';
import { blockSize, burdenCount, importanceLevels, lanes } from '../../../src/decision/kernel/sizes.js';
import { triangularPosition } from '../../../src/decision/robustness/distributions.js';
import { positionStep } from '../../../src/decision/robustness/draws.js';
import { connect, type Kernel, kernelOf, withoutTables } from '../../../src/decision/robustness/kernel.js';
import { arenaOf, bytesOf, f64, i16, i32, kernelBytes, place, u8, u16 } from '../../../src/decision/robustness/memory.js';
import { prepare, run, settingsOf } from '../../../src/decision/robustness/prepared.js';
import { randomStream, streamState, uniform } from '../../../src/decision/robustness/random.js';
import { importances } from '../../../src/questionnaire/terms.js';
import { knowledge } from '../../knowledge.js';

describe('the kernel', () => {
  it('is told everything that it asks for, once a model is prepared and run', () => {
    const prepared = prepare(knowledge, { draws: 200 });
    run(prepared, prepared.batches.analysis, prepared.draws.values, settingsOf(prepared.model, {}));
    // numbers that may be 0, and what it counts itself
    const mayBeZero = /^(tableFailures|tableTestBed|tableUnstated|settingFixed|settingScoreRuledOut|.*Count)$/;
    const unset = Object.entries(prepared.kernel.globals)
      .filter(([name, global]) => typeof global?.value === 'number' && global.value === 0 && !mayBeZero.test(name))
      .map(([name]) => name);
    expect(unset).toEqual([]);
  });

  it('agrees with the catalog on burdens and levels of importance', () => {
    expect([burdenCount, importanceLevels]).toEqual([burdens.length, importances.length]);
    expect(burdens).toEqual(['cash', 'adopt-effort', 'run-effort', 'latency', 'longevity', 'footprint']);
  });

  it('keeps its constants where no array is placed', () => {
    const end = kernelOf(arenaOf(0), withoutTables).globals['ownMemoryEnd']?.value;
    expect(end).toBeGreaterThan(0);
    expect(end).toBeLessThanOrEqual(kernelBytes);
  });

  it('refuses a name that it does not have', () => {
    const kernel = kernelOf(arenaOf(0), withoutTables);
    expect(() => connect(kernel, 'block', { nonsense: 1 })).toThrow('the kernel knows no blockNonsense');
  });

  it('draws from the streams of the engine, digit by digit', () => {
    const size = 1000;
    const places = { uniforms: f64(size), positions: i16(3 * 1024), factors: u16(2 * 1024) };
    const arena = arenaOf(bytesOf(places));
    const { uniforms, positions, factors } = place(arena, places);
    const kernel = kernelOf(arena, withoutTables);
    const state = streamState('test', 'kernel');
    kernel.drawUniforms(...state, uniforms.byteOffset, size);
    kernel.drawPositions(...state, 0.3, positions.byteOffset, 3, 1, size);
    kernel.drawFactors(...state, factors.byteOffset, 2, 1, size);
    const stream = randomStream('test', 'kernel');
    const words = randomStream('test', 'kernel');
    for (let n = 0; n < size; n += 1) {
      const u = uniform(stream);
      const at = (rows: number) => (Math.floor(n / blockSize) * rows + 1) * blockSize + (n % blockSize);
      expect(uniforms[n]).toBe(u);
      expect(positions[at(3)]).toBe(Math.round(triangularPosition(u, 0.3) / positionStep) + 0);
      expect(factors[at(2)]).toBe(words() >>> 20);
    }
  });

  it('transposes bits: bit j of word i is what bit i of word j was', () => {
    const places = { before: i32(32), after: i32(32 * 3) };
    const arena = arenaOf(bytesOf(places));
    const { before, after } = place(arena, places);
    const next = randomStream('test', 'bits');
    for (const [at] of before.entries()) before[at] = next() | 0;
    const original = before.slice();
    kernelOf(arena, withoutTables).transpose(before.byteOffset, after.byteOffset, 3 * after.BYTES_PER_ELEMENT);
    for (let i = 0; i < 32; i += 1)
      for (let j = 0; j < 32; j += 1) expect(((after[3 * i] ?? 0) >>> j) & 1).toBe(((original[j] ?? 0) >>> i) & 1);
  });

  it('marks numbers within a limit, whatever stands behind the last scenario', () => {
    for (const size of [1, 2, 31, 33, 127, 129, 300]) {
      const { marked, numbers, words } = marking(size, (kernel, at) => kernel.columns.markWithin(0, at, 5, 1));
      const expected = Array.from(numbers, (value) => (value >= 5 ? 1 : 0));
      expect(Array.from({ length: size }, (_, n) => ((marked[n >>> 5] ?? 0) >>> (n & 31)) & 1)).toEqual(expected);
      for (let n = size; n < words * 32; n += 1) expect(((marked[n >>> 5] ?? 0) >>> (n & 31)) & 1).toBe(0);
    }
  });
});

/** One column of bits, made of numbers of which every third is open. */
function marking(size: number, mark: (kernel: Kernel, numbers: number) => void) {
  const words = Math.ceil(size / 128) * 4;
  const places = { bits: i32(words), numbers: f64(words * 32), behind: u8(lanes) };
  const arena = arenaOf(bytesOf(places));
  const { bits, numbers } = place(arena, places);
  numbers.fill(9);
  for (let n = 0; n < size; n += 1) numbers[n] = n % 3 === 0 ? Number.NaN : n % 11;
  const kernel = kernelOf(arena, withoutTables);
  connect(kernel, 'batch', { bits, words, size });
  mark(kernel, numbers.byteOffset);
  return { marked: bits, numbers: numbers.subarray(0, size), words };
}

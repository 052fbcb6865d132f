import { describe, expect, it } from 'vitest';
import {
  counted,
  figure,
  listed,
  percent,
  points,
  rangeCell,
  rangeText,
  scoreBar,
  signedPoints,
  withUnit,
} from '../../src/report/quantities.js';

describe('figures', () => {
  it.each([
    [0, '0'],
    [0.004, '<0.01'],
    [0.42, '0.42'],
    [3.14, '3.1'],
    [3, '3'],
    [27.4, '27'],
    [1843, '1,840'],
    [23456, '23,500'],
    [1234567, '1,235,000'],
  ])('%d is shown as %s', (value, text) => expect(figure(value)).toBe(text));

  it('come as ranges with their unit, and as one figure where there is no range', () => {
    expect(rangeText([8, 12, 20], 'cores')).toBe('8 to 20 cores, likely 12');
    expect(rangeText([2, 2, 2], 'cores')).toBe('2 cores');
    expect(rangeCell([0.9, 11, 100])).toBe('11 (0.9 to 100)');
  });

  it('agree with their noun', () => {
    expect(withUnit(1, 'clusters')).toBe('1 cluster');
    expect(withUnit(1, 'services in a row')).toBe('1 service in a row');
    expect(withUnit(1600, 'requests/s')).toBe('1,600 requests/s');
    expect(counted(2, 'must')).toBe('2 musts');
  });

  it('never show a false zero or a minus zero', () => {
    expect(percent(0.001)).toBe('<1 %');
    expect(percent(0)).toBe('0 %');
    expect(points(-0.04)).toBe('0.0');
    expect(signedPoints(2.06)).toBe('+2.1');
  });

  it('make lists as one says them', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')]).toEqual(['', 'a', 'a and b', 'a, b or c']);
  });
});

describe('the bar of a score', () => {
  it('has the same width whatever the score', () => {
    expect(scoreBar(0, 50, 100, 10)).toBe('▓▓▓▓▓░░░░░');
    expect(scoreBar(40, 60, 80, 10)).toBe('████▓▓░░··');
    expect(scoreBar(100, 100, 100, 10)).toHaveLength(10);
  });
});

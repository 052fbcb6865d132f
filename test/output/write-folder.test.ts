import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifestName, OutputExistsError, writeFolder } from '../../src/output/write-folder.js';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'mesh-advisor-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const files = (contents: Record<string, string>) =>
  Object.entries(contents).map(([path, content]) => ({ path, content, executable: path.endsWith('.sh') }));
const read = (path: string) => readFileSync(join(place, 'out', path), 'utf8');

describe('writing an output folder', () => {
  it('makes a new folder with every file and nothing beside it', () => {
    writeFolder(join(place, 'out'), files({ 'report.md': 'one', 'starter/a/b.yaml': 'two' }), false);
    expect(read('starter/a/b.yaml')).toBe('two');
    expect(readdirSync(place)).toEqual(['out']);
  });

  it('fills an existing empty folder', () => {
    mkdirSync(join(place, 'out'));
    writeFolder(join(place, 'out'), files({ 'report.md': 'one' }), false);
    expect(read('report.md')).toBe('one');
  });

  it('does not touch a folder that has something in it, without force', () => {
    mkdirSync(join(place, 'out'));
    writeFileSync(join(place, 'out', 'mine.txt'), 'mine');
    expect(() => writeFolder(join(place, 'out'), files({ 'report.md': 'one' }), false)).toThrow(OutputExistsError);
    expect(readdirSync(join(place, 'out'))).toEqual(['mine.txt']);
  });

  it('with force replaces what it made, removes what it no longer makes, and leaves other files alone', () => {
    writeFolder(join(place, 'out'), files({ 'report.md': 'one', 'old/gone.md': 'x' }), false);
    writeFileSync(join(place, 'out', 'mine.txt'), 'mine');
    writeFolder(join(place, 'out'), files({ 'report.md': 'two', 'new.md': 'n' }), true);
    expect(read('report.md')).toBe('two');
    expect(read('mine.txt')).toBe('mine');
    expect(readdirSync(join(place, 'out')).sort()).toEqual([manifestName, 'mine.txt', 'new.md', 'report.md']);
    expect(readdirSync(place)).toEqual(['out']);
  });

  it('refuses, even with force, to replace a file that it did not make', () => {
    writeFolder(join(place, 'out'), files({ 'report.md': 'one' }), false);
    writeFileSync(join(place, 'out', 'new.md'), 'mine');
    expect(() => writeFolder(join(place, 'out'), files({ 'report.md': 'two', 'new.md': 'n' }), true)).toThrow(/new\.md/);
    expect(read('new.md')).toBe('mine');
    expect(read('report.md')).toBe('one');
  });

  it('tells which of its files had been edited', () => {
    writeFolder(join(place, 'out'), files({ 'report.md': 'one' }), false);
    writeFileSync(join(place, 'out', 'report.md'), 'edited');
    expect(writeFolder(join(place, 'out'), files({ 'report.md': 'two' }), true).edited).toEqual(['report.md']);
  });

  it('completes, at the next run, a replacement that was stopped half-way', () => {
    writeFolder(join(place, 'out'), files({ 'a.md': 'old a', 'b.md': 'old b', 'c.md': 'old c' }), false);
    const journal = join(place, '.out.mesh-advisor-journal');
    mkdirSync(join(journal, 'new'), { recursive: true });
    writeFileSync(join(journal, 'new', 'a.md'), 'new a');
    writeFileSync(join(journal, 'new', 'b.md'), 'new b');
    writeFileSync(join(journal, 'journal.json'), JSON.stringify({ write: ['a.md', 'b.md'], remove: ['c.md'] }));
    renameSync(join(journal, 'new', 'a.md'), join(place, 'out', 'a.md'));
    expect(() => writeFolder(join(place, 'out'), files({ 'a.md': 'x' }), false)).toThrow(OutputExistsError);
    expect([read('a.md'), read('b.md'), existsSync(join(place, 'out', 'c.md'))]).toEqual(['new a', 'new b', false]);
    expect(existsSync(journal)).toBe(false);
  });
});

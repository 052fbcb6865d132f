import { blockSize, entryNumbers } from './sizes';

/** Elements of arrays in linear memory, by address of the array and index. */

export function f64At(array: usize, index: i32): f64 {
  return load<f64>(array + ((index as usize) << 3));
}

export function setF64(array: usize, index: i32, value: f64): void {
  store<f64>(array + ((index as usize) << 3), value);
}

export function addF64(array: usize, index: i32, value: f64): void {
  const at = array + ((index as usize) << 3);
  store<f64>(at, load<f64>(at) + value);
}

export function i32At(array: usize, index: i32): i32 {
  return load<i32>(array + ((index as usize) << 2));
}

export function setI32(array: usize, index: i32, value: i32): void {
  store<i32>(array + ((index as usize) << 2), value);
}

export function u16At(array: usize, index: i32): i32 {
  return load<u16>(array + ((index as usize) << 1)) as i32;
}

export function i16At(array: usize, index: i32): i32 {
  return load<i16>(array + ((index as usize) << 1)) as i32;
}

export function u8At(array: usize, index: i32): i32 {
  return load<u8>(array + (index as usize)) as i32;
}

export function setU8(array: usize, index: i32, value: i32): void {
  store<u8>(array + (index as usize), value as u8);
}

/** Bits of one block: one row of a table of bits. */
export function bitsAt(table: usize, row: i32): v128 {
  return v128.load(table + ((row as usize) << 4));
}

export function setBits(table: usize, row: i32, bits: v128): void {
  v128.store(table + ((row as usize) << 4), bits);
}

export function orBits(table: usize, row: i32, bits: v128): void {
  const at = table + ((row as usize) << 4);
  v128.store(at, v128.or(v128.load(at), bits));
}

/** Address of a row of `blockSize` numbers. */
export function rowOf(table: usize, row: i32): usize {
  return table + (((row * blockSize) as usize) << 3);
}

/** Address of a row of `blockSize` pairs of numbers. */
export function pairRowOf(table: usize, row: i32): usize {
  return table + (((row * blockSize) as usize) << 4);
}

/** A pair of numbers. */
export function pairAt(pairs: usize, index: i32): v128 {
  return v128.load(pairs + ((index as usize) << 4));
}

export function setPair(pairs: usize, index: i32, value: v128): void {
  v128.store(pairs + ((index as usize) << 4), value);
}

export function addPair(pairs: usize, index: i32, value: v128): void {
  const at = pairs + ((index as usize) << 4);
  v128.store(at, f64x2.add(v128.load(at), value));
}

export function pair(one: f64, other: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(one), 1, other);
}

/** 64 of the 128 bits of a block: of its first or its second half. */
export function halfOf(bits: v128, half: i32): u64 {
  return half === 0 ? v128.extract_lane<u64>(bits, 0) : v128.extract_lane<u64>(bits, 1);
}

/** For a loop over pairs of neighbouring scenarios: the first bit of each pair of which either is set. */
export function pairsOf(half: u64): u64 {
  return (half | (half >>> 1)) & 0x5555555555555555;
}

/** Two neighbouring numbers, from an even index on. */
export function twoAt(array: usize, index: i32): v128 {
  return v128.load(array + ((index as usize) << 3));
}

export function setTwo(array: usize, index: i32, value: v128): void {
  v128.store(array + ((index as usize) << 3), value);
}

/** One number, twice. */
export function bothAt(array: usize, index: i32): v128 {
  return v128.load64_splat(array + ((index as usize) << 3));
}

/** first + p × half + |p| × skew: a range at two positions. */
export function rangeAt(first: v128, half: v128, skew: v128, p: v128): v128 {
  return f64x2.add(f64x2.add(first, f64x2.mul(p, half)), f64x2.mul(f64x2.abs(p), skew));
}

/** Address of an entry of the support table. */
export function entryAt(table: usize, entry: i32): usize {
  return table + (((entry * entryNumbers) as usize) << 2);
}

/** Bytes from one entry to the next. */
export function entryBytes(): usize {
  return (entryNumbers as usize) << 2;
}

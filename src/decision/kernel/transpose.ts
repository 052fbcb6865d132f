/**
 * Transposes 32 × 32 bits: afterwards bit j of word i is what bit i of word j was (Warren 2012, Hacker's Delight, 7-3, with the lowest bit
 * first), eight registers of four words at a time.
 * @param from address of the words, one after the other
 * @param into address of the first word; the others follow `stride` bytes apart
 */
export function transpose(from: usize, into: usize, stride: usize): void {
  let a = v128.load(from);
  let b = v128.load(from, 16);
  let c = v128.load(from, 32);
  let d = v128.load(from, 48);
  let e = v128.load(from, 64);
  let f = v128.load(from, 80);
  let g = v128.load(from, 96);
  let h = v128.load(from, 112);
  // 16 words apart
  const half = i32x4.splat(0x0000ffff);
  let t = swapped(a, e, 16, half);
  e = v128.xor(e, t);
  a = v128.xor(a, i32x4.shl(t, 16));
  t = swapped(b, f, 16, half);
  f = v128.xor(f, t);
  b = v128.xor(b, i32x4.shl(t, 16));
  t = swapped(c, g, 16, half);
  g = v128.xor(g, t);
  c = v128.xor(c, i32x4.shl(t, 16));
  t = swapped(d, h, 16, half);
  h = v128.xor(h, t);
  d = v128.xor(d, i32x4.shl(t, 16));
  // 8 words apart
  const quarter = i32x4.splat(0x00ff00ff);
  t = swapped(a, c, 8, quarter);
  c = v128.xor(c, t);
  a = v128.xor(a, i32x4.shl(t, 8));
  t = swapped(b, d, 8, quarter);
  d = v128.xor(d, t);
  b = v128.xor(b, i32x4.shl(t, 8));
  t = swapped(e, g, 8, quarter);
  g = v128.xor(g, t);
  e = v128.xor(e, i32x4.shl(t, 8));
  t = swapped(f, h, 8, quarter);
  h = v128.xor(h, t);
  f = v128.xor(f, i32x4.shl(t, 8));
  // 4 words apart
  const eighth = i32x4.splat(0x0f0f0f0f);
  t = swapped(a, b, 4, eighth);
  b = v128.xor(b, t);
  a = v128.xor(a, i32x4.shl(t, 4));
  t = swapped(c, d, 4, eighth);
  d = v128.xor(d, t);
  c = v128.xor(c, i32x4.shl(t, 4));
  t = swapped(e, f, 4, eighth);
  f = v128.xor(f, t);
  e = v128.xor(e, i32x4.shl(t, 4));
  t = swapped(g, h, 4, eighth);
  h = v128.xor(h, t);
  g = v128.xor(g, i32x4.shl(t, 4));
  scatter(within(a), into, stride);
  scatter(within(b), into + 4 * stride, stride);
  scatter(within(c), into + 8 * stride, stride);
  scatter(within(d), into + 12 * stride, stride);
  scatter(within(e), into + 16 * stride, stride);
  scatter(within(f), into + 20 * stride, stride);
  scatter(within(g), into + 24 * stride, stride);
  scatter(within(h), into + 28 * stride, stride);
}

/** Bits of the earlier words that change places with bits of the later ones. */
function swapped(earlier: v128, later: v128, step: i32, mask: v128): v128 {
  return v128.and(v128.xor(i32x4.shr_u(earlier, step), later), mask);
}

/** The last two steps, 2 words and 1 word apart, stay within four words. */
function within(words: v128): v128 {
  // words 0 1 with 2 3
  let other = v128.shuffle<i32>(words, words, 2, 3, 0, 1);
  let t = v128.and(v128.xor(i32x4.shr_u(words, 2), other), v128.and(i32x4.splat(0x33333333), firstTwo()));
  let back = v128.shuffle<i32>(t, t, 2, 3, 0, 1);
  const two = v128.xor(v128.xor(words, i32x4.shl(t, 2)), back);
  // words 0 with 1, 2 with 3
  other = v128.shuffle<i32>(two, two, 1, 0, 3, 2);
  t = v128.and(v128.xor(i32x4.shr_u(two, 1), other), v128.and(i32x4.splat(0x55555555), i64x2.splat(0x00000000ffffffff)));
  back = v128.shuffle<i32>(t, t, 1, 0, 3, 2);
  return v128.xor(v128.xor(two, i32x4.shl(t, 1)), back);
}

/** All bits of the first two of four words. */
function firstTwo(): v128 {
  return i64x2.replace_lane(i64x2.splat(0), 0, -1);
}

function scatter(words: v128, into: usize, stride: usize): void {
  store<i32>(into, i32x4.extract_lane(words, 0));
  store<i32>(into + stride, i32x4.extract_lane(words, 1));
  store<i32>(into + 2 * stride, i32x4.extract_lane(words, 2));
  store<i32>(into + 3 * stride, i32x4.extract_lane(words, 3));
}

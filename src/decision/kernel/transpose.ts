/**
 * Transposes 32 × 32 bits: afterwards bit j of word i is what bit i of word j was (Warren 2012, Hacker's Delight, 7-3, with the lowest bit
 * first), four words at a time.
 * @param words address of the words, one after the other; overwritten
 * @param into address of the first word of the result; the others follow `stride` bytes apart
 */
export function transpose(words: usize, into: usize, stride: usize): void {
  for (let row = 0; row < 4; row += 1) exchange(words, row, row + 4, 16, i32x4.splat(0x0000ffff));
  for (let row = 0; row < 8; row += 4) {
    exchange(words, row, row + 2, 8, i32x4.splat(0x00ff00ff));
    exchange(words, row + 1, row + 3, 8, i32x4.splat(0x00ff00ff));
  }
  for (let row = 0; row < 8; row += 2) exchange(words, row, row + 1, 4, i32x4.splat(0x0f0f0f0f));
  for (let row = 0; row < 8; row += 1)
    scatter(within(v128.load(words + ((row as usize) << 4))), into + ((row * 4) as usize) * stride, stride);
}

/** Bits of four words change places with bits of the four `step` words behind them. */
function exchange(words: usize, row: i32, other: i32, step: i32, mask: v128): void {
  const at = words + ((row as usize) << 4);
  const otherAt = words + ((other as usize) << 4);
  const earlier = v128.load(at);
  const later = v128.load(otherAt);
  const t = v128.and(v128.xor(i32x4.shr_u(earlier, step), later), mask);
  v128.store(otherAt, v128.xor(later, t));
  v128.store(at, v128.xor(earlier, i32x4.shl(t, step)));
}

/** The last two steps, 2 words and 1 word apart, stay within four words. */
function within(words: v128): v128 {
  // words 0 1 with 2 3
  let other = v128.shuffle<i32>(words, words, 2, 3, 0, 1);
  const firstTwo = i64x2.replace_lane(i64x2.splat(0), 0, -1);
  let t = v128.and(v128.xor(i32x4.shr_u(words, 2), other), v128.and(i32x4.splat(0x33333333), firstTwo));
  let back = v128.shuffle<i32>(t, t, 2, 3, 0, 1);
  const two = v128.xor(v128.xor(words, i32x4.shl(t, 2)), back);
  // words 0 with 1, 2 with 3
  other = v128.shuffle<i32>(two, two, 1, 0, 3, 2);
  t = v128.and(v128.xor(i32x4.shr_u(two, 1), other), v128.and(i32x4.splat(0x55555555), i64x2.splat(0x00000000ffffffff)));
  back = v128.shuffle<i32>(t, t, 1, 0, 3, 2);
  return v128.xor(v128.xor(two, i32x4.shl(t, 1)), back);
}

function scatter(words: v128, into: usize, stride: usize): void {
  store<i32>(into, i32x4.extract_lane(words, 0));
  store<i32>(into + stride, i32x4.extract_lane(words, 1));
  store<i32>(into + 2 * stride, i32x4.extract_lane(words, 2));
  store<i32>(into + 3 * stride, i32x4.extract_lane(words, 3));
}

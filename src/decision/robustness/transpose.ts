/**
 * Transposes 32 × 32 bits in place: afterwards bit j of word i is what bit i of word j was (Warren 2012, Hacker's Delight, 7-3, with the
 * lowest bit first).
 */
export function transpose32(words: Int32Array): void {
  let mask = 0x0000ffff;
  for (let step = 16; step !== 0; step >>>= 1, mask ^= mask << step) {
    for (let k = 0; k < 32; k = (k + step + 1) & ~step) {
      const a = words[k] ?? 0;
      const b = words[k + step] ?? 0;
      const t = ((a >>> step) ^ b) & mask;
      words[k + step] = b ^ t;
      words[k] = a ^ (t << step);
    }
  }
}

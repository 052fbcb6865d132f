/** A source of uniform 32-bit integers. */
export type RandomStream = () => number;

/** Four 32-bit words, not all zero. */
export type StreamState = readonly [number, number, number, number];

/**
 * One independent stream per variable: xoshiro128** (Blackman & Vigna 2018, ACM TOMS 47:36) seeded from the name of the variable, so that
 * adding a question or renaming a file leaves all other streams as they were. Integer operations only: every machine agrees to the bit.
 * The kernel draws from the same streams.
 * @param seed seed of the model
 * @param variable id of the variable that the stream is for
 */
export function randomStream(seed: string, variable: string): RandomStream {
  return xoshiro128(...streamState(seed, variable));
}

/** The state in which the stream of a variable begins. */
export function streamState(seed: string, variable: string): StreamState {
  let hash = fnv1a(`${seed} ${variable}`);
  const word = () => {
    hash = (hash + 0x9e3779b9) | 0;
    return mix(hash);
  };
  return [word(), word(), word(), word()];
}

/** xoshiro128** from a state of four 32-bit words, not all zero. */
export function xoshiro128(s0: number, s1: number, s2: number, s3: number): RandomStream {
  if ((s0 | s1 | s2 | s3) === 0) throw new RangeError('the state of xoshiro128** must not be all zero');
  const state = Int32Array.of(s0, s1, s2, s3);
  return () => {
    let a = state[0] ?? 0;
    let b = state[1] ?? 0;
    let c = state[2] ?? 0;
    let d = state[3] ?? 0;
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    state[0] = a;
    state[1] = b;
    state[2] = c ^ t;
    state[3] = rotate(d, 11);
    return result;
  };
}

/** A number in (0, 1), exactly representable: the middle of one of 2^32 equal cells. */
export function uniform(stream: RandomStream): number {
  return (stream() + 0.5) / 4294967296;
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/** FNV-1a over UTF-16 code units, both bytes of each. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    hash = Math.imul(hash ^ (code & 255), 0x01000193);
    hash = Math.imul(hash ^ (code >>> 8), 0x01000193);
  }
  return hash;
}

/** Finaliser of MurmurHash3. */
function mix(value: number): number {
  let z = value;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return z ^ (z >>> 16);
}

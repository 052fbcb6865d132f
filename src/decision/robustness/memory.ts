import { type LinearMemory, webAssembly } from './web-assembly.js';

/** An array that is to stand in linear memory. */
export interface Place<View> {
  readonly bytes: number;
  readonly at: (buffer: ArrayBuffer, offset: number) => View;
}

/** Arrays by name, to be placed together. */
export type Places = Readonly<Record<string, Place<ArrayBufferView>>>;

/** The same, placed: views of linear memory. */
export type Placed<Some extends Places> = { readonly [Name in keyof Some]: Some[Name] extends Place<infer View> ? View : never };

const of =
  <View>(make: new (buffer: ArrayBuffer, offset: number, length: number) => View, width: number) =>
  (length: number): Place<View> => ({ bytes: length * width, at: (buffer, offset) => new make(buffer, offset, length) });

/** Numbers of a kind, by how many there are. */
export const f64 = of(Float64Array, 8);
export const i32 = of(Int32Array, 4);
export const u32 = of(Uint32Array, 4);
export const i16 = of(Int16Array, 2);
export const u16 = of(Uint16Array, 2);
export const u8 = of(Uint8Array, 1);

/** Linear memory of a fixed size, shared with the kernel, and how much of it is taken. All zero at first. */
export interface Arena {
  readonly memory: LinearMemory;
  taken: number;
}

/** Every array begins with a cache line, so that a row of eight numbers is one. */
const line = 64;
const pageBytes = 65536;
/** The first bytes belong to the kernel, for constants. */
export const kernelBytes = 1024;

/** Bytes that arrays take. */
export function bytesOf(...groups: readonly Places[]): number {
  let bytes = 0;
  for (const group of groups) for (const place of Object.values(group)) bytes += rounded(place.bytes);
  return bytes;
}

/** Memory for some bytes, as counted by {@link bytesOf}. Its pages cost nothing before they are written to. */
export function arenaOf(bytes: number): Arena {
  const { Memory } = webAssembly();
  return { memory: new Memory({ initial: Math.ceil((kernelBytes + bytes) / pageBytes) }), taken: kernelBytes };
}

/** Places arrays one after the other. @throws RangeError when the memory is too small, which is an error of the caller's count */
export function place<Some extends Places>(arena: Arena, places: Some): Placed<Some> {
  const views = Object.entries(places).map(([name, { bytes, at }]) => {
    const offset = arena.taken;
    arena.taken += rounded(bytes);
    return [name, at(arena.memory.buffer, offset)] as const;
  });
  return Object.fromEntries(views) as Placed<Some>;
}

function rounded(bytes: number): number {
  return Math.ceil(bytes / line) * line;
}

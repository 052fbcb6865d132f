/** What the kernel and the program share. The part of the standard interface that is used. */
export interface LinearMemory {
  readonly buffer: ArrayBuffer;
}

/** The part of the standard interface that is used. The language's own type library has none without that of browsers. */
interface WebAssemblyApi {
  readonly Memory: new (pages: { initial: number }) => LinearMemory;
  readonly Module: new (program: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Readonly<Record<string, object>>) => { readonly exports: object };
}

/** WebAssembly of the machine at hand. @throws TypeError, when it is used, where there is none */
export function webAssembly(): WebAssemblyApi {
  return (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
}

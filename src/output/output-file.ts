/** One file of an output folder. Paths use forward slashes and are relative to the folder. */
export interface OutputFile {
  readonly path: string;
  readonly content: string;
  readonly executable: boolean;
}

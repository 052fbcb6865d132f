/** What the program around the kernel does: fills a row of a table when it is first needed. */

/** Bill and reserved cores of one alternative under some flags. */
export declare function fillOverhead(cell: i32, alternative: i32, flags: i32): void;

/** Multipliers and likely days of a profile. */
export declare function fillEffort(cell: i32): void;

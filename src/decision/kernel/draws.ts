/** Drawn weights and values, `blockSize` draws per row, rows of one block together. Addresses unless said otherwise. */

/** by source of a value, then by source of work, price or longevity: position of the range */
export let drawsPositions: usize = 0;
export let drawsPositionRows: i32 = 0;
/** by facet, then by burden: index into the table of factors */
export let drawsFactors: usize = 0;
export let drawsFactorRows: i32 = 0;
/** 0 when one row of likely figures serves everything, else 1 */
export let drawsSpread: i32 = 1;
export let drawsFactorTable: usize = 0;

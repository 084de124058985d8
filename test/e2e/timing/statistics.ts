/** @param share - 0.5 is the median, which of an even number is the mean of the middle two */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)] ?? NaN
  const above = sorted[Math.ceil(at)] ?? NaN
  return below + (above - below) * (at - Math.floor(at))
}

/** The mean of all but the slowest twentieth, which is what else the machine had to do. */
export function trimmedMean(values: readonly number[]): number {
  const kept = values.toSorted((a, b) => a - b).slice(0, Math.ceil(values.length * 0.95))
  return kept.reduce((sum, value) => sum + value, 0) / kept.length
}

/** How often a median may be taken to be clear of a bar that it is not. */
const ERROR = 0.07

/**
 * Whether the median of what these are drawn from is clearly on one side of a bar, by the sign
 * test: it asks nothing of how they are distributed, and outliers weigh no more than others.
 */
export function isClear(values: readonly number[], bar: number): boolean {
  const above = values.filter((value) => value > bar).length
  return chanceOfAtMost(Math.min(above, values.length - above), values.length) <= ERROR
}

/** How likely a fair coin that is thrown so often shows heads at most so many times. */
function chanceOfAtMost(heads: number, throws: number): number {
  let chance = 0.5 ** throws
  let sum = chance
  for (let count = 1; count <= heads; count++) {
    chance *= (throws - count + 1) / count
    sum += chance
  }
  return sum
}

/** The longest time between two tries, in milliseconds; a vendor that asks for more gets this. */
const LONGEST = 300_000

/**
 * How long to wait before the next try, in milliseconds: one second, and twice as long after each
 * that failed, up to five minutes; a random part of it is left out, so that many browsers do not
 * come back to a vendor at the same moment. What the vendor asks for is waited for.
 *
 * @param failures - how many tries in a row have failed
 * @param retryAfter - the value of `Retry-After`: seconds or a date
 * @param now - in milliseconds since 1970
 * @param random - from 0 to 1
 */
export function retryDelay(
  failures: number,
  retryAfter: string | null,
  now: number,
  random: number,
): number {
  const backoff = 1000 * 2 ** (failures - 1) * (1 - random / 2)
  return Math.min(Math.max(backoff, asked(retryAfter, now)), LONGEST)
}

function asked(retryAfter: string | null, now: number): number {
  if (!retryAfter) return 0
  const seconds = Number(retryAfter)
  return (seconds >= 0 ? seconds * 1000 : Date.parse(retryAfter) - now) || 0
}

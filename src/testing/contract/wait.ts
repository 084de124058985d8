/** For how long something may be on its way, tries and pauses included, in milliseconds. */
const PATIENCE = 12_000

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms))

/** @throws with this message where it is not so */
export function demand(isSo: boolean, message: string): asserts isSo {
  if (!isSo) throw new Error(message)
}

/**
 * Waits until something is there.
 *
 * @param look - gives it once it is there, and `undefined` or `false` until then
 * @throws with the message where it does not come
 */
export async function eventually<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  message: () => string,
): Promise<T> {
  const end = Date.now() + PATIENCE
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(message())
    await pause(30)
  }
}

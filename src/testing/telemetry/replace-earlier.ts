/**
 * Ends the test telemetry that was there before under the same name, and takes its place: that of
 * an earlier test, whose app nobody has unmounted. Like the names that are taken, the place
 * belongs to the page, under a symbol of its global object.
 */
export function replaceEarlier(name: string, dispose: () => void): void {
  const page = globalThis as unknown as Record<symbol, (() => void) | undefined>
  const place = Symbol.for(`vue-telemetry:testing:${name}`)
  page[place]?.()
  page[place] = dispose
}

/**
 * Claims a name for the page: two telemetries of one name would share consent and storage, and
 * count every page twice. The claim is the page's, so that it holds across apps, Pinias and
 * bundled copies of this package.
 *
 * @returns what gives the name back; `null` where it is taken
 */
export function claimName(name: string): (() => void) | null {
  const page = globalThis as unknown as Record<symbol, true | undefined>
  const claim = Symbol.for(`vue-telemetry:${name}`)
  if (page[claim]) return null
  page[claim] = true
  return () => void delete page[claim]
}

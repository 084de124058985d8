import type { MarkerFinding, MarkerSearch } from './find-markers.ts'
import { pathOf } from './path-of.ts'
import type { Place } from './place.ts'

/** A marker that was found where it must not be. */
interface Leak extends MarkerFinding {
  readonly where: string
}

/** How many places are listed for one marker. */
const MOST = 10

/**
 * Looks for markers, and says where they are.
 *
 * @param where - where it was looked, `3 requests to eu.i.posthog.com`
 * @returns a message for whoever runs the test, which holds none of the markers; `null` where none
 * was found
 */
export function reportLeaks(
  search: MarkerSearch,
  places: readonly Place[],
  where: string,
): string | null {
  const leaks = places.flatMap((place) => leaksIn(place, search))
  if (leaks.length === 0) return null
  const labels = [...new Set(leaks.map(({ label }) => label))]
  const details = labels.map((label) => {
    const of = leaks.filter((leak) => leak.label === label)
    return [`  ${label}`, ...linesOf(of)].join('\n')
  })
  return [`expectNoLeak: ${labels.join(', ')} leaked.`, ...details, `Looked at ${where}.`].join(
    '\n\n',
  )
}

function leaksIn({ where, text }: Place, search: MarkerSearch): Leak[] {
  return search.find(text).map((finding) => {
    const path = pathOf(text, (part) =>
      search.find(part).some(({ label }) => label === finding.label),
    )
    return { ...finding, where: search.redact(path ? `${where}, at ${path}` : where) }
  })
}

/** Each place once: an address is the same in every request that goes there. */
function linesOf(leaks: readonly Leak[]): string[] {
  const lines = new Map<string, number>()
  for (const { where, form } of leaks) {
    const line = `    ${where}: ${form}`
    lines.set(line, (lines.get(line) ?? 0) + 1)
  }
  const all = [...lines].map(([line, times]) => (times > 1 ? `${line}, ${times} times` : line))
  const more = all.length - MOST
  return more > 0 ? [...all.slice(0, MOST), `    and in ${more} more places`] : all
}

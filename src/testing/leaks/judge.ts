import type { MarkerSearch } from './find-markers.ts'
import { reportLeaks } from './leak-report.ts'
import type { Place } from './place.ts'
import type { RequestPlaces } from './request-places.ts'

/** What there is to be looked at. */
export interface Evidence {
  readonly requests: readonly RequestPlaces[]
  /** What the browser keeps; left out where nobody looked. */
  readonly kept?: readonly Place[]
  /** Which requests these are, ` to eu.i.posthog.com`. */
  readonly to?: string
  readonly allowNoRequests?: boolean
}

/**
 * Throws where a marker is found, and where it was not looked at everything: what nobody saw has
 * proven nothing.
 */
export function judge(
  search: MarkerSearch,
  { requests, kept, to = '', allowNoRequests }: Evidence,
): void {
  const fail = (message: string): never => {
    throw new Error(search.redact(message))
  }
  const looked = [
    `${requests.length} ${requests.length === 1 ? 'request' : 'requests'}${to}`,
    ...(kept ? [`${kept.length / 2} ${kept.length === 2 ? 'entry' : 'entries'} at rest`] : []),
  ]
  const places = [...requests.flatMap((request) => request.places), ...(kept ?? [])]
  const leaks = reportLeaks(search, places, looked.join(' and '))
  if (leaks) fail(leaks)
  const unseen = requests.flatMap((request) => request.unseen)
  if (unseen.length > 0) {
    fail(`expectNoLeak: not everything could be looked at.\n\n  ${unseen.join('\n  ')}`)
  }
  if (requests.length === 0 && !allowNoRequests) {
    fail(`expectNoLeak: there was no request${to}, so nothing was proven.\n\n${SILENT}`)
  }
}

const SILENT =
  'Wait for what is to be looked at before the visit ends, or pass `allowNoRequests: true` where ' +
  'nothing may be sent.'

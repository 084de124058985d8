import type { Destination } from '../destination.ts'
import { readSpecSettings, type SpecSettings } from '../spec/spec-settings.ts'

export type SegmentSettings = SpecSettings

/** What the developer decides of Segment, in code: nothing so far. */
export interface SegmentOptions {}

/**
 * Segment, through its HTTP API: loaded after the yes, without Segment's own SDK, which cannot be
 * stopped once it has queued something. Configured at run time under `frontend.segment`.
 *
 * @example createTelemetry({ config, destinations: [segment()] })
 */
export function segment(_options: SegmentOptions = {}): Destination {
  return {
    name: 'segment',
    keys: ['segment_'],
    read: (raw, rules): SegmentSettings | null =>
      readSpecSettings('segment', raw, rules, 'https://api.segment.io'),
    load: async () => (await import('./after-yes.ts')).startSegment,
  }
}

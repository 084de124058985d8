import { report } from '../diagnostics.ts'
import type { PlainRecord } from '../events.ts'
import type { TelemetryOptions } from '../options.ts'
import { createKeyReader, maskAt, maskRecord } from './mask-record.ts'
import { maskText } from './mask/mask-text.ts'
import { toPlainRecord } from './plain.ts'
import type { EventPlan } from './plan/event-plan.ts'
import { createHoldToPlan, type TakeKeyRemark } from './plan/hold-to-plan.ts'
import { createRouteReader, type RouteReaderContext } from './plan/known-routes.ts'
import { isPrivateId } from './private-id.ts'
import { createRemarks, type Remark, type TakeRemark } from './remark.ts'
import { withoutReserved } from './reserved.ts'

/** What may be said of what somebody said, and what was changed for that. */
interface Scrubbed {
  readonly data: PlainRecord
  readonly remarks: readonly Remark[]
}

/** What everything passes that is said in an event, before anybody is shown or sent it. */
export interface FirstWall {
  /**
   * @param name - of the event, as it was passed
   * @param snapshot - of its properties
   * @returns `null` where the plan does not have the event
   */
  track(name: string, snapshot: unknown): (Scrubbed & { readonly name: string }) | null
  /**
   * @param path - `identify`, or `group` and the kind of group
   * @param snapshot - of the traits
   */
  traits(path: string, snapshot: unknown): Scrubbed
  /** Whether an id is refused: masked, or taken for nobody, it would merge everybody. */
  isPrivate(id: string): boolean
  /** Masks a text that describes a page. */
  text(text: string, at: string, take: TakeRemark): string
}

export interface FirstWallContext
  extends Pick<TelemetryOptions, 'events' | 'privacy'>, RouteReaderContext {}

export function createFirstWall({ events, privacy, ...routes }: FirstWallContext): FirstWall {
  const { allow, mask: patterns } = privacy ?? {}
  // Without type checks they may be anything; what cannot be read allows nothing.
  const extra = patterns ?? []
  const mask = (text: string) => maskText(text, { extra })
  const rules = {
    mask,
    readKey: createKeyReader(mask),
    allowed: new Set(Array.isArray(allow) ? (allow as readonly string[]) : []),
  }
  const hold = createHoldToPlan(events, createRouteReader(routes), mask)
  /** Remarks of one key, which may be private itself. */
  const takeKey =
    (path: string, take: TakeRemark): TakeKeyRemark =>
    (key, what, why) =>
      take({ at: `${path}.${mask(key).text}`, what, why })
  /** Plain data, without the keys that vendors read as identity. */
  const read = (snapshot: unknown, path: string, take: TakeRemark): PlainRecord => {
    const isCut = (): void => take({ at: path, what: 'dropped', why: 'too-large' })
    const { kept, dropped } = withoutReserved(toPlainRecord(snapshot, isCut))
    if (process.env.NODE_ENV !== 'production' && dropped.length > 0) {
      report('VT303', dropped.map((key) => mask(key).text).join(', '))
    }
    for (const key of dropped) takeKey(path, take)(key, 'dropped', 'reserved')
    return kept
  }
  return {
    track(said, snapshot) {
      const { remarks, take } = createRemarks()
      if (!hold) {
        const name = maskAt(said, 'track', mask, take)
        const path = `track.${name}`
        return { name, data: maskRecord(read(snapshot, path, take), path, rules, take), remarks }
      }
      const path = `track.${said}`
      const declared = declaredFirst(snapshot, events, said)
      const planned = hold(said, read(declared, path, take), takeKey(path, take))
      if (!planned) return null
      // What is listed beforehand is no secret. What is not is masked like anything else.
      const open = maskRecord(planned.open, path, rules, take)
      if (process.env.NODE_ENV !== 'production') {
        const lost = Object.keys(planned.open).filter((key) => !Object.hasOwn(open, key))
        if (lost.length > 0) report('VT308', `${said}: ${lost.join(', ')} is private-key`)
      }
      return { name: said, data: { ...planned.listed, ...open }, remarks }
    },
    traits(path, snapshot) {
      const { remarks, take } = createRemarks()
      return { data: maskRecord(read(snapshot, path, take), path, rules, take), remarks }
    },
    isPrivate: (id) => isPrivateId(id, { extra }),
    text: (text, at, take) => maskAt(text, at, mask, take),
  }
}

/** What a plan declares comes first, so that nothing beside it takes its place within the bounds. */
function declaredFirst(snapshot: unknown, plan: EventPlan | undefined, name: string): unknown {
  if (typeof snapshot !== 'object' || snapshot === null || Array.isArray(snapshot)) return snapshot
  const declared = Object.keys(plan?.[name]?.properties ?? {})
  const entries = Object.entries(snapshot)
  const isDeclared = ([key]: [string, unknown]): boolean => declared.includes(key)
  return Object.fromEntries([
    ...entries.filter(isDeclared),
    ...entries.filter((entry) => !isDeclared(entry)),
  ])
}

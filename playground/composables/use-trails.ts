import { computed, type Ref } from 'vue'
import type { TelemetryLogEntry } from 'vue-telemetry'
import { findMessages } from '../find-messages.ts'
import { toTrails } from '../trails.ts'
import { labelOf } from '../vendors.ts'
import type { WireRequest } from '../wire-record.ts'
import { useDestinationSwitches } from './use-destination-switches.ts'

/** By the key of a wire event: the trail of its event, and the other vendors that it was for. */
export type Elsewhere = ReadonlyMap<string, { trail: number; labels: string }>

/** What the log and the collector say together: each event, and what it became at each vendor. */
export function useTrails(
  entries: Readonly<Ref<readonly TelemetryLogEntry[]>>,
  requests: Readonly<Ref<readonly WireRequest[]>>,
) {
  const { active } = useDestinationSwitches()
  const trails = computed(() => toTrails(entries.value))

  /** Where PostHog is all there is, nobody has to be named. */
  const named = computed(() =>
    [
      ...active.value,
      ...entries.value.flatMap(({ destinations }) => destinations),
      ...requests.value.map(({ vendor }) => vendor),
    ].some((name) => name !== 'posthog'),
  )
  const messages = computed(() =>
    findMessages(
      trails.value,
      requests.value.flatMap(({ events }) => events),
    ),
  )
  const elsewhere = computed((): Elsewhere => {
    if (!named.value) return new Map()
    return new Map(
      trails.value.flatMap(({ key, entries: rows }) =>
        [...(messages.value.get(key) ?? [])].flatMap(([vendor, message]) => {
          const others = rows.flatMap((row) => row.destinations).filter((name) => name !== vendor)
          const labels = others.map(labelOf).join(', ')
          return labels ? [[message.key, { trail: key, labels }] as const] : []
        }),
      ),
    )
  })
  return { trails, named, messages, elsewhere, active }
}

import { computed, type WritableComputedRef } from 'vue'
import { isRecord } from './is-record.ts'
import { configText, runtimeConfig } from './runtime-config.ts'

/** Whether there is an object to change: of a file that is no JSON, only the text can be edited. */
export const canEdit = computed(() => isRecord(runtimeConfig.value))

export const enabled = setting(['enabled'], (value) => value === true)
export const adminOptOut = setting(['adminOptOut'], (value) => value === true)
export const apiKey = setting(['frontend', 'posthog', 'apikey'], toText)
export const apiUrl = setting(['frontend', 'posthog', 'apiurl'], toText)
// What cannot be read has no model, not even the default one.
export const model = setting(
  ['consent', 'model'],
  (value) => value ?? (canEdit.value ? 'opt-in' : null),
)
export const policyVersion = setting(['consent', 'policyVersion'], (value) =>
  typeof value === 'number' ? value : 1,
)

/** One value of the file. Writing it keeps everything else, and makes what is on the way to it. */
function setting<T>(path: string[], read: (value: unknown) => T): WritableComputedRef<T, unknown> {
  return computed<T, unknown>({
    get: () => read([...outer(), ...path].reduce(valueAt, runtimeConfig.value)),
    set(value) {
      const next = withValue(runtimeConfig.value, [...outer(), ...path], value)
      configText.value = JSON.stringify(next, null, 2)
    },
  })
}

/** The outer key may be left out. */
function outer(): string[] {
  const file: unknown = runtimeConfig.value
  return isRecord(file) && 'telemetry' in file ? ['telemetry'] : []
}

function valueAt(record: unknown, key: string): unknown {
  return isRecord(record) ? record[key] : undefined
}

function withValue(record: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  return { ...(isRecord(record) && record), [key]: withValue(valueAt(record, key), rest, value) }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

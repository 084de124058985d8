import { computed, type WritableComputedRef } from 'vue'
import { isRecord } from '../is-record.ts'
import { useRuntimeConfig } from '../stores/runtime-config.ts'

/** The operator's file, for whoever changes a part of it. */
export function useConfigFile() {
  const config = useRuntimeConfig()

  /** Whether there is an object to change: of a file that is no JSON, only the text can be edited. */
  const canEdit = computed(() => isRecord(config.file))

  /** One value of the file. Writing it keeps everything else, and makes what is on the way to it. */
  function setting<T>(
    path: string[],
    read: (value: unknown) => T,
  ): WritableComputedRef<T, unknown> {
    return computed<T, unknown>({
      get: () => read([...outer(config.file), ...path].reduce(valueAt, config.file)),
      set(value) {
        const next = withValue(config.file, [...outer(config.file), ...path], value)
        config.text = JSON.stringify(next, null, 2)
      },
    })
  }

  return { canEdit, setting }
}

/** The outer key may be left out. */
function outer(file: unknown): string[] {
  return isRecord(file) && 'telemetry' in file ? ['telemetry'] : []
}

function valueAt(record: unknown, key: string): unknown {
  return isRecord(record) ? record[key] : undefined
}

function withValue(record: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  return { ...(isRecord(record) && record), [key]: withValue(valueAt(record, key), rest, value) }
}

export function toText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

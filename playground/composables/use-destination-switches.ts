import { computed, type WritableComputedRef } from 'vue'
import { isAbsent, isRecord, type Fields } from '../is-record.ts'
import { vendors, type Vendor } from '../vendors.ts'
import { toText, useConfigFile } from './use-config-file.ts'

interface DestinationSwitch {
  vendor: Vendor
  on: WritableComputedRef<boolean>
}

/** Which vendors the operator's file sends to, and what switches each of them on and off. */
export function useDestinationSwitches() {
  const { setting } = useConfigFile()

  const switches = vendors.map((vendor): DestinationSwitch => {
    const { name, key } = vendor
    const section = setting(['frontend', name], (value) => (isRecord(value) ? value : {}))
    const on = computed({
      get: () => toText(section.value[key]).trim() !== '',
      // Off takes the key alone, for which files write null; what else is there is the operator's.
      set: (wanted) => {
        section.value = wanted
          ? switchedOn(section.value, vendor)
          : { ...section.value, [key]: null }
      },
    })
    return { vendor, on }
  })

  /** The names of those that are on. */
  const active = computed(() => switches.filter(({ on }) => on.value).map((one) => one.vendor.name))
  return { switches, active }
}

/** An address that is there already stays: only the key said that nothing is to be sent to it. */
function switchedOn(section: Fields, { key, settings }: Vendor): Fields {
  const kept = Object.entries(section).filter(([name, value]) => name !== key && !isAbsent(value))
  return { ...settings, ...Object.fromEntries(kept) }
}

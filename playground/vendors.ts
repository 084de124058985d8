import type { WireName } from 'vue-telemetry/collector'
import type { Fields } from './is-record.ts'

/** A vendor, as people and as the operator's file call it. */
export interface Vendor {
  /** Its key under `frontend`, and what the collector calls its wire. */
  name: WireName
  label: string
  /** Without this one it is not configured. */
  key: string
  /** Where to. */
  url: string
  /** What a switch writes: the collector on this machine, and a key that it takes. */
  settings: Fields
}

export const vendors: readonly Vendor[] = [
  {
    name: 'posthog',
    label: 'PostHog',
    key: 'apikey',
    url: 'apiurl',
    settings: { apikey: 'phc_playground', apiurl: '/collector' },
  },
  {
    name: 'segment',
    label: 'Segment',
    key: 'writeKey',
    url: 'url',
    settings: { writeKey: 'wk_playground', url: '/collector/segment' },
  },
  {
    name: 'rudderstack',
    label: 'RudderStack',
    key: 'writeKey',
    url: 'url',
    settings: { writeKey: 'wk_playground', url: '/collector/rudderstack' },
  },
  {
    name: 'plausible',
    label: 'Plausible',
    key: 'domain',
    url: 'url',
    settings: { domain: 'fieldwork.example', url: '/collector/plausible' },
  },
  {
    name: 'accoil',
    label: 'Accoil',
    key: 'apiKey',
    url: 'url',
    settings: { apiKey: 'ak_playground', url: '/collector/accoil' },
  },
]

export function labelOf(name: string): string {
  return vendors.find((vendor) => vendor.name === name)?.label ?? name
}

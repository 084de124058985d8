/** A vendor whose ingestion the collector stands in for. */
export type WireName = 'posthog' | 'segment' | 'rudderstack' | 'plausible' | 'accoil'

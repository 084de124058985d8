import { parseEndpoint, type Destination } from 'vue-telemetry'

export function acme(): Destination {
  return {
    name: 'acme', // its key under `frontend`
    keys: [], // what it stores begins with one of these and the storage prefix
    read: (raw, rules) =>
      raw.url ? { url: parseEndpoint(raw.url, 'frontend.acme.url', rules) } : null,
    load: async () => (await import('./acme-after-yes')).startAcme,
  }
}

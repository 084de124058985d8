import { jsonAnswer } from '../answer.ts'
import type { Answer } from '../answer.ts'
import { decodePosthog } from './posthog-events.ts'
import { unpackPosthog } from './posthog-packing.ts'
import type { Endpoint, Wire } from './wire.ts'

const eventPaths = new Set(['/e', '/i/v0/e', '/batch', '/capture'])

// Only characters which need no escaping in a URL: a token is echoed into a script.
const configPath = /^\/array\/([\w.~-]+)\/config(\.js)?$/

// The least a browser SDK accepts as remote configuration: every feature off, and gzip named,
// because an SDK stops compressing when the list is absent.
const remoteConfig = {
  supportedCompression: ['gzip-js'],
  hasFeatureFlags: false,
  autocapture_opt_out: true,
  heatmaps: false,
  surveys: false,
  sessionRecording: false,
}

const events: Endpoint = {
  method: 'POST',
  answer: jsonAnswer({ status: 'Ok' }),
  decode: ({ json }) => decodePosthog(json),
}

const flags: Endpoint = {
  method: 'POST',
  answer: jsonAnswer({ flags: {}, errorsWhileComputingFlags: false, requestId: 'r' }),
}

/** PostHog: events, flags and remote configuration. Paths as in PostHog's capture API. */
export const posthog: Wire = {
  name: 'posthog',
  match: (path) => {
    if (eventPaths.has(path)) return events
    if (path === '/flags') return flags
    const [, token, script] = configPath.exec(path) ?? []
    if (!token) return undefined
    return { method: 'GET', answer: script ? scriptAnswer(token) : jsonAnswer(remoteConfig) }
  },
  unpack: unpackPosthog,
}

function scriptAnswer(token: string): Answer {
  const entry = JSON.stringify({ config: remoteConfig, siteApps: [] })
  const all = 'window._POSTHOG_REMOTE_CONFIG'
  const body = `(${all} = ${all} || {})[${JSON.stringify(token)}] = ${entry}\n`
  return { status: 200, type: 'text/javascript; charset=utf-8', body }
}

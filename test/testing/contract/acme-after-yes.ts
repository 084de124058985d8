import type { StartDestination, TrackEvent } from 'vue-telemetry'

export const startAcme: StartDestination = ({ settings, signal, mayStillSend }) => {
  const { url } = settings as { url: string }
  const deliver = async ({ name, id, time, properties }: TrackEvent) => {
    const body = JSON.stringify({ name, id, time, properties })
    const how = { referrerPolicy: 'no-referrer', redirect: 'error', keepalive: true } as const
    try {
      const { ok, headers } = await fetch(url, { method: 'POST', ...how, body, signal })
      const isPage = headers.get('content-type')?.startsWith('text/html') // of a captive portal
      return ok && !isPage ? undefined : 'rejected'
    } catch {
      return 'unreachable'
    }
  }
  return {
    send(event) {
      if (event.type !== 'track') return 'not-supported'
      return mayStillSend() ? deliver(event) : 'sdk'
    },
    flush() {}, // nothing is kept back
    stop() {}, // `signal` is aborted, and with it what is under way
  }
}

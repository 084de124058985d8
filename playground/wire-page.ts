import type { CollectedEvent } from 'vue-telemetry/collector'
import { isRecord } from './is-record.ts'

/** The pattern of the page that an event tells of, in whichever way its vendor is told; or ''. */
export function routeOf({ wire, event, properties, message }: CollectedEvent): string {
  if (wire === 'posthog') return toText(properties['$pathname'])
  if (wire === 'plausible') {
    const isOfPage = event === 'pageview' || event === 'engagement'
    const address = toText(message.u)
    return isOfPage && URL.canParse(address) ? new URL(address).pathname : ''
  }
  const { page } = isRecord(message.context) ? message.context : {}
  return isRecord(page) ? toText(page.path) : ''
}

/** Whether an event says that a page view began. */
export function isPageView({ wire, event, message }: CollectedEvent): boolean {
  if (wire === 'posthog') return event === '$pageview'
  return wire === 'plausible' ? event === 'pageview' : message.type === 'page'
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

import type { SpecMessage } from '../../spec/after-yes-message.ts'
import { allowIntegrations, type AllowedIntegrations } from '../scrub/allow-integrations.ts'
import type { SegmentAnalytics } from './segment-analytics.ts'

/** In place of what the SDK reads of the page. It keeps messages in `localStorage` as called. */
const NO_PAGE = { path: '', referrer: '', search: '', title: '', url: '' }

/**
 * Hands a message to the SDK. `anonymousId` is none of its options here: the SDK would take it over
 * for everything that the application says from then on.
 *
 * Traits are left out, since the SDK would keep them; they are in the message when it is sent.
 *
 * @returns what the SDK gives when it has done with the message
 */
export function callAnalytics(
  analytics: SegmentAnalytics,
  message: SpecMessage,
  integrations: Exclude<AllowedIntegrations, 'unchanged'>,
): Promise<unknown> {
  const { messageId, timestamp } = message
  const { library: _, ...context } = message.context
  const options = {
    messageId,
    timestamp,
    context: { ...context, page: { ...NO_PAGE, ...context.page } },
    integrations: allowIntegrations({}, integrations),
  }
  switch (message.type) {
    case 'page': {
      const properties = { ...NO_PAGE, ...message.properties }
      return analytics.page(undefined, message.name, properties, options)
    }
    case 'track':
      return analytics.track(message.event, { ...message.properties }, options)
    case 'identify':
      return analytics.identify(message.userId, {}, options)
    case 'group':
      return analytics.group(message.groupId, {}, options)
  }
}

import type { Properties } from 'posthog-js/dist/module.slim.no-external'
import type { LeaveEvent, Page, PageEvent, Stay } from '../../events.ts'

/** @param isOfSession - whether the view before began in the session in which this is sent */
export function viewProperties(event: PageEvent, isOfSession: boolean): Properties {
  const { previous, campaign } = event
  return {
    ...prefixed('query_', event.query),
    ...prefixed('param_', event.params),
    ...prefixed('utm_', campaign),
    ...pageProperties(event.page),
    ...(event.title !== undefined && { title: event.title }),
    ...(previous && { previous_route: previous.route }),
    ...(previous?.view && isOfSession && stayProperties(previous, previous.route)),
    $pageview_id: event.id,
  }
}

/** @param isOfSession - whether the view began in the session in which this is sent */
export function leaveProperties(event: LeaveEvent, isOfSession: boolean): Properties {
  return {
    ...pageProperties(event.page),
    ...(isOfSession && stayProperties(event, event.page.route)),
    leave_cause: event.cause,
  }
}

/** How long the view before was, in the names by which PostHog knows it from its own SDK. */
function stayProperties(stay: Partial<Stay>, route: string): Properties {
  return {
    $prev_pageview_id: stay.view,
    $prev_pageview_pathname: route,
    $prev_pageview_duration: stay.duration,
    prev_pageview_active_duration: stay.activeDuration,
    ...(stay.maxScroll !== undefined && {
      $prev_pageview_max_content_percentage: stay.maxScroll,
    }),
  }
}

function prefixed(prefix: string, values: object = {}): Properties {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]))
}

function pageProperties({ route, name, url }: Page): Properties {
  return {
    $current_url: url,
    $host: new URL(url).host,
    $pathname: route,
    ...(name === undefined ? {} : { route_name: name }),
  }
}

import { readFile } from 'node:fs/promises'
import type { Collector } from '../../src/collector.ts'
import { agreeOn, collected, expect, summary, test } from './helpers/fixtures.ts'

/** What differs from visit to visit and from machine to machine, by what stands in its place. */
const MADE_UP: Readonly<Record<string, string>> = {
  uuid: 'an id of this event',
  timestamp: 'when it happened',
  offset: 'milliseconds ago',
  distinct_id: 'an id of this browser',
  $device_id: 'an id of this browser',
  $session_id: 'an id of this session',
  $window_id: 'an id of this tab',
  $pageview_id: 'an id of this view',
  $prev_pageview_id: 'an id of the view before',
  $prev_pageview_duration: 'seconds',
  prev_pageview_active_duration: 'seconds',
  $prev_pageview_max_content_percentage: 'from 0 to 1',
  $browser: 'the browser',
  $browser_version: 'its major version',
  $os: 'the system',
  $device_type: 'the kind of device',
  $viewport_width: 'in steps of 200',
  $viewport_height: 'in steps of 200',
  $lib_version: 'of posthog-js',
}

interface Sent {
  readonly event: string
  readonly properties: Readonly<Record<string, unknown>>
}

/** The event as its request held it, byte for byte but for what is made up. */
function eventOnTheWire(collector: Collector, pathname: string): Sent | undefined {
  return collector
    .requests()
    .flatMap(({ body }) => (JSON.parse(body) as { batch: Sent[] }).batch)
    .find(({ event, properties }) => event === '$pageview' && properties.$pathname === pathname)
}

function withoutMadeUp(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    MADE_UP[key] ?? withoutMadeUp(item),
  ])
  return Object.fromEntries(
    entries.toSorted(([one], [other]) => String(one).localeCompare(String(other))),
  )
}

test('the payload in the documentation is what leaves the browser', async ({
  page,
  playground,
}) => {
  await agreeOn(page, playground, '/teams?token=secret#secret')
  await page.getByTestId('team-people').click()
  await collected(playground.collector, (events) =>
    summary(events).includes('$pageview /teams/:team'),
  )
  const sent = withoutMadeUp(eventOnTheWire(playground.collector, '/teams/:team'))
  const privacy = await readFile(new URL('../../docs/privacy.md', import.meta.url), 'utf8')
  const [, quoted = '{}'] = /```json\n(\{\n {2}"event"[^]*?)\n```/.exec(privacy) ?? []
  expect(JSON.parse(quoted), JSON.stringify(sent, null, 2)).toEqual(sent)
})

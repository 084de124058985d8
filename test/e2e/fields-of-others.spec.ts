import type { WireName } from '../../src/collector.ts'
import { setUpFive, toldTo, useFive } from './fan-out/five-and-one.ts'
import { expect, test } from './helpers/fixtures.ts'
import { push } from './helpers/lab-page.ts'

/** Also the lists in docs/privacy.md. A longer one needs a reason, not just a new expectation. */
const OF_SPEC = `
  anonymousId context.campaign.medium context.campaign.name context.campaign.source
  context.groupId context.ip context.library.name context.library.version context.page.path
  context.page.url event groupId integrations.All messageId name properties.active_duration
  properties.duration properties.leave_cause properties.max_scroll properties.path
  properties.previous_route properties.url properties.view_id traits.group_type type userId
`

const LISTED: Partial<Record<WireName, string>> = {
  segment: `${OF_SPEC} timestamp`,
  rudderstack: `${OF_SPEC} channel originalTimestamp request_ip sentAt`,
  plausible: 'd e n r sd u',
  accoil: 'event groupId timestamp traits.group_type userId',
}

test('each message is made of the listed fields and no others', async ({ page, lab }) => {
  await setUpFive(page)
  await page.goto(`${lab.url}/?utm_source=mail&utm_medium=letter&utm_campaign=spring&code=secret`)
  await useFive(page)
  await push(page, '/')
  await page.evaluate(() => window.booted.telemetry.flush())
  for (const [wire, listed] of Object.entries(LISTED) as [WireName, string][]) {
    expect(toldTo(lab.collector, wire).length).toBeGreaterThan(4)
    const told = lab.collector.events().filter((event) => event.wire === wire)
    const fields = new Set(told.flatMap(({ message }) => pathsOf(message)))
    expect([...fields].toSorted(), wire).toEqual(listed.trim().split(/\s+/).toSorted())
  }
})

/** The paths of all that is no object. */
function pathsOf(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    typeof part === 'object' && part !== null ? pathsOf(part, `${path}${key}.`) : [path + key],
  )
}

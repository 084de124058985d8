import type { Page } from '@playwright/test'
import type { Collector, FaultMode, WireName } from '../../src/collector.ts'
import { fatesAt, setUpFive, TOLD, toldTo, useFive, type Trouble } from './fan-out/five-and-one.ts'
import { telemetryKeys } from './helpers/at-rest.ts'
import { expect, test } from './helpers/fixtures.ts'
import { CHOICE, deny, push } from './helpers/lab-page.ts'
import type { Traffic } from './helpers/traffic.ts'

/** One vendor that fails leaves the others, and the app, as they are. */

const WIRES = Object.keys(TOLD) as WireName[]

/** What becomes of events at a vendor that works. */
const WELL: Readonly<Record<WireName, readonly string[]>> = {
  posthog: ['sent'],
  segment: ['buffered/sending', 'sent'],
  rudderstack: ['buffered/sending', 'sent'],
  plausible: ['buffered/sending', 'dropped/not-supported', 'sent'],
  accoil: ['buffered/sending', 'dropped/not-supported', 'sent'],
}

interface Here {
  readonly page: Page
  readonly collector: Collector
  readonly traffic: Traffic
}

/** Each event once and in order at each of these, nothing else told of them, and no error. */
async function expectUntouched(
  { page, collector, traffic }: Here,
  wires: readonly WireName[],
): Promise<void> {
  for (const wire of wires) {
    await expect.poll(() => toldTo(collector, wire), wire).toEqual(TOLD[wire])
    const fates = (await fatesAt(page, wire)).filter((fate) => fate !== 'buffered/starting')
    expect(fates, wire).toEqual(WELL[wire])
  }
  await push(page, '/items/last')
  await expect(page.getByText('page')).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/items/last')
  expect(traffic.errors).toEqual([])
}

const FAULTS: Partial<Record<FaultMode, string>> = {
  refused: 'dropped/rejected',
  unauthorized: 'dropped/rejected',
  limited: 'buffered/retrying',
  unavailable: 'buffered/retrying',
  html: 'buffered/retrying',
  redirected: 'buffered/retrying',
  // For half a minute a vendor may take its time.
  hang: 'buffered/sending',
}

for (const wire of WIRES) {
  test.describe(`where ${wire} fails, the others and the app do not`, () => {
    for (const [fault, fate] of Object.entries(FAULTS)) {
      test(`answer: ${fault}`, async ({ page, lab, traffic }) => {
        lab.collector.fault(fault as FaultMode, wire)
        await setUpFive(page)
        await page.goto(lab.url)
        expect(await useFive(page)).toBeLessThan(3500)
        await expectUntouched(
          { page, collector: lab.collector, traffic },
          WIRES.filter((other) => other !== wire),
        )
        // What posthog-js was handed is told as sent: it does not tell what becomes of it.
        if (wire !== 'posthog') {
          const fates = await fatesAt(page, wire)
          expect(fates).toContain(fate)
          expect(fates).not.toContain('sent')
        }
        expect(lab.collector.requests().some(({ path }) => isOf(wire, path))).toBe(true)
        const hosts = traffic.requests().map((request) => new URL(request.url()).host)
        expect(new Set(hosts)).toEqual(new Set([new URL(lab.url).host]))
      })
    }

    test('its code cannot be loaded', async ({ page, lab, traffic }) => {
      let blocked = 0
      await page.route(/after-yes/, async (route) => {
        const response = await route.fetch()
        if (!OWN_CODE[wire].test(await response.text())) return route.fulfill({ response })
        blocked += 1
        return route.abort('blockedbyclient')
      })
      await setUpFive(page)
      await page.goto(lab.url)
      expect(await useFive(page)).toBeLessThan(3500)
      await expectUntouched(
        { page, collector: lab.collector, traffic },
        WIRES.filter((other) => other !== wire),
      )
      expect(blocked).toBe(1)
      expect(toldTo(lab.collector, wire)).toEqual([])
      expect(await fatesAt(page, wire)).toContain('dropped/load-failed')
      expect(await fatesAt(page, wire)).not.toContain('sent')
    })

    test('and somebody says no while it is tried again', async ({ page, lab, traffic }) => {
      const { collector } = lab
      collector.fault('unavailable', wire)
      await setUpFive(page)
      await page.goto(lab.url)
      await useFive(page)
      await expectUntouched(
        { page, collector, traffic },
        WIRES.filter((other) => other !== wire),
      )
      await deny(page)
      collector.fault('none')
      collector.clear()
      // Longer than a pause, and than what a stopped SDK still writes is waited for.
      await page.waitForTimeout(3000)
      await page.evaluate(() => window.booted.telemetry.flush())
      expect(collector.requests()).toEqual([])
      expect(await telemetryKeys(page)).toEqual([CHOICE])
      expect(traffic.errors).toEqual([])
    })
  })
}

/** Whether a path below the collector is that vendor's. */
function isOf(wire: WireName, path: string): boolean {
  return path.startsWith(wire === 'posthog' ? '/e/' : `/${wire}/`)
}

/** What the code of one vendor has that no other has. */
const OWN_CODE: Readonly<Record<WireName, RegExp>> = {
  posthog: /\$groupidentify/,
  segment: /[^n]\/v1\/batch/,
  rudderstack: /\/beacon\/v1\/batch/,
  plausible: /\/api\/event/,
  accoil: /\/v2\//,
}

/** What becomes of events at a destination of an application's own that misbehaves. */
const FATES: Readonly<Record<Trouble['at'], Readonly<Record<Trouble['how'], readonly string[]>>>> =
  {
    load: broken(),
    start: broken(),
    send: {
      throws: ['dropped/sdk'],
      rejects: ['buffered/sending', 'dropped/sdk'],
      hangs: ['buffered/sending'],
    },
    flush: { throws: ['sent'], rejects: ['sent'], hangs: ['sent'] },
    stop: { throws: ['sent'], rejects: ['sent'], hangs: ['sent'] },
  }

function broken() {
  const fails = ['dropped/load-failed']
  return { throws: fails, rejects: fails, hangs: ['buffered/starting'] }
}

for (const [at, byWay] of Object.entries(FATES)) {
  for (const [how, fates] of Object.entries(byWay)) {
    test(`a destination that ${how} in ${at} is nobody else’s trouble`, async ({
      page,
      lab,
      traffic,
    }) => {
      const { collector } = lab
      await setUpFive(page, { at, how } as Trouble)
      await page.goto(lab.url)
      expect(await useFive(page)).toBeLessThan(3500)
      await expectUntouched({ page, collector, traffic }, WIRES)
      const own = await fatesAt(page, 'sixth')
      // What waits for a moment only may have waited.
      const waits = fates.includes('buffered/starting')
      expect(own.filter((fate) => waits || fate !== 'buffered/starting')).toEqual(fates)

      await deny(page)
      collector.clear()
      await page.evaluate(() => window.booted.telemetry.flush())
      await page.waitForTimeout(300)
      expect(collector.requests()).toEqual([])
      const mark = 'telemetry:telemetry:failed:sixth'
      expect((await telemetryKeys(page)).filter((key) => key !== mark)).toEqual([CHOICE])
      expect(traffic.errors).toEqual([])
    })
  }
}

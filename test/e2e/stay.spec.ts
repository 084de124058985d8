import type { Page } from '@playwright/test'
import type { Component, VNode } from 'vue'
import type { LeaveMode } from '../../src/index.ts'
import type { CollectedEvent } from '../../src/collector.ts'
import { collected, expect, inOrder, summary, test } from './helpers/fixtures.ts'
import { agreeBefore, push } from './helpers/lab-page.ts'

/** How long and how far a page was looked at, as the collector received it. */

/** Pages of 3,000 px: `/window` scrolls as a whole, `/inner` in a box that fills the window. */
async function setUpScrolling(page: Page): Promise<void> {
  await agreeBefore(page)
  await page.addInitScript(() => {
    window.setUp = ({ boot, vue: { h, ref } }) => {
      document.documentElement.style.cssText = document.body.style.cssText = 'margin:0;height:100%'
      const content = (height: number) => h('div', { style: `height:${height}px` })
      const box = (name: string, style: string, height: number) =>
        h('div', { id: name, style: `overflow:auto;${style}` }, [content(height)])
      const rows = ref(0)
      const load = () => setTimeout(() => (rows.value = 3000), 300)
      const routes = [
        { path: '/', component: { render: () => h('p', 'short') } },
        { path: '/window', component: { render: () => content(3000) } },
        { path: '/inner', component: { render: () => box('box', 'height:100vh', 3000) } },
        { path: '/menu', component: { render: () => box('menu', 'height:90vh;width:20%', 3000) } },
        { path: '/late', component: { mounted: load, render: () => content(rows.value) } },
        {
          path: '/late-inner',
          component: {
            mounted: load,
            render: () => box('late', 'position:absolute;inset:10vh 0 0', rows.value),
          },
        },
      ]
      return boot({}, { routes })
    }
  })
}

async function scrollTo(page: Page, selector: string, top: number): Promise<void> {
  await page.evaluate(
    ([target, position]) => document.querySelector(target)!.scrollTo(0, position),
    [selector, top] as const,
  )
  await page.waitForTimeout(200)
}

/** The share of the page that was seen, of the page that was left last. */
async function depthOf(page: Page, path: string, look: () => Promise<void>): Promise<unknown> {
  await push(page, path)
  // Idle time, in which the page is measured for the first time.
  await page.waitForTimeout(300)
  await look()
  await push(page, '/')
  await page.evaluate(() => window.booted.telemetry.flush())
  return page.evaluate(
    () =>
      window.booted.entries
        .map(({ event }) => event)
        .filter((event) => event?.type === 'leave')
        .at(-1)!.maxScroll,
  )
}

test.describe('how far a page was seen', () => {
  const viewport = { width: 1000, height: 600 }
  test.use({ viewport })

  test.beforeEach(async ({ page, lab }) => {
    await setUpScrolling(page)
    await page.goto(lab.url)
    await collected(lab.collector, ({ length }) => length === 1)
  })

  test('is what the window showed at its furthest', async ({ page, lab }) => {
    expect(await depthOf(page, '/window', async () => {})).toBeCloseTo(600 / 3000, 2)
    const look = async () => {
      await scrollTo(page, 'html', 1200)
      await scrollTo(page, 'html', 0)
    }
    expect(await depthOf(page, '/window', look)).toBeCloseTo(1800 / 3000, 2)
    expect(await depthOf(page, '/window', () => scrollTo(page, 'html', 9999))).toBe(1)
    await page.close({ runBeforeUnload: true })
    const events = await collected(lab.collector, (all) => all.length >= 14)
    const seen = events
      .filter(({ event, properties }) => event === '$pageleave' && properties.$pathname !== '/')
      .map(({ properties }) => properties.$prev_pageview_max_content_percentage)
    expect(seen).toEqual([0.2, 0.6, 1])
  })

  test('is that of a box within the page that scrolls, seen before it is scrolled', async ({
    page,
  }) => {
    expect(await depthOf(page, '/inner', async () => {})).toBeCloseTo(600 / 3000, 2)
    expect(await depthOf(page, '/inner', () => scrollTo(page, '#box', 1200))).toBeCloseTo(0.6, 2)
    expect(await depthOf(page, '/inner', () => scrollTo(page, '#box', 9999))).toBe(1)
  })

  test('is not that of a menu', async ({ page }) => {
    expect(await depthOf(page, '/menu', () => scrollTo(page, '#menu', 500))).toBe(1)
  })

  test('counts what arrives after the page, wherever it scrolls', async ({ page }) => {
    expect(await depthOf(page, '/late', () => page.waitForTimeout(1500))).toBeCloseTo(0.2, 2)
    const inner = await depthOf(page, '/late-inner', () => page.waitForTimeout(1500))
    expect(inner).toBeCloseTo(0.18, 2)
  })
})

test('a page that comes by a transition is told of by itself', async ({ page, lab }) => {
  await agreeBefore(page)
  await page.addInitScript(() => {
    window.setUp = ({ boot, vue: { h, Transition }, vueRouter: { RouterView } }) => {
      const style = document.createElement('style')
      style.textContent =
        'body{margin:0}.v-leave-active{transition:opacity .4s}.v-leave-to{opacity:0}'
      document.head.append(style)
      const tall = (title: string) => ({
        mounted: () => void (document.title = title),
        render: () => h('div', { style: 'height:3000px' }, title),
      })
      const routes = [
        { path: '/', component: tall('Home') },
        { path: '/a', component: tall('A') },
        {
          path: '/secret',
          component: tall('Secret plans'),
          meta: { telemetry: false } as const,
        },
      ]
      const view = () =>
        h(RouterView, null, {
          default: ({ Component }: { Component?: VNode }) =>
            // Where applications go to the top, which would be seen before.
            h(
              Transition as Component,
              { mode: 'out-in', onAfterLeave: () => window.scrollTo(0, 0) },
              { default: () => Component },
            ),
        })
      return boot({ pages: { title: () => document.title } }, { routes, view })
    }
  })
  await page.setViewportSize({ width: 1000, height: 600 })
  const errors: unknown[] = []
  page.on('pageerror', (error) => errors.push(error))
  await page.goto(lab.url)
  await page.waitForTimeout(600)
  await scrollTo(page, 'html', 9999)
  await push(page, '/a')
  await page.waitForTimeout(1000)
  await push(page, '/secret')
  await page.waitForTimeout(800)
  await push(page, '/')
  await page.waitForTimeout(1000)
  const events = await collected(lab.collector, ({ length }) => length === 5)
  expect(
    events.map(({ event, properties }) => [
      event,
      properties.title ?? properties.$prev_pageview_max_content_percentage,
    ]),
  ).toEqual([
    ['$pageview', 'Home'],
    ['$pageleave', 1],
    ['$pageview', 'A'],
    ['$pageleave', 0.2],
    ['$pageview', 'Home'],
  ])
  expect(errors).toEqual([])
})

test('an application that observes sizes hears of no loop', async ({ page, lab }) => {
  await agreeBefore(page)
  await page.addInitScript(() => {
    Object.assign(window, { heard: [] })
    window.addEventListener('error', ({ message }) => Reflect.get(window, 'heard').push(message))
  })
  await page.goto(lab.url)
  await collected(lab.collector, ({ length }) => length === 1)
  const heard = await page.evaluate(async () => {
    const box = document.body.appendChild(document.createElement('div'))
    const inner = box.appendChild(document.createElement('div'))
    // Makes the page higher in answer to a size, as text areas and virtual lists do.
    new ResizeObserver(() => (box.style.height = `${inner.offsetWidth * 2}px`)).observe(inner)
    for (let width = 100; width < 600; width += 100) {
      inner.style.width = `${width}px`
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return Reflect.get(window, 'heard')
  })
  expect(heard).toEqual([])
})

/** Which events say it of which views. */
function tellers(events: readonly CollectedEvent[]): string[] {
  const views = events.filter(({ event }) => event === '$pageview').map(({ uuid }) => uuid)
  return events
    .filter(({ properties }) => '$prev_pageview_duration' in properties)
    .map(
      ({ event, properties }) => `${event}: ${views.indexOf(String(properties.$prev_pageview_id))}`,
    )
}

test.describe('each view is told of once', () => {
  const CASES: [mode: LeaveMode, events: string[], told: string[]][] = [
    [
      'route',
      ['view 1', 'leave 1', 'view 2', 'leave 2', 'view /', 'leave /', 'view 3', 'leave 3'],
      ['$pageleave: 0', '$pageleave: 1', '$pageleave: 2', '$pageleave: 3'],
    ],
    [
      'exit',
      ['view 1', 'view 2', 'leave 2', 'view /', 'view 3', 'leave 3'],
      ['$pageview: 0', '$pageleave: 1', '$pageview: 2', '$pageleave: 3'],
    ],
    [false, ['view 1', 'view 2', 'view /', 'view 3'], ['$pageview: 0', '$pageview: 2']],
  ]

  for (const [leave, expected, told] of CASES) {
    test(`with pages.leave: ${leave}`, async ({ page, lab }) => {
      await agreeBefore(page)
      await page.addInitScript((mode) => {
        window.setUp = ({ boot, vue: { h } }) => {
          const component = { render: () => h('p') }
          const meta = { telemetry: false } as const
          const routes = ['/', '/1', '/2', '/3'].map((path) => ({ path, component }))
          return boot(
            { pages: { leave: mode } },
            { routes: [...routes, { path: '/excluded', component, meta }] },
          )
        }
      }, leave)
      await page.goto(`${lab.url}/1`)
      await collected(lab.collector, ({ length }) => length === 1)
      for (const path of ['/2', '/excluded', '/', '/3']) {
        await push(page, path)
        await page.waitForTimeout(20)
      }
      await page.close({ runBeforeUnload: true })
      await collected(lab.collector, ({ length }) => length >= expected.length)
      await new Promise((resolve) => setTimeout(resolve, 1000))
      const events = inOrder(lab.collector)
      const short = summary(events).map((text) =>
        text.replace('$page', '').replace(/ \/(?=\d)/, ' '),
      )
      expect(short).toEqual(expected)
      expect(tellers(events)).toEqual(told)
      for (const { properties } of events) {
        if ('$prev_pageview_duration' in properties) {
          expect(properties.$prev_pageview_duration).toBeGreaterThan(0)
          expect(properties.prev_pageview_active_duration).toBeGreaterThan(0)
        }
      }
    })
  }
})

test('nothing is told of a view after its session has ended', async ({ page, lab }) => {
  test.setTimeout(120_000)
  await agreeBefore(page)
  await page.addInitScript(() => {
    // The shortest that posthog-js allows.
    window.setUp = ({ boot, posthog }) =>
      boot({ destinations: [posthog({ sessionIdleTimeout: 60 })] })
  })
  await page.goto(lab.url)
  await push(page, '/items/1')
  const [first] = await collected(lab.collector, ({ length }) => length === 3)
  await page.waitForTimeout(63_000)
  await push(page, '/items/2')
  await push(page, '/items/3')
  const events = await collected(lab.collector, ({ length }) => length === 7)
  expect(summary(events).slice(3)).toEqual([
    '$pageleave /items/:item',
    '$pageview /items/:item',
    '$pageleave /items/:item',
    '$pageview /items/:item',
  ])
  const sessions = events.map(({ properties }) => properties.$session_id)
  expect(new Set(sessions.slice(0, 3))).toEqual(new Set([first!.properties.$session_id]))
  expect(sessions[3]).not.toBe(sessions[0])
  expect(new Set(sessions.slice(3)).size).toBe(1)
  // The first leave tells of its view, the one after the break does not, the next does again.
  expect(tellers(events)).toEqual(['$pageleave: 0', '$pageleave: 2'])
})

test('of more than the browser takes of a page that goes away, the latest is taken', async ({
  page,
  lab,
}) => {
  await agreeBefore(page)
  await page.route('**/elsewhere', (route) => route.fulfill({ body: 'elsewhere' }))
  // On a fast network even what the browser does not keep alive arrives; this tells them apart.
  await page.addInitScript(() => {
    const { fetch } = window
    window.fetch = (input, init) => {
      const before = sessionStorage.getItem('kept alive') ?? ''
      sessionStorage.setItem('kept alive', `${before} ${init?.keepalive}`)
      return fetch(input, init)
    }
  })
  await page.goto(lab.url)
  await collected(lab.collector, ({ length }) => length === 1)
  await page.evaluate(() => {
    // Numbers, since the mask would make a word of random text.
    const random = () => Array.from({ length: 100 }, () => Math.random())
    for (let number = 0; number < 200; number++)
      window.booted.telemetry.track('Uploaded', { number, content: random() })
  })
  await page.goto(`${lab.url}/elsewhere`)
  await collected(lab.collector, (events) => summary(events).includes('$pageleave /'))
  const keptAlive = await page.evaluate(() => sessionStorage.getItem('kept alive'))
  // The browser keeps the latest alive, and not the rest, of which it may not even let this know.
  expect(keptAlive).toMatch(/^ true true( false)?$/)
  const [, latest] = lab.collector.requests()
  const numbers = latest!.events.map(({ properties }) => properties.number)
  // The leave, and as many before it as are certain to be taken.
  expect(numbers.slice(-3)).toEqual([198, 199, undefined])
  expect(numbers.length).toBeGreaterThan(10)
})

test('the campaign of the landing page is told by the first view after a late yes', async ({
  page,
  lab,
}) => {
  await page.goto(`${lab.url}/?utm_source=news&utm_campaign=spring-26&utm_medium=a%40b`)
  await push(page, '/items/1')
  await page.evaluate(() => window.booted.consent.grant())
  await push(page, '/items/2')
  const events = await collected(lab.collector, ({ length }) => length === 3)
  const told = events.map(({ properties }) =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => name.startsWith('utm_'))),
  )
  expect(told).toEqual([{ utm_source: 'news', utm_campaign: 'spring-26' }, {}, {}])
})

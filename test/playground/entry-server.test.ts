// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { App } from 'vue'
import { fillTemplate, render } from '../../playground/entry-server.ts'
import { telemetryPlugin } from '../../src/index.ts'
import { watchBrowserGlobals, type WatchedGlobals } from '../helpers/browser-globals.ts'

/** What a page says in its heading, by its address. */
const HEADINGS: Readonly<Record<string, string>> = {
  '/': 'See what telemetry sends, before anyone else does',
  '/teams': 'Teams',
  '/teams/people': 'People operations',
  '/teams/people/projects/q3-layoffs-plan': 'Q3 layoffs plan',
  '/guide': 'Field guide',
  '/activity': 'Activity',
  '/forms/new': 'New form',
  '/settings': 'Settings',
  '/sign-in/callback?code=abc': 'Signing you in…',
  '/old/people': 'People operations',
  '/guarded': 'See what telemetry sends, before anyone else does',
  '/nowhere': 'There is no such page',
}

const CONFIG = JSON.stringify({
  telemetry: {
    enabled: true,
    frontend: { posthog: { apikey: 'phc_served', apiurl: '/collector' } },
    consent: { model: 'opt-out' },
  },
})

const config = vi.fn<() => unknown>()
const apps: App[] = []
let globals: WatchedGlobals

beforeEach(() => {
  const { install } = telemetryPlugin
  vi.spyOn(telemetryPlugin, 'install').mockImplementation((app, options) => {
    apps.push(app)
    install(app, { ...options, config: config as typeof options.config })
  })
  globals = watchBrowserGlobals()
})

afterEach(() => {
  globals.restore()
  config.mockClear()
  apps.length = 0
})

test.each(Object.entries(HEADINGS))('%s is rendered without a browser', async (url, heading) => {
  expect(typeof window).toBe('undefined')
  // Once more, since the code of the page is loaded first, and loading it may take a timer.
  await render(url, CONFIG)
  const timers = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'setInterval')]
  const { html } = await render(url, CONFIG)
  expect(html).toContain(`<h1>${heading}</h1>`)
  for (const timer of timers) expect(timer).not.toHaveBeenCalled()
  expect(globals.touched).toEqual([])
  expect(apps).toHaveLength(2)
  expect(config).not.toHaveBeenCalled()
})

test('whoever is refused a page is served the app without one', async () => {
  const { html } = await render('/forbidden')
  expect(html).toContain('Go to the start')
  expect(globals.touched).toEqual([])
})

describe('two requests', () => {
  test('share nothing, one after the other or at once', async () => {
    const alone = await render('/settings')
    const other = await render('/settings', CONFIG)
    expect(other.html).toContain('phc_served')
    expect(alone.html).not.toContain('phc_served')
    expect(await render('/settings')).toEqual(alone)
    const atOnce = await Promise.all([render('/settings', CONFIG), render('/settings')])
    expect(atOnce).toEqual([other, alone])
  })

  test('have a telemetry each, of which nothing is told', async () => {
    await render('/')
    await render('/')
    const [one, two] = apps.map(({ config: { globalProperties } }) => globalProperties)
    expect(one!.$telemetry).not.toBe(two!.$telemetry)
    expect(one!.$pinia).not.toBe(two!.$pinia)
  })
})

test('the state is served with the page, as text that cannot end its element', async () => {
  const page = await render('/teams/people', '{ "</script>": "$&" }')
  const served = fillTemplate('<title>Fieldwork</title><div id="app"></div>', page)
  expect(served).toMatch(/^<title>People operations – Fieldwork<\/title><div id="app"><div/)
  const [, state] = /<script type="application\/json" id="state">(.*)<\/script>$/.exec(served)!
  expect(state).not.toContain('<')
  expect(JSON.parse(state!)).toEqual({
    'runtime-config': { text: '{ "</script>": "$&" }' },
    // Nothing of the choice, which is the browser's.
    'telemetry-consent': {},
  })
})

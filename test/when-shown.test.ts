import { beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { whenShown } from '../src/when-shown.ts'
import { expectReports } from './helpers/expect-report.ts'
import {
  configured,
  keepChoice,
  mountTelemetry,
  ROUTES,
  settle,
  START,
  useFixedClock,
} from './helpers/mount-telemetry.ts'
import { beVisibility, setVisibility } from './helpers/set-visibility.ts'

useFixedClock()

describe('a task', () => {
  const task = vi.fn<() => void>()
  let scope: EffectScope

  beforeEach(() => {
    task.mockReset()
    scope = effectScope(true)
  })

  const begin = (state: DocumentVisibilityState) => {
    beVisibility(state)
    scope.run(() => whenShown(task))
  }

  test('runs at once where the document is visible, and listens to nothing', () => {
    const listen = vi.spyOn(document, 'addEventListener')
    begin('visible')
    expect(task).toHaveBeenCalledOnce()
    expect(listen).not.toHaveBeenCalled()
  })

  test('waits for the document to be shown, and runs once', () => {
    begin('hidden')
    expect(task).not.toHaveBeenCalled()
    setVisibility('hidden')
    expect(task).not.toHaveBeenCalled()
    setVisibility('visible')
    expect(task).toHaveBeenCalledOnce()
    setVisibility('hidden')
    setVisibility('visible')
    expect(task).toHaveBeenCalledOnce()
  })

  test('waits for a document that is prerendered', () => {
    begin('prerender' as DocumentVisibilityState)
    expect(task).not.toHaveBeenCalled()
    setVisibility('visible')
    expect(task).toHaveBeenCalledOnce()
  })

  test('is called off by the end of its scope', () => {
    begin('hidden')
    scope.stop()
    setVisibility('visible')
    expect(task).not.toHaveBeenCalled()
  })
})

/** Mounts an app in a document that nobody has seen, with a yes from an hour ago. */
async function mountHidden(options: Parameters<typeof mountTelemetry>[0] = {}) {
  keepChoice('granted')
  beVisibility('hidden')
  const parts = await mountTelemetry(options)
  await settle()
  return parts
}

async function show(): Promise<void> {
  setVisibility('visible')
  await settle()
}

describe('a document that nobody has seen', () => {
  test('starts nothing', async () => {
    const config = vi.fn<() => unknown>(() => configured())
    const getItem = vi.fn<(key: string) => null>(() => null)
    const storage = { getItem, setItem: () => {}, removeItem: () => {} }
    const { fake, entries, consent, router } = await mountHidden({ config, consent: { storage } })
    await router.push('/teams')
    await vi.advanceTimersByTimeAsync(600_000)
    expect(fake.done).toEqual([])
    expect(config).not.toHaveBeenCalled()
    expect(getItem).not.toHaveBeenCalled()
    expect(entries).toEqual([])
    expect(consent.shouldAsk).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('reports nothing of what it has not looked for', async () => {
    await mountHidden({ config: { enabled: 'what' } })
    expect(console.warn).not.toHaveBeenCalled()
    await show()
    expectReports('VT201')
  })

  test('once it is shown counts one view, of the page one is on then', async () => {
    const config = vi.fn<() => unknown>(() => configured())
    const { fake, router } = await mountHidden({ config })
    for (const path of ['/teams', '/teams/a', '/about']) await router.push(path)
    await vi.advanceTimersByTimeAsync(60_000)
    const shown = Date.now()
    await show()
    expect(config).toHaveBeenCalledOnce()
    expect(fake.sent).toMatchObject([{ type: 'page', page: { route: '/about' }, time: shown }])
    expect(fake.sent[0]).not.toHaveProperty('previous')
    expect(shown).toBeGreaterThan(START + 60_000)
  })

  test('counts as any other from then on', async () => {
    const { fake, router } = await mountHidden()
    await show()
    const shown = fake.sent[0]!.time
    setVisibility('hidden')
    await vi.advanceTimersByTimeAsync(10_000)
    setVisibility('visible')
    await router.push('/teams')
    await settle()
    expect(fake.sent.map(({ type }) => type)).toEqual(['page', 'leave', 'page'])
    const [, leave] = fake.sent
    expect(leave).toMatchObject({ duration: (leave!.time - shown) / 1000, activeDuration: 0.2 })
  })

  test('keeps what the app says meanwhile, and sends it once it is shown', async () => {
    const { fake, telemetry, entries } = await mountHidden()
    telemetry.track('Early')
    telemetry.identify('user-1')
    const said = Date.now()
    expect(entries).toMatchObject([
      { verdict: 'buffered', type: 'track', reason: 'loading' },
      { verdict: 'buffered', type: 'identify', reason: 'loading' },
    ])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(fake.done).toEqual([])
    await show()
    expect(fake.sent.map(({ type }) => type)).toEqual(['track', 'identify', 'page'])
    expect(fake.sent[0]).toMatchObject({ name: 'Early', time: said, view: undefined })
  })

  test('sends nothing of it where the answer is no by then', async () => {
    const { fake, telemetry, entries } = await mountHidden()
    telemetry.track('Early')
    keepChoice('denied')
    await show()
    expect(fake.sent).toEqual([])
    expect(entries.at(-2)).toMatchObject({ verdict: 'dropped', type: 'track', reason: 'denied' })
  })

  test('keeps no more of it than is allowed to wait', async () => {
    const { fake, telemetry, entries } = await mountHidden({ bufferSize: 3 })
    for (let index = 0; index < 10; index++) telemetry.track(`Event ${index}`)
    const dropped = entries.filter(({ verdict }) => verdict === 'dropped')
    expect(dropped.map(({ reason }) => reason)).toEqual(Array(7).fill('buffer-full'))
    await show()
    expect(fake.sent.length).toBe(3)
  })

  test('keeps an answer that is given meanwhile', async () => {
    beVisibility('hidden')
    const { fake, consent } = await mountTelemetry()
    consent.grant()
    await settle()
    expect(fake.done).toEqual([])
    await show()
    expect(fake.sent).toMatchObject([{ type: 'page', page: { route: '/' } }])
  })
})

describe('a telemetry that is disposed of before', () => {
  test.each(['dispose', 'unmount'] as const)('never does anything: %s', async (how) => {
    const listen = vi.spyOn(window, 'addEventListener')
    const config = vi.fn<() => unknown>(() => configured())
    const { fake, telemetry, unmount, router } = await mountHidden({ config, routes: ROUTES })
    if (how === 'dispose') telemetry.dispose()
    else unmount()
    await show()
    await router.push('/teams')
    telemetry.track('Late')
    await settle()
    expect(fake.done).toEqual([])
    expect(config).not.toHaveBeenCalled()
    const ours = listen.mock.calls.filter(([type]) => type === 'visibilitychange')
    expect(ours.length).toBe(1)
    for (const [, , options] of ours) {
      expect((options as AddEventListenerOptions).signal!.aborted).toBe(true)
    }
  })

  // Nobody is told: what waits for the configuration is not dropped, it is forgotten.
  test('tells what became of what had waited', async () => {
    const { telemetry, entries } = await mountHidden()
    telemetry.track('Early')
    telemetry.dispose()
    expect(entries.at(-1)).toMatchObject({ verdict: 'dropped', type: 'track', reason: 'disposed' })
  })
})

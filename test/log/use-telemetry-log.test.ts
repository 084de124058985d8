import { describe, expect, test, vi } from 'vitest'
import {
  createApp,
  createSSRApp,
  defineComponent,
  effectScope,
  h,
  nextTick,
  ref,
  watch,
  watchEffect,
} from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { TelemetryEntry } from '../../src/delivery/journal.ts'
import { telemetryKey } from '../../src/injection.ts'
import { useTelemetryLog, type TelemetryLog } from '../../src/log/use-telemetry-log.ts'
import { createSilentTelemetry } from '../../src/silent-telemetry.ts'
import { expectReports, expectWarnings } from '../helpers/expect-report.ts'
import { mountGranted, settle, START, useFixedClock } from '../helpers/mount-telemetry.ts'

useFixedClock()

const names = ({ entries }: TelemetryLog): unknown[] =>
  entries.value.map(({ event }) => (event && 'name' in event ? event.name : event?.type))

describe('what is listed', () => {
  test('the last events, newest first, with what became of them', async () => {
    const { telemetry } = await mountGranted({ pages: false })
    const log = useTelemetryLog({ telemetry })
    telemetry.track('First', { a: 1 })
    telemetry.track('Second')
    await settle()
    expect(names(log)).toEqual(['Second', 'First'])
    expect(log.entries.value[1]).toMatchObject({
      verdict: 'sent',
      type: 'track',
      destinations: ['fake'],
      event: { name: 'First', properties: { a: 1 } },
    })
  })

  test('an event that waited is one entry, and keeps its key and time', async () => {
    const { telemetry, consent } = await mountGranted({ pages: false })
    consent.deny()
    const log = useTelemetryLog({ telemetry })
    consent.grant()
    telemetry.track('Clicked')
    const [waiting] = log.entries.value
    expect(waiting).toMatchObject({ verdict: 'buffered', event: null, time: START + 200 })
    await settle()
    expect(log.entries.value).toHaveLength(1)
    const { key, time } = waiting!
    expect(log.entries.value[0]).toMatchObject({ verdict: 'sent', key, time })
  })

  test('a call after a no is counted, and nothing of it is kept', async () => {
    const { telemetry, consent } = await mountGranted({ pages: false })
    consent.deny()
    const log = useTelemetryLog({ telemetry })
    telemetry.track('Clicked', { what: 'private' })
    expect(log.entries.value).toMatchObject([{ verdict: 'dropped', reason: 'denied', event: null }])
    expect(JSON.stringify(log.entries.value)).not.toMatch(/Clicked|private/)
  })

  test('what was masked is listed masked, with what was done to it', async () => {
    const { telemetry } = await mountGranted({ pages: false })
    const log = useTelemetryLog({ telemetry })
    telemetry.track('Saved', { note: 'from alice@corp.example', password: 'hunter2' })
    telemetry.identify('alice@corp.example')
    await settle()
    expectReports('VT310')
    const listed = log.entries.value.filter(({ type }) => type !== 'reset')
    expect(listed).toMatchObject([
      { type: 'track', verdict: 'sent', event: { properties: { note: 'from [email]' } } },
      { type: 'identify', verdict: 'dropped', reason: 'private-id', event: null },
    ])
    expect(listed[0]!.event!.remarks).toEqual([
      { at: 'track.Saved.note', what: 'masked', why: 'email' },
      { at: 'track.Saved.password', what: 'dropped', why: 'private-key' },
    ])
    expect(JSON.stringify(log.entries.value)).not.toMatch(/alice|hunter2/)
  })
})

test.each([
  [undefined, 100],
  [2, 2],
  [0, 0],
  [-1, 0],
  [Number.NaN, 0],
  [Infinity, 1000],
])('with a limit of %s there are %i at most', (limit, kept) => {
  let tell!: (entry: TelemetryEntry) => void
  const onEvent = (listener: typeof tell) => {
    tell = listener
    return () => {}
  }
  const log = useTelemetryLog({ telemetry: { onEvent }, limit })
  for (let count = 0; count < 1100; count++) {
    const event = { type: 'reset', time: 1, id: `${count}` } as const
    tell({ verdict: 'sent', type: 'reset', reason: null, destinations: ['x'], event })
  }
  const { value } = log.entries
  expect(value).toHaveLength(kept)
  expect(value[0]?.event?.id).toBe(kept > 0 ? '1099' : undefined)
  expect(new Set(value.map(({ key }) => key)).size).toBe(kept)
})

describe('nothing that is done to it reaches what is sent', () => {
  test('an entry and all that is in it are frozen, and a copy of what is sent', async () => {
    const { telemetry, fake } = await mountGranted({ pages: false })
    const log = useTelemetryLog({ telemetry })
    telemetry.track('Saved', { deep: { list: [{ a: 1 }] }, note: 'alice@corp.example' })
    await settle()
    const parts: object[] = [log.entries.value]
    for (const part of parts) {
      expect(Object.isFrozen(part)).toBe(true)
      const isPart = (value: unknown): value is object =>
        typeof value === 'object' && value !== null
      parts.push(...Object.values(part).filter(isPart))
    }
    // The list, the entry, its destinations, the event, four in its properties, and two remarks.
    expect(parts.length).toBe(10)
    expect(log.entries.value[0]!.event).not.toBe(fake.sent[0])
    expect(log.entries.value[0]!.event).toEqual(fake.sent[0])
  })

  test('the list cannot be replaced from outside', () => {
    const log = useTelemetryLog({ telemetry: createSilentTelemetry('t') })
    Reflect.set(log.entries, 'value', ['mine'])
    expect(log.entries.value).toEqual([])
    expectWarnings('target is readonly')
  })
})

describe('reactivity', () => {
  test('whoever reads it learns of each change', async () => {
    const { telemetry } = await mountGranted({ pages: false })
    const log = useTelemetryLog({ telemetry })
    const lengths: number[] = []
    const end = watch(log.entries, ({ length }) => lengths.push(length), { flush: 'sync' })
    telemetry.track('Clicked')
    await settle()
    log.clear()
    expect(lengths).toEqual([1, 0])
    end()
  })

  test('an effect that is told of its own event while it runs does not run again', async () => {
    const { telemetry, consent } = await mountGranted({ pages: false })
    consent.deny()
    const log = useTelemetryLog({ telemetry })
    const times = vi.fn<() => void>()
    const wanted = ref(0)
    const end = watchEffect(() => {
      times()
      void wanted.value
      telemetry.track('Clicked')
      log.clear()
    })
    log.clear()
    await settle()
    expect(times).toHaveBeenCalledOnce()
    wanted.value++
    await nextTick()
    expect(times).toHaveBeenCalledTimes(2)
    end()
  })

  test('a listener that runs within an effect reads nothing there', () => {
    let tell!: (entry: TelemetryEntry) => void
    const onEvent = (listener: typeof tell) => {
      tell = listener
      return () => {}
    }
    const log = useTelemetryLog({ telemetry: { onEvent } })
    const times = vi.fn<() => void>()
    const end = watchEffect(
      () => {
        times()
        tell({ verdict: 'dropped', type: 'track', reason: 'denied', destinations: [], event: null })
      },
      { flush: 'sync' },
    )
    log.clear()
    expect(times).toHaveBeenCalledOnce()
    end()
  })
})

describe('how long it goes on', () => {
  test('until the component that uses it is gone', async () => {
    const { telemetry } = await mountGranted({ pages: false })
    let log!: TelemetryLog
    const Panel = defineComponent(() => {
      log = useTelemetryLog()
      return () => h('p', log.entries.value.length)
    })
    const host = document.createElement('div')
    // Not installed, which would end the telemetry with this app.
    const app = createApp(Panel).provide(telemetryKey, telemetry)
    app.mount(host)
    telemetry.track('Seen')
    await settle()
    expect(host.textContent).toBe('1')
    app.unmount()
    telemetry.track('Unseen')
    await settle()
    expect(names(log)).toEqual(['Seen'])
  })

  test('as long as the scope that it was called in', async () => {
    const { telemetry } = await mountGranted({ pages: false })
    const scope = effectScope()
    const log = scope.run(() => useTelemetryLog({ telemetry }))!
    scope.stop()
    telemetry.track('Unseen')
    await settle()
    expect(names(log)).toEqual([])
  })

  test('outside of both, until it is stopped', async () => {
    const { telemetry } = await mountGranted({ pages: false })
    const log = useTelemetryLog({ telemetry })
    telemetry.track('Seen')
    await settle()
    log.stop()
    telemetry.track('Unseen')
    await settle()
    expect(names(log)).toEqual(['Seen'])
  })

  test('what was cleared does not come back', async () => {
    const { telemetry } = await mountGranted({ pages: false })
    const log = useTelemetryLog({ telemetry })
    telemetry.track('Before')
    await settle()
    log.clear()
    expect(log.entries.value).toEqual([])
    telemetry.track('After')
    await settle()
    expect(names(log)).toEqual(['After'])
  })
})

describe('without telemetry it stays empty', () => {
  test('outside an app', () => {
    const log = useTelemetryLog()
    log.clear()
    log.stop()
    expect(log.entries.value).toEqual([])
  })

  test('where a page is rendered on the server', async () => {
    const Panel = defineComponent(() => {
      const { entries } = useTelemetryLog()
      return () => h('p', entries.value.length)
    })
    expect(await renderToString(createSSRApp(Panel))).toBe('<p>0</p>')
  })
})

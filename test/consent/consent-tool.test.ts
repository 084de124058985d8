import { createPinia } from 'pinia'
import { describe, expect, test, vi } from 'vitest'
import { shallowRef, watch } from 'vue'
import { useTelemetryConsent } from '../../src/consent/consent-store.ts'
import type { ChoiceStorage } from '../../src/consent/stored-choice.ts'
import { memoryStorage } from '../helpers/memory-storage.ts'
import {
  CHOICE_KEY,
  configured,
  keepChoice,
  mountTelemetry,
  settle,
  START,
  useFixedClock,
} from '../helpers/mount-telemetry.ts'

useFixedClock()

const OPT_OUT = configured('k1', { consent: { model: 'opt-out' } })
const NOBODY_ASKED = configured('k1', { consent: { model: 'none' } })

/** A tool that does something of its own before or after it writes what it is told. */
function tool(does: { before?(key: string): void; after?(key: string): void }) {
  const memory = memoryStorage()
  const setItem: ChoiceStorage['setItem'] = (key, text) => {
    does.before?.(key)
    memory.setItem(key, text)
    does.after?.(key)
  }
  return { ...memory, setItem }
}

const tellOthers = (key: string): void =>
  void window.dispatchEvent(new StorageEvent('storage', { key }))

describe('a consent tool that acts while it is told of an answer', () => {
  test('may say it again', async () => {
    const after = vi.fn<() => void>(() => mounted.consent.grant())
    const mounted = await mountTelemetry({ consent: { storage: tool({ after }) } })
    mounted.consent.grant()
    expect(after).toHaveBeenCalledOnce()
    expect(mounted.consent.active).toBe(true)
  })

  test.each(['before', 'after'])('may say no, %s it writes', async (when) => {
    const storage = tool({ [when]: () => mounted.consent.deny() })
    const mounted = await mountTelemetry({ consent: { storage } })
    mounted.consent.grant()
    await settle()
    expect(mounted.consent.reason).toBe('denied')
    expect(mounted.fake.done).toEqual([])
    expect(storage.getItem(CHOICE_KEY)).toContain('denied')
  })

  test('may not turn a no by what it knew before', async () => {
    let isLate = false
    const storage = tool({ before: () => isLate && mounted.consent.grant() })
    const mounted = await mountTelemetry({ consent: { storage } })
    mounted.consent.grant()
    await settle()
    isLate = true
    mounted.consent.deny()
    expect(mounted.consent.reason).toBe('denied')
    expect(storage.getItem(CHOICE_KEY)).toContain('denied')
  })

  test.each([
    ['before it writes', tool({ before: tellOthers })],
    ['after it writes', tool({ after: tellOthers })],
  ])('may tell the other tabs, %s', async (_, storage) => {
    const { consent, telemetry, fake } = await mountTelemetry({
      config: OPT_OUT,
      consent: { storage },
    })
    consent.grant()
    await settle()
    consent.deny()
    telemetry.track('After')
    await settle()
    expect(consent.reason).toBe('denied')
    expect(fake.sent.map(({ type }) => type)).toEqual(['page'])
  })

  test('may remove the old one and tell of that first, which nobody sees', async () => {
    const memory = memoryStorage()
    const setItem: ChoiceStorage['setItem'] = (key, text) => {
      memory.removeItem(key)
      tellOthers(key)
      memory.setItem(key, text)
    }
    const { consent } = await mountTelemetry({ consent: { storage: { ...memory, setItem } } })
    consent.grant()
    const seen: string[] = []
    watch(
      () => consent.status,
      (status) => seen.push(status),
      { flush: 'sync' },
    )
    consent.deny()
    expect(seen).toEqual(['denied'])
  })

  test('may say no while it is tried whether it keeps a choice', async () => {
    const pinia = createPinia()
    const store = useTelemetryConsent(pinia)
    const after = vi.fn<() => void>()
    after.mockImplementationOnce(() => store.deny())
    const { consent, fake } = await mountTelemetry({
      pinia,
      consent: { storage: tool({ after }) },
      config: OPT_OUT,
    })
    await settle()
    expect([consent.reason, consent.active]).toEqual(['denied', false])
    expect(fake.done).toEqual([])
  })
})

describe('a no is there on the next visit', () => {
  test('where an earlier answer could not be kept', async () => {
    const memory = memoryStorage()
    const setItem = vi.fn<ChoiceStorage['setItem']>(memory.setItem)
    setItem.mockImplementationOnce(() => {})
    const consent = { storage: { ...memory, setItem } }
    const first = await mountTelemetry({ consent, config: NOBODY_ASKED })
    first.consent.grant()
    first.consent.deny()
    first.unmount()
    const second = await mountTelemetry({ consent, config: NOBODY_ASKED })
    await settle()
    expect(second.consent.reason).toBe('denied')
    expect(second.fake.done).toEqual([])
  })

  test('where the yes before it was given by a clock that was ahead', async () => {
    keepChoice('granted', { at: START + 86_400_000 })
    const pinia = createPinia()
    useTelemetryConsent(pinia).deny()
    const { consent, fake } = await mountTelemetry({ pinia })
    await settle()
    expect(consent.reason).toBe('denied')
    expect(fake.done).toEqual([])
    expect(localStorage.getItem(CHOICE_KEY)).toContain('denied')
  })

  test('where it is newer than a yes that could not be kept', async () => {
    const memory = memoryStorage()
    let isFull = true
    const setItem: ChoiceStorage['setItem'] = (key, text) => {
      if (isFull) throw new DOMException('No.', 'QuotaExceededError')
      memory.setItem(key, text)
    }
    const consent = { storage: { ...memory, setItem } }
    const config = shallowRef<unknown>(null)
    const first = await mountTelemetry({ config, consent })
    first.consent.grant()
    await vi.advanceTimersByTimeAsync(1000)
    isFull = false
    const no = { v: 1, status: 'denied', policyVersion: 1, at: Date.now() }
    memory.setItem(CHOICE_KEY, JSON.stringify(no))
    await vi.advanceTimersByTimeAsync(1000)
    config.value = configured()
    first.unmount()
    const second = await mountTelemetry({ consent, pinia: first.pinia })
    expect(second.consent.reason).toBe('denied')
  })
})

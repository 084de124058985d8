import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createPersonKeeper } from '../../../src/destinations/http/after-yes-person.ts'
import type { TelemetryEvent } from '../../../src/events.ts'
import type { IdentitySettings } from '../../../src/identity/identity-settings.ts'
import { memoryStorage } from '../../helpers/memory-storage.ts'

const NAME = 'vendor_telemetry:main:user'

const event = (more: object) => ({ id: 'id', time: 0, ...more }) as TelemetryEvent
const TRACK = event({ type: 'track', name: 'Clicked', properties: {} })
const RESET = event({ type: 'reset' })
const identify = (userId: string) => event({ type: 'identify', userId, traits: {} })
const group = (groupKey: string) =>
  event({ type: 'group', groupType: 'team', groupKey, traits: {} })

let ids: number
let mayStillSend: boolean

beforeEach(() => {
  ids = 0
  mayStillSend = true
})

/** A page, which makes up the ids `made-1`, `made-2`, … and refuses those with an `@`. */
const openPage = (identity: IdentitySettings = { mode: 'user' }) =>
  createPersonKeeper('vendor_', {
    identity,
    storagePrefix: `telemetry:main:${identity.mode}`,
    createId: () => `made-${++ids}`,
    isPrivate: (id) => id.includes('@'),
    mayStillSend: () => mayStillSend,
  })

const stored = (): unknown => JSON.parse(localStorage.getItem(NAME) ?? 'null')

describe('with people told apart', () => {
  test('nobody is stored where nothing may be sent any more', () => {
    mayStillSend = false
    openPage().after(TRACK)
    expect(stored()).toBeNull()
  })

  test('somebody is the same throughout, and in the next page', () => {
    const page = openPage()
    expect(page.after(TRACK)).toEqual({ anonymousId: 'made-1' })
    expect(page.after(TRACK)).toEqual({ anonymousId: 'made-1' })
    expect(openPage().after(TRACK)).toEqual({ anonymousId: 'made-1' })
  })

  test('who signs in keeps the id from before, and their group, until they sign out', () => {
    const page = openPage()
    page.after(TRACK)
    const known = { anonymousId: 'made-1', userId: 'account-7' }
    expect(page.after(identify('account-7'))).toEqual(known)
    expect(page.after(group('team-3'))).toEqual({ ...known, groupId: 'team-3' })
    expect(page.after(identify('account-7'))).toEqual({ ...known, groupId: 'team-3' })
    expect(openPage().after(TRACK)).toEqual({ ...known, groupId: 'team-3' })
    expect(page.after(RESET)).toEqual({ anonymousId: 'made-2' })
    expect(stored()).toEqual({ anonymousId: 'made-2' })
  })

  test('somebody else who signs in is somebody new, without the group', () => {
    openPage().after(identify('account-7'))
    const page = openPage()
    page.after(group('team-3'))
    expect(page.after(identify('account-8'))).toEqual({
      anonymousId: 'made-2',
      userId: 'account-8',
    })
  })

  test('nothing is stored before there is an event, and nothing but the ids after', () => {
    const page = openPage()
    expect(localStorage).toHaveLength(0)
    page.after(identify('account-7'))
    expect(Object.keys(localStorage)).toEqual([NAME])
    expect(stored()).toEqual({ anonymousId: 'made-1', userId: 'account-7' })
  })

  test('who signs out in another tab stays signed out', () => {
    const page = openPage()
    page.after(identify('account-7'))
    openPage().after(RESET)
    page.after(TRACK)
    expect(stored()).toEqual({ anonymousId: 'made-2' })
  })

  test.each<[string, string]>([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['a text', '"account-7"'],
    ['no id', '{"userId":"account-7"}'],
    ['an empty id', '{"anonymousId":""}'],
    ['a number', '{"anonymousId":7}'],
    ['another user id', '{"anonymousId":"kept","userId":7}'],
    ['an address', '{"anonymousId":"kept@test"}'],
    ['an address as user id', '{"anonymousId":"kept","userId":"jane@test"}'],
    ['an address as group', '{"anonymousId":"kept","groupId":"jane@test"}'],
  ])('whoever was stored otherwise is nobody: %s', (_, text) => {
    localStorage.setItem(NAME, text)
    expect(openPage().after(TRACK)).toEqual({ anonymousId: 'made-1' })
  })

  test('only the ids are taken of what was stored', () => {
    localStorage.setItem(NAME, '{"anonymousId":"kept","email":"jane@test"}')
    expect(openPage().after(TRACK)).toEqual({ anonymousId: 'kept' })
  })

  test('a storage that refuses makes somebody new of each page, and throws at nobody', () => {
    const setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    vi.stubGlobal('localStorage', { ...memoryStorage(), setItem })
    const page = openPage()
    expect(page.after(identify('account-7'))).toMatchObject({ userId: 'account-7' })
    expect(openPage().after(TRACK)).toEqual({ anonymousId: 'made-2' })
    vi.unstubAllGlobals()
  })
})

describe('with one for everybody', () => {
  test('the site is there, throughout, and nothing is stored', () => {
    const page = openPage({ mode: 'instance', instanceId: 'site-1' })
    const site = { anonymousId: 'site-1', userId: 'site-1' }
    expect(page.after(TRACK)).toEqual(site)
    expect(page.after(group('team-3'))).toEqual({ ...site, groupId: 'team-3' })
    expect(page.after(RESET)).toEqual(site)
    expect(localStorage).toHaveLength(0)
    expect(ids).toBe(0)
  })
})

describe('with nobody known', () => {
  test('each page and each sign-out is somebody new, and nothing is stored or taken up', () => {
    localStorage.setItem('vendor_telemetry:main:anonymous', '{"anonymousId":"kept"}')
    const page = openPage({ mode: 'anonymous' })
    expect(page.after(TRACK)).toEqual({ anonymousId: 'made-1' })
    expect(page.after(TRACK)).toEqual({ anonymousId: 'made-1' })
    expect(page.after(RESET)).toEqual({ anonymousId: 'made-2' })
    expect(openPage({ mode: 'anonymous' }).after(TRACK)).toEqual({ anonymousId: 'made-3' })
    expect(localStorage).toHaveLength(1)
  })
})

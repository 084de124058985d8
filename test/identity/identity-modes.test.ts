import { beforeEach, describe, expect, test } from 'vitest'
import { expectReports } from '../helpers/expect-report.ts'
import {
  configured,
  mountGranted,
  mountTelemetry,
  settle,
  useFixedClock,
  type MountedTelemetry,
} from '../helpers/mount-telemetry.ts'

useFixedClock()

const SITE = { mode: 'instance', instanceId: 'site-1' }
const under = (identity: object, key = 'k1') => configured(key, { identity })

const briefOf = ({ fake }: MountedTelemetry) =>
  fake.sent.map((event) => {
    if (event.type === 'track') return `track ${event.name}`
    if (event.type === 'identify') return `identify ${event.userId}`
    return event.type === 'group' ? `group ${event.groupKey}` : event.type
  })
const droppedOf = ({ entries }: MountedTelemetry) =>
  entries
    .filter(({ verdict }) => verdict === 'dropped')
    .map(({ type, reason }) => `${type}: ${reason}`)

function sayEverything({ telemetry }: MountedTelemetry): void {
  telemetry.identify('account-7', { name: 'Ada Lovelace', plan: 'professional' })
  telemetry.group('team', 'team-3', { owner: 'account-7', members: 3 })
  telemetry.track('Assigned', { to: 'account-7', by: 'Ada Lovelace', count: 2 })
}

describe('a site', () => {
  test('has its events and its groups, and nobody in them', async () => {
    const mounted = await mountGranted({ config: under(SITE) })
    sayEverything(mounted)
    await settle()
    expect(briefOf(mounted)).toEqual(['page', 'group team-3', 'track Assigned'])
    expect(JSON.stringify(mounted.fake.sent)).not.toMatch(/account-7|Ada|professional/)
    expect(droppedOf(mounted)).toEqual(['identify: identity-mode'])
    expect(mounted.fake.starts[0]).toMatchObject({
      identity: SITE,
      storagePrefix: 'telemetry:telemetry:instance"site-1"',
    })
  })

  test('is not told of somebody by its own id, either', async () => {
    const mounted = await mountGranted({ config: under(SITE) })
    mounted.telemetry.identify('site-1', { plan: 'pro' })
    await settle()
    expect(briefOf(mounted)).toEqual(['page'])
  })

  test.each(['ada@example.org', 'phc_abcdefghijklmnopqrstuvwxyz0123456789ABCD'])(
    'has an id that is no address and no secret: %s',
    async (instanceId) => {
      const mounted = await mountGranted({ config: under({ ...SITE, instanceId }) })
      sayEverything(mounted)
      await settle()
      expect(mounted.fake.done).toEqual([])
      expect(new Set(droppedOf(mounted).map((line) => line.split(': ')[1]))).toEqual(
        new Set(['private-id']),
      )
      const [message] = expectReports('VT311')
      expect(message).not.toContain(instanceId)
    },
  )
})

describe('nobody', () => {
  test('has events, and no groups', async () => {
    const mounted = await mountGranted({ config: under({ mode: 'anonymous' }) })
    sayEverything(mounted)
    await settle()
    expect(briefOf(mounted)).toEqual(['page', 'track Assigned'])
    expect(JSON.stringify(mounted.fake.sent)).not.toMatch(/account-7|Ada|professional|team-3/)
    expect(droppedOf(mounted)).toEqual(['identify: identity-mode', 'group: identity-mode'])
  })

  test.each(['instance', 'session', '', false])(
    'is not what a mode is taken for that is not understood: %o',
    async (mode) => {
      const mounted = await mountGranted({ config: under({ mode }) })
      expect(mounted.consent.reason).toBe('config-error')
      expectReports('VT201')
    },
  )
})

describe('people who are told apart', () => {
  let mounted: MountedTelemetry
  beforeEach(async () => {
    mounted = await mountGranted()
    sayEverything(mounted)
    await settle()
  })

  test('are named in what is said of them', () => {
    expect(briefOf(mounted)).toEqual([
      'page',
      'identify account-7',
      'group team-3',
      'track Assigned',
    ])
    expect(mounted.fake.sent.at(-1)).toMatchObject({ properties: { to: 'account-7' } })
  })

  test('sign out where somebody else signs in, and their groups with them', async () => {
    mounted.fake.sent.length = 0
    mounted.telemetry.identify('account-8')
    mounted.telemetry.track('Assigned')
    await settle()
    expect(briefOf(mounted)).toEqual(['leave', 'reset', 'identify account-8', 'track Assigned'])
    mounted.config.value = configured('k2')
    mounted.fake.sent.length = 0
    await settle()
    expect(briefOf(mounted)).toEqual(['identify account-8', 'page'])
  })

  test('sign out where somebody else signs in whose id is refused', async () => {
    mounted.fake.sent.length = 0
    mounted.telemetry.identify('ada@example.org')
    mounted.telemetry.track('Assigned')
    await settle()
    expect(briefOf(mounted)).toEqual(['leave', 'reset', 'track Assigned'])
    expectReports('VT310')
  })

  test('come in without a sign-out where nobody was known but by a refused id', async () => {
    mounted.telemetry.reset()
    mounted.telemetry.identify('ada@example.org')
    await settle()
    mounted.fake.sent.length = 0
    mounted.telemetry.identify('account-8')
    await settle()
    expect(briefOf(mounted)).toEqual(['identify account-8'])
    expectReports('VT310')
  })

  test('do not sign out where more is said of them', async () => {
    mounted.fake.sent.length = 0
    mounted.telemetry.identify('account-7', { plan: 'free' })
    await settle()
    expect(briefOf(mounted)).toEqual(['identify account-7'])
  })

  test('may come back after they have signed out', async () => {
    mounted.fake.sent.length = 0
    mounted.telemetry.reset()
    mounted.telemetry.identify('account-8')
    mounted.telemetry.reset()
    mounted.telemetry.identify('account-7')
    await settle()
    expect(briefOf(mounted).filter((line) => line !== 'leave')).toEqual([
      'reset',
      'identify account-8',
      'reset',
      'identify account-7',
    ])
  })
})

describe('a change of mode', () => {
  test('stops what runs, and begins with nobody', async () => {
    const mounted = await mountGranted()
    sayEverything(mounted)
    await settle()
    mounted.fake.sent.length = 0
    mounted.config.value = under(SITE)
    await settle()
    mounted.telemetry.track('Assigned', { to: 'account-7' })
    await settle()
    expect(mounted.fake.done.filter((what) => /st(art|op)/.test(what))).toEqual([
      'start k1',
      'stop',
      'start k1',
    ])
    // Who it was is said again, and not told.
    expect(briefOf(mounted)).toEqual(['group team-3', 'page', 'track Assigned'])
    expect(JSON.stringify(mounted.fake.sent)).not.toContain('account-7')
  })

  test('to another site is one as well', async () => {
    const mounted = await mountGranted()
    for (const instanceId of ['site-1', 'site-1', 'site-2']) {
      mounted.config.value = under({ ...SITE, instanceId })
      await settle()
    }
    expect(mounted.fake.starts.map(({ storagePrefix }) => storagePrefix)).toEqual([
      'telemetry:telemetry:user',
      'telemetry:telemetry:instance"site-1"',
      'telemetry:telemetry:instance"site-2"',
    ])
  })

  test('removes what was kept under the one before', async () => {
    const keep = (prefix: string) => localStorage.setItem(`fake_${prefix}_id`, 'x')
    keep('telemetry:telemetry:user')
    keep('telemetry:telemetry:instance"site-2"')
    keep('telemetry:telemetry:instance"site-1"')
    await mountGranted({ config: under(SITE) })
    expect(Object.keys(localStorage).filter((key) => key.startsWith('fake_'))).toEqual([
      'fake_telemetry:telemetry:instance"site-1"_id',
    ])
  })
})

test('whoever was there before the yes is hidden as well', async () => {
  const mounted = await mountTelemetry({ config: under(SITE) })
  mounted.telemetry.identify('account-7')
  mounted.consent.grant()
  mounted.telemetry.track('Assigned', { to: 'account-7' })
  await settle()
  expect(JSON.stringify(mounted.fake.sent)).toContain('[person]')
  expect(JSON.stringify(mounted.fake.sent)).not.toContain('account-7')
})

import { arrival, describe, eventsOf, openForTracking, SOMEBODY } from '../ask-wire.ts'
import { clause, type ContractClause } from '../clause.ts'
import type { ContractAbility, ContractEvent } from '../contract-bench.ts'
import { demand, eventually, pause } from '../wait.ts'

/** What was called, as it has to arrive, and what the vendor has to have for it. */
const CALLED: readonly (readonly [line: string, needs?: ContractAbility])[] = [
  ['page /', 'pages'],
  ['identify', 'identify'],
  ['page /items/:item', 'pages'],
  ['track Form Created'],
  ['group team-3', 'group'],
  ['track Finished'],
]

/** What is told of calls, their order and their times. */
export const CALLS: readonly ContractClause[] = [
  clause('each call arrives as what it is, once, and is told as sent', [], async (bench) => {
    const app = await bench.open()
    await app.identify(SOMEBODY, { plan: 'pro' })
    await app.go('/items/1')
    await app.track('Form Created', { fields: 3 })
    await app.group('team', 'team-3', { members: 12 })
    await app.track('Finished')
    await app.flush()
    await arrival(bench, 'Finished')
    const expected = CALLED.flatMap(([line, needs]) => (needs && bench.cannot[needs] ? [] : [line]))
    // When a page ends, and whether that says anything, is not the destination's affair.
    const arrived = (): ContractEvent[] => eventsOf(bench).filter(({ type }) => type !== 'leave')
    const lines = (): string => arrived().map(asCalled).toSorted().join(', ')
    const wanted = expected.toSorted().join(', ')
    await eventually(
      () => lines() === wanted,
      () => `${wanted} was called, and ${lines()} has arrived`,
    )
    const form = await arrival(bench, 'Form Created')
    const isWhole = bench.cannot.properties || String(form.properties?.fields) === '3'
    demand(Boolean(isWhole), `A property was lost: ${JSON.stringify(form.properties)}`)
    await eventually(
      async () => {
        const told = await app.told()
        const sent = told.filter(({ verdict, type }) => verdict === 'sent' && type !== 'leave')
        return sent.length === expected.length
      },
      () => 'Not every event that has arrived was told as sent, once',
    )
  }),
  clause('what happened is in order', [], async (bench) => {
    const app = await openForTracking(bench)
    const names = [1, 2, 3, 4, 5].map((step) => `Step ${step}`)
    for (const name of names) {
      await app.track(name)
      await app.go(`/items/${name.slice(-1)}`)
    }
    await app.flush()
    for (const name of names) await arrival(bench, name)
    const events = eventsOf(bench)
    const sorted = bench.cannot.sequence ? byTime(events) : events
    const steps = sorted.flatMap(({ name = '' }) => (names.includes(name) ? [name] : []))
    demand(steps.join() === names.join(), `The order is ${steps.join(', ')}`)
  }),
  clause('the time is that of the event, and not of sending', ['times'], async (bench) => {
    const app = await openForTracking(bench)
    const before = Date.now()
    await app.track('Timed')
    const after = Date.now()
    await pause(700)
    await app.flush()
    const { time = NaN } = await arrival(bench, 'Timed')
    // A few milliseconds for the clocks of two processes.
    const isThen = time >= before - 20 && time <= after + 20
    demand(isThen, `It happened from ${before} to ${after}, and is said to be of ${time}`)
    const told = (await app.told()).find(({ name }) => name === 'Timed')
    demand(told?.time === time, `It is of ${told?.time}, and said to be of ${time}`)
  }),
]

/** As in the list: an `identify` has no name there. */
function asCalled(event: ContractEvent): string {
  return event.type === 'identify' ? 'identify' : describe(event)
}

/** As a vendor sorts what has arrived in whatever order; ids tell one millisecond apart. */
function byTime(events: readonly ContractEvent[]): ContractEvent[] {
  return events.toSorted(
    (one, other) =>
      (one.time ?? 0) - (other.time ?? 0) || (one.id ?? '').localeCompare(other.id ?? ''),
  )
}

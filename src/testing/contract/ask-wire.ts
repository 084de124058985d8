import type {
  ContractApp,
  ContractBench,
  ContractEntry,
  ContractEvent,
  ContractPlan,
  ContractRequest,
} from './contract-bench.ts'
import { demand, eventually } from './wait.ts'

/** Somebody, by an id that stands nowhere else. */
export const SOMEBODY = 'account-7f3a'
export const SOMEBODY_ELSE = 'account-8c21'

/** Opens an app in which something can be tracked, whatever the vendor wants to know of people. */
export async function openForTracking(
  bench: ContractBench,
  plan?: ContractPlan,
): Promise<ContractApp> {
  const app = await bench.open(plan)
  if (bench.cannot.strangers) await app.identify(SOMEBODY)
  return app
}

/** Tracks something and has it sent. */
export async function trackAndFlush(app: ContractApp, name: string): Promise<void> {
  await app.track(name)
  await app.flush()
}

/** Each event once, as a vendor counts it that knows its id. */
export function eventsOf({ wire }: ContractBench): ContractEvent[] {
  const ids = new Set<string>()
  return wire.received().filter(({ id }) => {
    if (!id) return true
    return !ids.has(id) && ids.add(id)
  })
}

export function tracked(bench: ContractBench, name: string): ContractEvent[] {
  return eventsOf(bench).filter((event) => event.type === 'track' && event.name === name)
}

/** Waits for what was tracked to arrive, and sees to it that it has arrived once. */
export async function arrival(bench: ContractBench, name: string): Promise<ContractEvent> {
  const missing = (): string =>
    `"${name}" has not arrived, but ${eventsOf(bench).map(describe).join(', ') || 'nothing'}`
  const event = await eventually(() => tracked(bench, name)[0], missing)
  demand(tracked(bench, name).length === 1, `"${name}" has arrived more than once`)
  return event
}

/** Waits until something was sent, whatever the vendor has answered. */
export async function attempt({ wire }: ContractBench, name: string): Promise<ContractRequest> {
  return eventually(
    () => wire.requests().find(({ body }) => body.includes(name)),
    () => `"${name}" was not sent`,
  )
}

/** Waits until something is told of what was tracked. */
export async function toldOf(
  app: ContractApp,
  name: string,
  verdict: ContractEntry['verdict'],
  reason: ContractEntry['reason'] = null,
): Promise<void> {
  let told: ContractEntry[] = []
  const message = (): string =>
    `"${name}" was not told as ${verdict} (${reason}), but as ${told
      .map((entry) => `${entry.verdict} (${entry.reason})`)
      .join(', ')}`
  await eventually(async () => {
    told = (await app.told()).filter((entry) => entry.name === name)
    const isTold = told.some((entry) => entry.verdict === verdict && entry.reason === reason)
    // What is told after the end is never it.
    demand(isTold || told.every((entry) => entry.verdict === 'buffered'), message())
    return isTold
  }, message)
}

/** @throws where two events have an id of a person in common */
export function demandStrangers(one: ContractEvent, other: ContractEvent): void {
  const shared = one.people.filter((id) => other.people.includes(id))
  demand(
    shared.length === 0,
    `${describe(one)} and ${describe(other)} share the id ${shared.join(', ')}`,
  )
}

export function describe({ type, name, groupKey }: ContractEvent): string {
  return [type, name ?? groupKey].filter(Boolean).join(' ')
}

import {
  arrival,
  attempt,
  demandStrangers,
  openForTracking,
  SOMEBODY_ELSE,
  tracked,
  trackAndFlush,
} from '../ask-wire.ts'
import { clause, type ContractClause } from '../clause.ts'
import type { ContractApp } from '../contract-bench.ts'
import { demand, eventually, pause } from '../wait.ts'

/** Longer than anything is gathered for, and than the first pauses after a failure. */
const AFTERWARDS = 3200

/** A no, what it stops, and a yes after it. */
export const STOP: readonly ContractClause[] = [
  clause('stop: after a no nothing is sent, and nothing is at rest', [], async (bench) => {
    const app = await openForTracking(bench)
    await trackAndFlush(app, 'Before')
    await arrival(bench, 'Before')
    await app.track('Queued')
    await app.deny()
    // Who sends each event at once may have sent it before the no.
    await pause(200)
    const { length } = bench.wire.requests()
    await app.track('After')
    await app.go('/items/2')
    await app.flush()
    await pause(AFTERWARDS)
    const more = bench.wire.requests().slice(length)
    demand(more.length === 0, `Sent after the no: ${more.map(({ body }) => body).join('; ')}`)
    const kept = Object.keys(await app.kept())
    demand(kept.length === 0, `There is at rest: ${kept.join(', ')}`)
  }),
  clause('stop: what is tried again, and what waits for it, never arrives', [], async (bench) => {
    const app = await openForTracking(bench)
    await trackAndFlush(app, 'Begun')
    await arrival(bench, 'Begun')
    bench.wire.fault('unavailable')
    await trackAndFlush(app, 'Tried')
    await attempt(bench, 'Tried')
    // Handed over, and not only noted: what is about all destinations is told of none of them.
    if (!bench.cannot.telling && !bench.cannot.retries) await trackAndFlush(app, 'Waits')
    await app.deny()
    bench.wire.fault('none')
    await pause(AFTERWARDS)
    for (const name of ['Tried', 'Waits']) {
      demand(tracked(bench, name).length === 0, `"${name}" has arrived after the no`)
    }
    if (!bench.cannot.telling && !bench.cannot.retries) await toldAsDenied(app, 2)
  }),
  clause('stop: what is under way is told as lost', ['telling'], async (bench) => {
    const app = await openForTracking(bench)
    await trackAndFlush(app, 'Begun')
    await arrival(bench, 'Begun')
    bench.wire.fault('hang')
    await app.track('Under way')
    void app.flush()
    await attempt(bench, 'Under way')
    await app.deny()
    await toldAsDenied(app, 1)
  }),
  clause('restart: after a no and a yes it works, for somebody new', [], async (bench) => {
    const app = await openForTracking(bench)
    await trackAndFlush(app, 'Before')
    const before = await arrival(bench, 'Before')
    await app.deny()
    await app.grant()
    if (bench.cannot.strangers) await app.identify(SOMEBODY_ELSE)
    await trackAndFlush(app, 'Again')
    demandStrangers(before, await arrival(bench, 'Again'))
  }),
]

/** Of what somebody has said no to nothing is told but that it was. */
async function toldAsDenied(app: ContractApp, count: number): Promise<void> {
  await eventually(
    async () => (await app.told()).filter(({ reason }) => reason === 'denied').length >= count,
    () => 'What a no has dropped was not told as dropped',
  )
}

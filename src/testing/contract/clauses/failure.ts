import {
  arrival,
  attempt,
  openForTracking,
  SOMEBODY_ELSE,
  tracked,
  toldOf,
  trackAndFlush,
} from '../ask-wire.ts'
import { clause, type ContractClause } from '../clause.ts'
import type { ContractApp, ContractBench, ContractFault } from '../contract-bench.ts'
import { demand, eventually, pause } from '../wait.ts'

/** How long a flush may take at most: it gives up after three seconds. */
const FLUSH = 4500

/** What a vendor, or the way to it, may do wrong. */
export const FAILURE: readonly ContractClause[] = [
  clause('load failure: it is counted, and everything else goes on', [], async (bench) => {
    const app = await bench.open({ loads: false })
    await trackAndFlush(app, 'Not loaded')
    await toldOf(app, 'Not loaded', 'dropped', 'load-failed')
    await reachesOthers(app, 'Not loaded')
    await app.go('/items/1')
    demand(bench.wire.requests().length === 0, 'Something was sent all the same')
  }),
  clause('4xx: what is refused is dropped, and what follows arrives', [], async (bench) => {
    const app = await beginWith('refused', bench)
    await trackAndFlush(app, 'Refused')
    await attempt(bench, 'Refused')
    if (!bench.cannot.telling) await toldOf(app, 'Refused', 'dropped', 'rejected')
    bench.wire.fault('none')
    await trackAndFlush(app, 'Next')
    await arrival(bench, 'Next')
    demand(tracked(bench, 'Refused').length === 0, 'What was refused was sent again')
  }),
  clause('429: it is tried again when the vendor says so', ['retries', 'limits'], async (bench) => {
    const app = await beginWith('limited', bench)
    await trackAndFlush(app, 'Limited')
    const first = await attempt(bench, 'Limited')
    await deliveredLater(bench, app, 'Limited')
    const again = bench.wire.requests().filter(({ body }) => body.includes('Limited'))
    const waited = again.at(-1)!.at - first.at
    // `Retry-After: 1`; clocks of timers and of servers are not quite the same.
    demand(waited > 950, `It was tried again after ${waited} ms`)
  }),
  clause('5xx: it is tried again, and arrives once', ['retries'], async (bench) => {
    const app = await beginWith('unavailable', bench)
    await trackAndFlush(app, 'Delayed')
    await attempt(bench, 'Delayed')
    await deliveredLater(bench, app, 'Delayed')
  }),
  clause('HTML is no answer of a vendor', ['telling'], async (bench) => {
    const app = await beginWith('html', bench)
    await trackAndFlush(app, 'Swallowed')
    await attempt(bench, 'Swallowed')
    await pause(300)
    const isSent = (await app.told()).some(
      ({ name, verdict }) => name === 'Swallowed' && verdict === 'sent',
    )
    demand(!isSent, 'It was told as sent')
    if (!bench.cannot.retries) await deliveredLater(bench, app, 'Swallowed')
  }),
  clause('hang: nothing else waits for it', [], async (bench) => {
    const app = await beginWith('hang', bench)
    await app.track('Hangs')
    const begun = Date.now()
    await app.flush()
    const took = Date.now() - begun
    demand(took < FLUSH, `A flush has taken ${took} ms`)
    await app.go('/items/1')
    await app.track('Beside')
    await reachesOthers(app, 'Beside')
    bench.wire.fault('none')
    // What hangs is let go of, and does not keep the next start from sending.
    await app.deny()
    await app.grant()
    if (bench.cannot.strangers) await app.identify(SOMEBODY_ELSE)
    await trackAndFlush(app, 'Again')
    await arrival(bench, 'Again')
  }),
  clause('offline: it arrives once there is a network', ['offline', 'retries'], async (bench) => {
    const app = await beginWith('none', bench)
    await bench.wire.network(false)
    await trackAndFlush(app, 'Offline')
    await pause(500)
    demand(tracked(bench, 'Offline').length === 0, 'There was a network')
    await bench.wire.network(true)
    await arrival(bench, 'Offline')
  }),
  clause('end of page: what waits arrives', ['unload'], async (bench) => {
    const app = await beginWith('none', bench)
    await app.track('Last')
    await app.close()
    await arrival(bench, 'Last')
  }),
]

/** Opens the app, and has something go wrong once it runs. */
async function beginWith(fault: ContractFault, bench: ContractBench): Promise<ContractApp> {
  const app = await openForTracking(bench)
  await trackAndFlush(app, 'Begun')
  await arrival(bench, 'Begun')
  bench.wire.fault(fault)
  return app
}

/** Has the vendor come to its senses, and waits for what it was told before. */
async function deliveredLater(bench: ContractBench, app: ContractApp, name: string): Promise<void> {
  if (!bench.cannot.telling) await toldOf(app, name, 'buffered', 'retrying')
  bench.wire.fault('none')
  await arrival(bench, name)
  await toldOf(app, name, 'sent')
}

async function reachesOthers(app: ContractApp, name: string): Promise<void> {
  await eventually(
    async () => (await app.beside()).includes(name),
    () => `"${name}" has not reached the other destination`,
  )
}

import {
  arrival,
  demandStrangers,
  SOMEBODY,
  SOMEBODY_ELSE,
  tracked,
  trackAndFlush,
} from '../ask-wire.ts'
import { clause, type ContractClause } from '../clause.ts'
import type { ContractApp, ContractBench, ContractEvent } from '../contract-bench.ts'
import { demand, pause } from '../wait.ts'

const isOf = ({ people }: ContractEvent, id: string): boolean => people.includes(id)

/** As whom is sent, and what is kept of it. */
export const PEOPLE: readonly ContractClause[] = [
  clause('user: who comes back is known, until they sign out', ['people'], async (bench) => {
    const first = await bench.open()
    await first.identify(SOMEBODY)
    await trackAndFlush(first, 'Came')
    const came = await arrival(bench, 'Came')
    demand(isOf(came, SOMEBODY), `"Came" does not say that it is of ${SOMEBODY}`)
    await first.close()
    const app = await bench.open()
    await trackAndFlush(app, 'Came back')
    const back = await arrival(bench, 'Came back')
    demand(isOf(back, SOMEBODY), `"Came back" does not say that it is of ${SOMEBODY}`)
    await app.reset()
    if (bench.cannot.strangers) await app.identify(SOMEBODY_ELSE)
    await trackAndFlush(app, 'Signed out')
    demandStrangers(back, await arrival(bench, 'Signed out'))
  }),
  clause('user: two people never share an id', ['people'], async (bench) => {
    const app = await bench.open()
    await app.identify(SOMEBODY)
    await app.track('Of one')
    // The first has gone without signing out.
    await app.identify(SOMEBODY_ELSE)
    await trackAndFlush(app, 'Of another')
    const other = await arrival(bench, 'Of another')
    demand(isOf(other, SOMEBODY_ELSE), `"Of another" does not say that it is of them`)
    demandStrangers(await arrival(bench, 'Of one'), other)
  }),
  clause('instance: everybody is the site, on the wire and at rest', [], async (bench) => {
    const app = await bench.open({ identity: 'instance' })
    await app.identify(SOMEBODY, { plan: 'pro' })
    await trackAndFlush(app, 'Of the site')
    const { people } = await arrival(bench, 'Of the site')
    const others = people.filter((id) => id !== bench.instanceId)
    demand(others.length === 0, `There are ids beside that of the site: ${others.join(', ')}`)
    const isSaid = people.length > 0 || bench.cannot.people !== undefined
    demand(isSaid, 'Nothing says which site it is')
    await demandNowhere(SOMEBODY, bench, app)
  }),
  clause('anonymous: nobody is known, and nothing is at rest', [], async (bench) => {
    const first = await visitAnonymously(bench, 'First visit')
    const second = await visitAnonymously(bench, 'Second visit')
    if (bench.cannot.strangers) {
      demand(bench.wire.received().length === 0, 'The vendor was told of somebody')
      return
    }
    demandStrangers(first!, second!)
  }),
]

async function visitAnonymously(
  bench: ContractBench,
  name: string,
): Promise<ContractEvent | undefined> {
  const app = await bench.open({ identity: 'anonymous' })
  await app.identify(SOMEBODY)
  await trackAndFlush(app, name)
  // A vendor that takes nothing of strangers is told nothing at all.
  if (bench.cannot.strangers) await pause(1000)
  else await arrival(bench, name)
  const kept = Object.keys(await app.kept())
  demand(kept.length === 0, `There is at rest: ${kept.join(', ')}`)
  await demandNowhere(SOMEBODY, bench, app)
  await app.close()
  return tracked(bench, name)[0]
}

async function demandNowhere(id: string, bench: ContractBench, app: ContractApp): Promise<void> {
  const isSent = bench.wire.requests().some(({ url, body }) => (url + body).includes(id))
  demand(!isSent, `The vendor was told of ${id}`)
  const kept = Object.entries(await app.kept()).filter((entry) => entry.join().includes(id))
  demand(kept.length === 0, `${id} is at rest: ${kept.map(([where]) => where).join(', ')}`)
}

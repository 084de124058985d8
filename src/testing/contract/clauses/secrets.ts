import { findMarkers } from '../../leaks/find-markers.ts'
import { arrival, openForTracking, trackAndFlush } from '../ask-wire.ts'
import { clause, type ContractClause } from '../clause.ts'
import type { ContractBench, ContractSecrets } from '../contract-bench.ts'
import { demand } from '../wait.ts'

const SECRETS: ContractSecrets = {
  parameter: 'MARK-parameter-8f3a',
  query: 'MARK-query-11c0',
  hash: 'MARK-hash-64de',
  title: 'MARK-title-77aa',
  referrer: 'MARK-referrer-90ab',
  cookie: 'MARK-cookie-c0fe',
}

/** What the connection itself tells, and the browser alone decides. */
const BY_THE_BROWSER = ['host', 'origin']

/** The app passes none of it, and none of it may leave. */
export const SECRECY: readonly ContractClause[] = (['another', 'same'] as const).map((at) =>
  clause(`nothing of the page is told, at ${at} origin`, [], async (bench) => {
    const app = await openForTracking(bench, { at, secrets: SECRETS })
    // Sent while the address is what it is, and not only made.
    await trackAndFlush(app, 'Looked')
    await arrival(bench, 'Looked')
    await app.go('/')
    await trackAndFlush(app, 'Gone on')
    await arrival(bench, 'Gone on')
    const kept = Object.entries(await app.kept()).filter(([, text]) => text !== SECRETS.cookie)
    const texts = [...textsOf(bench, at), ...kept]
    const leaks = texts.flatMap(([where, text]) =>
      findMarkers(text, SECRETS).map(({ label }) => `${label}, in ${where}`),
    )
    demand(leaks.length === 0, `Told: ${[...new Set(leaks)].join('; ')}`)
  }),
)

function textsOf({ wire }: ContractBench, at: 'same' | 'another'): [string, string][] {
  // To its own origin the browser adds the cookies of the page.
  const excepted = at === 'same' ? [...BY_THE_BROWSER, 'cookie'] : BY_THE_BROWSER
  return wire.requests().flatMap(({ url, headers, body }) => [
    ['an address', url] as [string, string],
    ...Object.entries(headers)
      .filter(([name]) => !excepted.includes(name))
      .map(([name, value]): [string, string] => [`the header ${name}`, value]),
    ['a body', body],
  ])
}

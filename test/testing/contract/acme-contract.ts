import { test } from 'vitest'
import { contractBench, destinationContract } from 'vue-telemetry/testing'
import { acme } from './acme'

for (const clause of destinationContract) {
  test(clause.name, { timeout: 20_000 }, async ({ skip, onTestFinished }) => {
    const bench = contractBench({
      destination: acme,
      settings: (url) => ({ url }),
      read: ({ body }) => [{ type: 'track', people: [], ...JSON.parse(body) }],
      cannot: {
        pages: 'acme has no pages',
        identify: 'acme knows nobody',
        group: 'acme knows no groups',
        people: 'acme knows nobody',
        retries: 'acme tries once',
      },
    })
    onTestFinished(bench.close)
    const reason = clause.leftOut(bench)
    if (reason) skip(reason)
    await clause.run(bench)
  })
}

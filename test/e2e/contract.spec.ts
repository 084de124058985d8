import { serveCollector, type ServedCollector } from '../../src/collector.ts'
import { destinationContract } from '../../src/testing.ts'
import { browserBench } from './contract/browser-bench.ts'
import { UNCERTAIN, UNKEPT } from './contract/unkept.ts'
import { VENDORS } from './contract/vendors.ts'
import { expect, test as base } from './helpers/fixtures.ts'

/** Every destination is held to the contract, in a real browser, by what a server receives. */

const test = base.extend<{ readonly other: ServedCollector }>({
  other: async ({}, use) => {
    const server = await serveCollector()
    await use(server)
    await server.close()
  },
})

for (const vendor of VENDORS) {
  test.describe(vendor.destination, () => {
    const isSdk = vendor.destination === 'segment({ analytics })'
    const [unkept, uncertain] = isSdk ? [UNKEPT, UNCERTAIN] : [{}, {}]

    for (const clause of destinationContract) {
      test(clause.name, async ({ page, lab, other }) => {
        const bench = browserBench(vendor, { page, url: lab.url, own: lab.collector, other })
        const leftOut = clause.leftOut(bench) ?? uncertain[clause.name]
        test.skip(leftOut !== undefined, leftOut)
        const reason = unkept[clause.name]
        // Fails where it is kept after all, so that the list stays true.
        test.fail(reason !== undefined, reason)
        await clause.run(bench)
      })
    }
  })
}

test('what Segment’s own SDK cannot keep is in the contract', () => {
  const names = destinationContract.map(({ name }) => name)
  expect(Object.keys({ ...UNKEPT, ...UNCERTAIN }).filter((name) => !names.includes(name))).toEqual(
    [],
  )
})

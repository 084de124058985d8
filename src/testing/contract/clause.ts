import type { ContractAbility, ContractApp, ContractBench } from './contract-bench.ts'
import { demand } from './wait.ts'

/** One thing that every destination has to hold to. */
export interface ContractClause {
  readonly name: string
  /** What it takes of the destination and of the place. */
  readonly needs: readonly ContractAbility[]
  /**
   * Why it is left out, or `undefined` where it is not.
   *
   * @example test.skip(clause.leftOut(bench) !== undefined, clause.leftOut(bench))
   */
  leftOut(bench: Pick<ContractBench, 'cannot'>): string | undefined
  /** Rejects with an `Error` that says what was not held to. Takes a bench of its own. */
  run(bench: ContractBench): Promise<void>
}

/** Makes a clause, of which it is part that no error reaches the app. */
export function clause(
  name: string,
  needs: readonly ContractAbility[],
  run: (bench: ContractBench) => Promise<void>,
): ContractClause {
  return {
    name,
    needs,
    leftOut: ({ cannot }) => needs.map((ability) => cannot[ability]).find(Boolean),
    async run(bench) {
      const apps: ContractApp[] = []
      const open: ContractBench['open'] = async (plan) => {
        const app = await bench.open(plan)
        apps.push(app)
        return app
      }
      await run({ cannot: bench.cannot, instanceId: bench.instanceId, wire: bench.wire, open })
      for (const app of apps) {
        const errors = await app.errors()
        demand(errors.length === 0, `Errors have reached the app: ${errors.join('; ')}`)
      }
    },
  }
}

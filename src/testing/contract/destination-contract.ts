import type { ContractClause } from './clause.ts'
import { CALLS } from './clauses/calls.ts'
import { FAILURE } from './clauses/failure.ts'
import { PEOPLE } from './clauses/people.ts'
import { SECRECY } from './clauses/secrets.ts'
import { STOP } from './clauses/stop.ts'

/**
 * What every destination has to hold to, clause by clause. It knows no test runner: a clause that
 * is broken rejects with what was not held to.
 *
 * @example
 * for (const clause of destinationContract) {
 *   test(clause.name, async ({ skip }) => {
 *     const bench = contractBench({ destination: acme(), … })
 *     const reason = clause.leftOut(bench)
 *     if (reason) skip(reason)
 *     await clause.run(bench)
 *   })
 * }
 */
export const destinationContract: readonly ContractClause[] = [
  ...CALLS,
  ...PEOPLE,
  ...SECRECY,
  ...STOP,
  ...FAILURE,
]

import type { RunDetails } from 'fast-check'
import { tell, type Step } from './steps.ts'

/** Why a walk failed, the shortest one that does, and how to walk it again. */
export function report(result: RunDetails<[Step[]]>): string {
  const { seed, counterexamplePath, counterexample, errorInstance, numShrinks } = result
  const steps = counterexample?.[0] ?? []
  return [
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : '',
    `The shortest walk that fails, after ${numShrinks} simpler ones:`,
    ...steps.map((step) => `  ${tell(step)}`),
    [
      'Again:',
      ...settings(),
      `NAVIGATION_SEED=${seed}`,
      `NAVIGATION_PATH=${counterexamplePath}`,
    ].join(' '),
  ].join('\n')
}

/** What the walks depend on, besides. */
const settings = (): string[] =>
  ['NAVIGATION_STEPS', 'NAVIGATION_ALL'].flatMap((name) =>
    process.env[name] ? `${name}=${process.env[name]}` : [],
  )

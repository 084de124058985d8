import type { Switch } from './routes.ts'

/** One thing that somebody or something does to an app. Plain data, to be shown and replayed. */
export type Step =
  | Move
  /** Several without waiting, each of which overtakes those before it. */
  | { readonly at: 'once'; readonly moves: readonly Move[] }
  /** One after the other, while this is on. */
  | { readonly at: 'while'; readonly what: Switch; readonly moves: readonly Move[] }
  /** One of those that are held back goes on; the number is taken modulo how many there are. */
  | { readonly at: 'release'; readonly which: number }
  | { readonly at: 'switch'; readonly what: Switch }
  | { readonly at: 'add' | 'remove'; readonly group: string }
  /** A hook of the app navigates, once, when the next navigation is confirmed. */
  | { readonly at: 'detour'; readonly to: string }
  | { readonly at: 'wait'; readonly time: number }
  | { readonly at: 'grant' | 'deny' | 'checkpoint' }

export type Move =
  | { readonly at: 'push' | 'replace'; readonly to: string }
  | { readonly at: 'push' | 'replace'; readonly name: string }
  | { readonly at: 'go'; readonly delta: number }

/** As it is read: `push /teams/a`. */
export function tell(step: Step): string {
  switch (step.at) {
    case 'push':
    case 'replace':
    case 'detour':
      return `${step.at} ${'name' in step ? `by name: ${step.name}` : step.to}`
    case 'go':
      if (Math.abs(step.delta) > 1) return `go(${step.delta})`
      return step.delta < 0 ? 'back' : 'forward'
    case 'once':
      return `at once: ${step.moves.map(tell).join(', ')}`
    case 'while':
      return `while ${step.what}: ${step.moves.map(tell).join(', ')}`
    case 'release':
      return `release ${step.which}`
    case 'switch':
      return `switch ${step.what}`
    case 'add':
    case 'remove':
      return `${step.at} the route ${step.group}`
    case 'wait':
      return `wait ${step.time} ms`
    default:
      return step.at
  }
}

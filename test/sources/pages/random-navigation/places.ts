import { ADDRESSES, NAMED } from './addresses.ts'
import { ROUTES, type RouteSpec } from './routes.ts'

/** A record that is registered; added again, it is another one. */
export interface Registered {
  readonly spec: RouteSpec
  /** Whether its component is at hand, and how often it was asked for. */
  loaded: boolean
  attempts: number
}

/** Where a router is or is going. */
export interface Place {
  /** The path as it is written, with query and hash. */
  readonly address: string
  readonly query: string
  /** The records from the outermost on; none where the address is unmatched. */
  readonly chain: readonly Registered[]
  readonly params: Readonly<Record<string, unknown>>
  /** An optional parameter was left out, rather than written as an empty one. */
  readonly omits?: boolean
}

export const idsOf = ({ chain }: Place): string[] => chain.map(({ spec }) => spec.id)

/** The records that are registered, and what addresses and names mean by them. */
export class Places {
  private readonly registered = new Map<string, Registered>()

  constructor() {
    this.add(undefined)
  }

  add(group: string | undefined): void {
    const specs = ROUTES.filter((spec) => spec.group === group)
    // A name can be had once: who comes later has it.
    if (group) this.remove(nameOf(specs[0]!))
    for (const spec of specs) this.registered.set(spec.id, { spec, loaded: false, attempts: 0 })
  }

  remove(name: string): void {
    for (const { spec } of this.registered.values()) {
      if (nameOf(spec) !== name) continue
      this.registered.delete(spec.id)
      for (const { id, parent } of ROUTES) if (parent === spec.id) this.registered.delete(id)
    }
  }

  has = (name: string): boolean =>
    [...this.registered.values()].some(({ spec }) => nameOf(spec) === name)

  at(address: string): Place {
    const path = address.replace(/[?#].*/, '')
    const known = ADDRESSES[path]
    if (!known) throw new Error(`The table lacks ${path}.`)
    const [id, params = {}] = known.find(([name]) => this.registered.has(name)) ?? []
    return { address, query: address.slice(path.length), chain: this.chainOf(id), params }
  }

  /** @returns `null` where nothing has the name */
  named(target: string): Place | null {
    const { means, omits } = NAMED[target]!
    const [, address] = Object.entries(means).find(([id]) => this.registered.has(id)) ?? []
    return address === undefined ? null : { ...this.at(address), omits }
  }

  private chainOf(id: string | undefined): Registered[] {
    const record = id === undefined ? undefined : this.registered.get(id)
    return record ? [...this.chainOf(record.spec.parent), record] : []
  }
}

const nameOf = ({ id, name = id }: RouteSpec): string => name

/**
 * Where a router that is at one does not go to the other: nothing at all is different.
 *
 * @param telling - whether it tells a parameter that was left out from an empty one
 */
export function isSamePlace(a: Place, b: Place, telling: boolean): boolean {
  return (
    a.chain.length > 0 &&
    a.chain.at(-1) === b.chain.at(-1) &&
    a.query === b.query &&
    (!telling || !a.omits === !b.omits) &&
    JSON.stringify(a.params) === JSON.stringify(b.params)
  )
}

import type { TelemetryEntry } from '../../delivery/journal.ts'
import type { IdentityMode } from '../../identity/identity-settings.ts'

/**
 * What not every destination can do, nor every place in which the contract is run. What is missing
 * is said with the reason, and the clauses that need it are left out by it.
 */
export type ContractAbility =
  /** The vendor has page views. */
  | 'pages'
  /** The vendor is told who somebody is. */
  | 'identify'
  /** The vendor is told for which group somebody acts. */
  | 'group'
  /** The vendor takes the properties of what is tracked. */
  | 'properties'
  /** The vendor is told when something happened. */
  | 'times'
  /** Events arrive in the order in which they happened, and are not only sorted by their times. */
  | 'sequence'
  /** Messages say by an id whose they are. */
  | 'people'
  /** The vendor takes what is tracked of somebody who was not identified. */
  | 'strangers'
  /** The destination tells what became of an event once that is known, and not at once. */
  | 'telling'
  /** The destination tries again what may pass. */
  | 'retries'
  /** It tries again what has come too often, a 429, as well. */
  | 'limits'
  /** The place can be cut off from its network. */
  | 'offline'
  /** The place has pages that go away for good. */
  | 'unload'

/** Why something is missing, by what is missing. */
export type ContractGaps = Readonly<Partial<Record<ContractAbility, string>>>

/** Where a destination is held to its contract: a browser, or this process. */
export interface ContractBench {
  readonly cannot: ContractGaps
  /** Under which everybody is one, with the identity `'instance'`. */
  readonly instanceId: string
  readonly wire: ContractWire
  /** Loads the app; what an earlier one has left in the browser is still there. */
  open(plan?: ContractPlan): Promise<ContractApp>
}

/** In what an app differs from the ordinary one. */
export interface ContractPlan {
  /** @default 'user' */
  readonly identity?: IdentityMode
  /** Whether the vendor is at the origin of the page, as behind a relay. @default 'another' */
  readonly at?: 'same' | 'another'
  /** Whether the code of the destination can be loaded. @default true */
  readonly loads?: boolean
  /** What stands in the page and in how it was come to. */
  readonly secrets?: ContractSecrets
}

export type ContractSecrets = Readonly<
  Record<'parameter' | 'query' | 'hash' | 'title' | 'referrer' | 'cookie', string>
>

/**
 * An app with the routes `/` and `/items/:item`, whose person has agreed on an earlier visit, and
 * with another destination beside the one in question.
 */
export interface ContractApp {
  go(path: string): Promise<void>
  track(name: string, properties?: ContractRecord): Promise<void>
  identify(userId: string, traits?: ContractRecord): Promise<void>
  group(type: string, key: string, traits?: ContractRecord): Promise<void>
  reset(): Promise<void>
  flush(): Promise<void>
  grant(): Promise<void>
  deny(): Promise<void>
  /** What was told of the destination's events so far. */
  told(): Promise<readonly ContractEntry[]>
  /** The names of what was tracked and has reached the other destination. */
  beside(): Promise<readonly string[]>
  /** Everything that is kept in the browser but the choice, by where it is. */
  kept(): Promise<Readonly<Record<string, string>>>
  /** What was thrown or rejected in the app and caught by nobody. */
  errors(): Promise<readonly string[]>
  /** The tab is closed. */
  close(): Promise<void>
}

/** What an app passes in a clause. */
export type ContractRecord = Readonly<Record<string, string | number | boolean>>

/** An entry of the log, with what is asked for of its event. */
export interface ContractEntry extends Pick<TelemetryEntry, 'verdict' | 'type' | 'reason'> {
  /** What was tracked, where that is told. */
  readonly name?: string
  readonly id?: string
  readonly time?: number
}

/** What the vendor sees, and how it answers. */
export interface ContractWire {
  /** What the vendor has taken, in order of arrival. */
  received(): readonly ContractEvent[]
  /** Everything that was sent to it, taken or not. */
  requests(): readonly ContractRequest[]
  /** How the vendor answers from now on. */
  fault(mode: ContractFault): void
  /** Cuts the browser off from all of its network, or connects it again. */
  network(isThere: boolean): Promise<void>
}

/**
 * - `unavailable`: 503
 * - `limited`: 429 with `Retry-After: 1`
 * - `refused`: 400
 * - `html`: 200 and an HTML page, as of a captive portal
 * - `hang`: never
 */
export type ContractFault = 'none' | 'unavailable' | 'limited' | 'refused' | 'html' | 'hang'

/** An event as the vendor understands it; what it is not told is left out. */
export interface ContractEvent {
  readonly type: 'page' | 'leave' | 'track' | 'identify' | 'group'
  /** What was tracked, or the pattern of the page's route. */
  readonly name?: string
  readonly properties?: Readonly<Record<string, unknown>>
  /** By which the vendor knows that it has it already. */
  readonly id?: string
  /** In milliseconds since 1970. */
  readonly time?: number
  /** Every id in it of a person or a device. */
  readonly people: readonly string[]
  readonly groupKey?: string
}

export interface ContractRequest {
  /** In milliseconds since 1970. */
  readonly at: number
  readonly url: string
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Unpacked. */
  readonly body: string
}

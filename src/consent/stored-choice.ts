/** A person's own answer, as it is kept. */
export interface Choice {
  readonly status: 'granted' | 'denied'
  /** The policy version that was in force. */
  readonly policyVersion: number
  /** When the answer was given, in milliseconds since 1970. */
  readonly at: number
  /** `true` where the browser sent a privacy signal when the yes was given. */
  readonly signal?: boolean
}

/** Where a choice may be kept: `localStorage`, or an adapter of the application's consent tool. */
export type ChoiceStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface StoredChoice {
  /** @returns what is kept; `undefined` where nothing can be, so that memory is all there is */
  load(): Choice | null | undefined
  /** @returns whether it is kept; what cannot be kept holds for this page alone */
  save(choice: Choice | null): boolean
  /** Whether a choice can be kept: writes another key for a moment, unless it was seen before. */
  canKeep(): boolean
}

/** The version of the format in which choices are written. */
const FORMAT = 1

/**
 * Keeps a choice under one key. Where storage is absent, full or forbidden the choice holds for
 * this page alone, and what an unreliable storage says afterwards is not listened to.
 */
export function storeChoice(storage: ChoiceStorage | null, key: string): StoredChoice {
  let reliable = storage !== null
  let proven: boolean | undefined
  const attempt = <T>(task: () => T): T | undefined => {
    try {
      return reliable ? task() : undefined
    } catch {
      reliable = false
      return undefined
    }
  }
  const read = (): Choice | null => parseChoice(storage!.getItem(key))
  const write = (choice: Choice): boolean => {
    try {
      storage!.setItem(key, JSON.stringify({ v: FORMAT, ...choice }))
      // One that loses what it is given, or gives back what was there before, keeps nothing.
      return isSame(read(), choice)
    } catch {
      return false
    }
  }
  const remove = (): boolean => {
    try {
      storage!.removeItem(key)
      return read() === null
    } catch {
      return false
    }
  }
  return {
    load: () => attempt(read),
    save(choice) {
      // A no is tried where storage has failed before as well, for the next visit.
      if (!reliable && choice?.status !== 'denied') return false
      const isKept = choice ? write(choice) : remove()
      // Where a no cannot be written, at least no yes from before may stay.
      if (!isKept) remove()
      reliable &&= isKept
      return isKept
    },
    canKeep() {
      const probe = `${key}:probe`
      proven ??= attempt(() => {
        storage!.setItem(probe, probe)
        const kept = storage!.getItem(probe) === probe
        storage!.removeItem(probe)
        return kept
      })
      return reliable && proven === true
    },
  }
}

/**
 * Reads a kept choice. What cannot be understood is no answer, with one exception: a no that a
 * later version of this package wrote is still a no.
 */
export function parseChoice(text: string | null): Choice | null {
  try {
    const fields = Object(JSON.parse(text ?? 'null')) as StoredFields
    const { v, status, policyVersion, at, signal } = fields
    if (status === 'denied') return { status, policyVersion: number(policyVersion), at: number(at) }
    if (status !== 'granted' || v !== FORMAT) return null
    if (!isFinite(policyVersion) || !isFinite(at)) return null
    return { status, policyVersion, at, ...(signal === true && { signal }) }
  } catch {
    return null
  }
}

/** Whether two answers say the same, whenever they were given. */
export function isSame(one: Choice | null, other: Choice | null): boolean {
  return (
    one?.status === other?.status &&
    one?.policyVersion === other?.policyVersion &&
    one?.signal === other?.signal
  )
}

type StoredFields = Readonly<Partial<Record<'v' | keyof Choice, unknown>>>

/** A number, and not the infinity that JSON makes of `1e999`. */
const isFinite = Number.isFinite as (value: unknown) => value is number

const number = (value: unknown): number => (isFinite(value) ? value : 0)

/** The page's `localStorage`; `null` where it is absent or may not be touched. */
export function defaultChoiceStorage(): ChoiceStorage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

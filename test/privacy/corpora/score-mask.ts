import { readHarmless, readSecrets, type HarmlessRow, type SecretRow } from './read-corpora.ts'

interface Recall {
  readonly caught: number
  readonly total: number
  /** Ids of the rows whose secret survived. */
  readonly missed: readonly string[]
}

interface Damage {
  readonly altered: number
  readonly total: number
  /** Ids of the rows that did not arrive as they were. */
  readonly ids: readonly string[]
}

export interface Score {
  readonly secrets: { readonly open: Recall; readonly heldOut: Recall }
  readonly harmless: { readonly open: Damage; readonly heldOut: Damage }
}

/** From this length on, one end of a secret is enough to have survived. */
const LONG = 12

/** Counts what a mask takes out of the corpora, and what it does to texts that are harmless. */
export function score(mask: (text: string) => string): Score {
  const secrets = readSecrets()
  const harmless = readHarmless()
  return {
    secrets: { open: recallOf(mask, secrets.open), heldOut: recallOf(mask, secrets.heldOut) },
    harmless: { open: damageOf(mask, harmless.open), heldOut: damageOf(mask, harmless.heldOut) },
  }
}

/**
 * Whether a masked text still gives the secret of a row away. Half of a password is no secret kept,
 * so of a long one neither end may be left: patterns of a fixed length stop short of the rest.
 */
export function survives({ encoded, carrier, secret }: SecretRow, masked: string): boolean {
  const sought = encoded ? carrier : secret
  const size = Math.min(LONG, Math.floor(sought.length / 2))
  const parts = sought.length < LONG ? [sought] : [sought.slice(0, size), sought.slice(-size)]
  return parts.some((part) => masked.includes(part))
}

function recallOf(mask: (text: string) => string, rows: readonly SecretRow[]): Recall {
  const missed = rows.filter((row) => survives(row, mask(row.text))).map(({ id }) => id)
  return { caught: rows.length - missed.length, total: rows.length, missed }
}

function damageOf(mask: (text: string) => string, rows: readonly HarmlessRow[]): Damage {
  const ids = rows.filter(({ text }) => mask(text) !== text).map(({ id }) => id)
  return { altered: ids.length, total: rows.length, ids }
}

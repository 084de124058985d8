import { readFileSync } from 'node:fs'

/** A text that holds something private, which a mask has to take out. */
export interface SecretRow {
  readonly id: string
  readonly kind: string
  readonly text: string
  /** What must not survive; of an encoded row, what the text stands for. */
  readonly secret: string
  /** The secret can be read only after decoding: `carrier` is what must not survive. */
  readonly encoded: boolean
  /** What of the text holds an encoded secret; the whole text, unless the row says otherwise. */
  readonly carrier: string
  readonly heldOut: boolean
}

/** A text that a product would send, and that a mask has to leave alone. */
export interface HarmlessRow {
  readonly id: string
  readonly group: string
  readonly text: string
  readonly heldOut: boolean
}

/** The rows that patterns may be written against, and those that they are measured by. */
export interface Corpus<Row> {
  readonly open: readonly Row[]
  readonly heldOut: readonly Row[]
}

/** Whole, or in parts, where the whole would look like a real credential to a scanner. */
type Text = string | readonly string[]

interface StoredRow {
  readonly id: string
  readonly kind?: string
  readonly group?: string
  readonly text: Text
  readonly secret?: Text
  readonly encoded?: boolean
  readonly carrier?: Text
  readonly note?: string
  readonly heldOut: boolean
}

/** Files are looked up from the root of the package, where vitest runs. */
const FOLDER = 'test/privacy/corpora'

/** The rows of a file as they are stored, by the date under which they were added. */
export function readStored(file: string): Readonly<Record<string, readonly StoredRow[]>> {
  return JSON.parse(readFileSync(`${FOLDER}/${file}.json`, 'utf8'))
}

export function readSecrets(): Corpus<SecretRow> {
  return readCorpus('secrets', (row) => {
    const text = join(row.text)
    return {
      id: row.id,
      kind: row.kind ?? '',
      text,
      secret: join(row.secret ?? ''),
      encoded: row.encoded ?? false,
      carrier: row.carrier === undefined ? text : join(row.carrier),
      heldOut: row.heldOut,
    }
  })
}

export function readHarmless(): Corpus<HarmlessRow> {
  return readCorpus('harmless', ({ id, group = '', text, heldOut }) => {
    return { id, group, text: join(text), heldOut }
  })
}

function readCorpus<Row>(name: string, toRow: (stored: StoredRow) => Row): Corpus<Row> {
  const read = (file: string) => Object.values(readStored(file)).flat().map(toRow)
  return { open: read(name), heldOut: read(`${name}-held-out`) }
}

function join(text: Text): string {
  return typeof text === 'string' ? text : text.join('')
}

import type { Place } from './place.ts'
import { unpackBody, unpackText } from './unpack-body.ts'

/**
 * A request as somebody has recorded it. What the collector of `vue-telemetry/collector` holds is
 * one, and so is what an interceptor of a test can put together.
 */
export interface RecordedRequest {
  /** @default 'GET' */
  readonly method?: string
  /** The whole address; `path` where only that was recorded. */
  readonly url?: string
  readonly path?: string
  /** By name in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  /** As bytes, packed or not, or as text. */
  readonly body?: string | Uint8Array | null
  /** The body before it was decoded, one latin1 character a byte. */
  readonly raw?: string
}

export interface RequestPlaces {
  readonly places: readonly Place[]
  /** What of the request cannot be looked at, and why. */
  readonly unseen: readonly string[]
}

/** The connection itself, which nobody can keep from whoever it leads to. */
const CONNECTION = ['host', 'origin', ':authority']

const ENCODING = 'content-encoding'

/** Takes a request apart. */
export async function placesOf(
  request: RecordedRequest,
  isOwnOrigin = false,
): Promise<RequestPlaces> {
  const { method = 'GET', url = request.path ?? '', headers = {}, body, raw } = request
  const named = `${method} ${url.replace(/[?#].*/s, '')}`
  const outside: Place[] = [
    { where: `address of ${named}`, text: url },
    ...Object.entries(headers)
      .filter(([name]) => !CONNECTION.includes(name))
      // The app's own server gets the app's cookies with each request, whoever makes it.
      .filter(([name]) => !(isOwnOrigin && name === 'cookie'))
      .map(([name, text]) => ({ where: `header ${name} of ${named}`, text })),
  ]
  const places = (await Promise.all(outside.map(unpackPlace))).flat()
  const bodies = await Promise.all(
    [raw && fromLatin1(raw), body].map((one) => unpackBody(toBytes(one), headers[ENCODING])),
  )
  const texts = bodies.flatMap((one) => one.texts).filter(({ text }) => text !== '')
  for (const { packed, text } of texts) {
    const where = `body of ${named}${packed && ` (${packed})`}`
    // Somebody may have recorded it both as it came and decoded.
    if (!places.some((place) => place.text === text)) places.push({ where, text })
  }
  // A browser may tell that there is a body, and not what is in it.
  const isUntold = Number(headers['content-length'] ?? 0) > 0 && 'not told'
  const unreadable =
    texts.length === 0 && (bodies.find((one) => one.unreadable)?.unreadable ?? isUntold)
  return { places, unseen: unreadable ? [`body of ${named}: ${unreadable}`] : [] }
}

async function unpackPlace({ where, text }: Place): Promise<Place[]> {
  const texts = await unpackText(text)
  return texts.map((one) => ({ where: where + (one.packed && ` (${one.packed})`), text: one.text }))
}

function toBytes(body: string | Uint8Array | null | undefined): Uint8Array {
  return typeof body === 'object' && body ? body : new TextEncoder().encode(body ?? '')
}

function fromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

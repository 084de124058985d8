/** A body as one of the texts that can be read out of it. */
interface UnpackedText {
  /** How it was packed, for whoever is told: `gzip`; '' for what was not. */
  readonly packed: '' | 'gzip' | 'deflate' | 'gzip in base64'
  readonly text: string
}

export interface UnpackedBody {
  readonly texts: readonly UnpackedText[]
  /** Why not all of it can be read: `packed with br`, `broken gzip`. */
  readonly unreadable?: string
}

/**
 * Unpacks a body the ways in which analytics are packed: gzip by its first two bytes, whatever the
 * content type (browsers send it as text/plain, to need no preflight), deflate by its header, and
 * gzip as base64 anywhere in a text. What is percent-encoded, base64 or JSON alone stays as it is:
 * markers are looked for in these forms.
 *
 * @param encoding - the header `content-encoding`
 */
export async function unpackBody(bytes: Uint8Array, encoding = ''): Promise<UnpackedBody> {
  try {
    if (isGzip(bytes)) return { texts: [{ packed: 'gzip', text: await inflate(bytes, 'gzip') }] }
    if (encoding === 'deflate') {
      return { texts: [{ packed: 'deflate', text: await inflate(bytes, 'deflate') }] }
    }
  } catch {
    return { texts: [], unreadable: `broken ${encoding || 'gzip'}` }
  }
  const text = new TextDecoder().decode(bytes)
  const texts = await unpackText(text)
  // Decoded by whoever recorded it, it needs no unpacking, whatever the header says.
  const isKnown = /^(|identity|gzip)$/.test(encoding) || /^\s*[[{]/.test(text)
  return isKnown ? { texts } : { texts: [], unreadable: `packed with ${encoding}` }
}

/** @returns the text, and what of it was packed */
export async function unpackText(text: string): Promise<UnpackedText[]> {
  const inner = await Promise.all(packedWithin(text).map(unpackBase64))
  return [{ packed: '', text }, ...inner.flat()]
}

function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b
}

/** The base64 of gzip begins like this, percent-encoded or not. */
function packedWithin(text: string): string[] {
  return text.match(/H4sI(?:[\w+/-]|%2[bBfF])+/g) ?? []
}

/** Whatever else begins like gzip is left alone. */
async function unpackBase64(text: string): Promise<UnpackedText[]> {
  try {
    const plain = decodeURIComponent(text).replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(plain), (character) => character.charCodeAt(0))
    return [{ packed: 'gzip in base64', text: await inflate(bytes, 'gzip') }]
  } catch {
    return []
  }
}

async function inflate(bytes: Uint8Array, format: CompressionFormat): Promise<string> {
  const { writable, readable } = new DecompressionStream(format)
  const writer = writable.getWriter()
  // What is wrong with the bytes is learned where they are read.
  writer.write(bytes as Uint8Array<ArrayBuffer>).catch(() => {})
  writer.close().catch(() => {})
  const decoder = new TextDecoder()
  let text = ''
  const reader = readable.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
  }
}

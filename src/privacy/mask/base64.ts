/**
 * Stretches of base64 or base64url that decode to printable ASCII: a byte from 0x20 to 0x7f leaves
 * only some characters possible in the first three places of each group of four. Almost no word,
 * path, UUID or hash has four such groups in a row, so that nothing needs to be decoded to see
 * that it is none; and since the groups are found wherever they begin, a prefix does no harm.
 */
const ENCODED_TEXT =
  /(?:[I-Za-f][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][\w+/-]){4,}[\w+/-]{0,3}/g

/** Whether a text may hold base64 of at least 16 characters that says something. */
export function hasEncodedText(text: string): boolean {
  return text.search(ENCODED_TEXT) >= 0
}

/** Decodes such stretches in a text, and sets them apart from what surrounds them. */
export function decodeEncodedText(text: string): string {
  return text.replace(ENCODED_TEXT, (run) => ` ${decodeBase64(run)} `)
}

/**
 * @param run - base64 or base64url without padding; a last character that cannot be part of it is
 * ignored
 */
export function decodeBase64(run: string): string {
  const whole = run.length % 4 === 1 ? run.slice(0, -1) : run
  return atob(whole.replaceAll('-', '+').replaceAll('_', '/'))
}

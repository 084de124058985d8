/**
 * Makes a UUID, version 7 (RFC 9562, section 5.7): sortable by time, and what PostHog asks for.
 *
 * `crypto.randomUUID` is not used because it is missing on pages served over plain HTTP, which
 * is how many self-hosted installations run; `getRandomValues` is there.
 *
 * @param time - milliseconds since 1970
 */
export function createEventId(time: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let index = 5, rest = time; index >= 0; index--, rest = Math.floor(rest / 256)) {
    bytes[index] = rest % 256
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

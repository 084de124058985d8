/**
 * Makes a maker of ids: UUIDs, version 7 (RFC 9562, section 5.7), which is what PostHog asks
 * for. They sort by time, and those of one millisecond in the order in which they were made
 * (section 6.2, method 1), so that a leave stands before the view that follows it.
 *
 * `crypto.randomUUID` is not used because it is missing on pages served over plain HTTP, which
 * is how many self-hosted installations run; `getRandomValues` is there.
 *
 * @returns a function of a time, in milliseconds since 1970
 */
export function createIdMaker(): (time: number) => string {
  let latest = 0
  let counter = 0
  return (time) => {
    counter = time === latest ? counter + 1 : 0
    latest = time
    return toUuid(time, counter)
  }
}

function toUuid(time: number, counter: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const view = new DataView(bytes.buffer)
  view.setUint16(0, Math.floor(time / 2 ** 32))
  view.setUint32(2, time % 2 ** 32)
  view.setUint16(6, 0x7000 | (counter & 0x0fff))
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

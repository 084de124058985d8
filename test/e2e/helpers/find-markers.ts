/**
 * Finds markers in text in every form in which they may be written: as they are, percent-encoded
 * once and twice (as in an address or in a form), as base64 or base64url at each of its three
 * alignments, and JSON-escaped once and twice.
 *
 * @returns each marker that was found, with the form that it has
 */
export function findMarkers(text: string, markers: readonly string[]): string[] {
  return markers.flatMap((marker) =>
    Object.entries(formsOf(marker))
      .filter(([, written]) => written.some((form) => text.includes(form)))
      .map(([form]) => `${marker} (${form})`),
  )
}

function formsOf(marker: string): Record<string, string[]> {
  const once = percentForms(marker)
  return {
    raw: [marker],
    'percent-encoded': once,
    'percent-encoded twice': once.flatMap(percentForms),
    escaped: [escaped(marker), escaped(escaped(marker))],
    base64: base64Forms(marker),
  }
}

/** As `encodeURIComponent` writes it, a form, and those who write `%2f`. */
function percentForms(text: string): string[] {
  const encoded = encodeURIComponent(text)
  const lower = encoded.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())
  return [encoded, lower, encodeURI(text), new URLSearchParams({ '': text }).toString().slice(1)]
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1)

/** The middle of the marker's base64 at each offset: its ends depend on what stands beside it. */
function base64Forms(marker: string): string[] {
  const middles = ['', 'a', 'ab'].map((before) =>
    Buffer.from(`${before}${marker}`)
      .toString('base64')
      .replace(/=+$/, '')
      .slice(before ? 4 : 0, -2),
  )
  return [...middles, ...middles.map((middle) => middle.replaceAll('+', '-').replaceAll('/', '_'))]
}

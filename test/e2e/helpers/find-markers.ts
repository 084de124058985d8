/**
 * Finds markers in text in every form in which they may be written: as they are, percent-encoded
 * once and twice, as base64 at each of its three alignments, and JSON-escaped.
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
  const once = encodeURIComponent(marker)
  return {
    raw: [marker],
    'percent-encoded': [once],
    'percent-encoded twice': [encodeURIComponent(once)],
    escaped: [JSON.stringify(marker).slice(1, -1)],
    base64: base64Forms(marker),
  }
}

/** The middle of the marker's base64 at each offset: its ends depend on what stands beside it. */
function base64Forms(marker: string): string[] {
  return ['', 'a', 'ab'].map((before) =>
    Buffer.from(`${before}${marker}`)
      .toString('base64')
      .replace(/=+$/, '')
      .slice(before ? 4 : 0, -2),
  )
}

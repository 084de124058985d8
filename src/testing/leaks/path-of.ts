/**
 * Where in JSON a text stands that fits: `batch[0].properties.$current_url`.
 *
 * @param json - anything; what is no JSON has no paths
 * @returns the first place; '' where there is none
 */
export function pathOf(json: string, fits: (text: string) => boolean): string {
  try {
    return walk(JSON.parse(json), '', fits) ?? ''
  } catch {
    return ''
  }
}

function walk(value: unknown, path: string, fits: (text: string) => boolean): string | null {
  if (typeof value !== 'object' || value === null) return fits(String(value)) ? path : null
  for (const [key, inner] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}${path && '.'}${key}`
    const found = !Array.isArray(value) && fits(key) ? at : walk(inner, at, fits)
    if (found !== null) return found
  }
  return null
}

/**
 * The text that somebody may have meant: one that differs in a few letters, or in case, spaces and
 * signs alone.
 *
 * @example nearestText('Form Craeted', ['Form Created', 'Form Deleted']) // 'Form Created'
 */
export function nearestText(said: string, known: readonly string[]): string | undefined {
  const bare = strip(said)
  const ranked = known
    .filter((text) => text !== said)
    .map((text) => ({ text, distance: distanceBetween(bare, strip(text)) }))
    .toSorted((one, other) => one.distance - other.distance)
  const [best] = ranked
  return best && best.distance <= Math.max(1, bare.length / 3) ? best.text : undefined
}

const strip = (text: string): string => text.toLowerCase().replace(/[\s_.:-]+/g, '')

/** How many letters have to be added, removed or replaced (Levenshtein). */
function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (const [at, with_] of [...other].entries()) {
      const replaced = row[at]! + (letter === with_ ? 0 : 1)
      next.push(Math.min(replaced, row[at + 1]! + 1, next[at]! + 1))
    }
    row = next
  }
  return row.at(-1)!
}

import type { Page } from '@playwright/test'

/** A place in which something private may stand. */
export interface Carrier {
  /** What stands there. No other carrier has it, so that a leak names its source. */
  readonly marker: string
  /** Puts it there, in a page in which the app runs. */
  readonly place: (page: Page, marker: string) => Promise<unknown>
}

/** Carriers, or what else has a marker, by what they are called. */
export type Marked = Readonly<Record<string, { readonly marker: string }>>

/** The markers by the names of their carriers. */
export function markersOf(...tables: readonly Marked[]): Record<string, string> {
  const entries = tables.flatMap((table) =>
    Object.entries(table).map(([name, { marker }]) => [name, marker] as const),
  )
  for (const [name, marker] of entries) {
    const double = entries.find(([other, text]) => other !== name && text.includes(marker))
    if (double) throw new Error(`"${double[0]}" holds the marker of "${name}".`)
  }
  return Object.fromEntries(entries)
}

/** Places a marker by a function that runs in the page. */
export function inApp(place: (marker: string) => unknown): Carrier['place'] {
  return (page, marker) => page.evaluate(place, marker)
}

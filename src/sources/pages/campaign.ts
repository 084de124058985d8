import { claimName } from '../../claim-name.ts'
import type { Campaign } from '../../events.ts'
import { isShortText } from './short-text.ts'

const NAMES = ['source', 'medium', 'campaign'] as const

/**
 * Reads which campaign led to the landing page, from the address with which the document was
 * loaded: by the time of a yes the app may have gone elsewhere, and until then nothing is read.
 * Nothing else in this package reads an address.
 *
 * @param name - who tells of it; told by one, once in a document, however often apps are mounted
 * @param isPrivate - whether a value looks like a secret or somebody's address, and is left out
 * @returns a function that gives it the first time, where the address names one
 */
export function createCampaignReader(
  name: string,
  isPrivate: (value: string) => boolean,
): () => Campaign | undefined {
  return () => (claimName(`campaign:${name}`) ? readCampaign(isPrivate) : undefined)
}

function readCampaign(isPrivate: (value: string) => boolean): Campaign | undefined {
  try {
    const [landing] = performance.getEntriesByType('navigation')
    const { searchParams } = new URL(landing!.name)
    const found = NAMES.map((name) => [name, searchParams.get(`utm_${name}`)] as const)
    const allowed = found.filter(([, value]) => isShortText(value) && !isPrivate(value))
    return allowed.length > 0 ? Object.fromEntries(allowed) : undefined
  } catch {
    // A browser without such entries, or one that puts no address into them.
    return undefined
  }
}

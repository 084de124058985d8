import type { Campaign } from '../../events.ts'
import { isShortText } from './short-text.ts'

const NAMES = ['source', 'medium', 'campaign'] as const

/**
 * Reads which campaign led to the landing page, from the address with which the document was
 * loaded: by the time of a yes the app may have gone elsewhere, and until then nothing is read.
 * Nothing else in this package reads an address.
 *
 * @returns a function that gives it the first time, where the address names one
 */
export function createCampaignReader(): () => Campaign | undefined {
  let taken = false
  return () => {
    if (taken) return undefined
    taken = true
    return readCampaign()
  }
}

function readCampaign(): Campaign | undefined {
  try {
    const [landing] = performance.getEntriesByType('navigation')
    const { searchParams } = new URL(landing!.name)
    const found = NAMES.map((name) => [name, searchParams.get(`utm_${name}`)] as const)
    const allowed = found.filter(([, value]) => isShortText(value))
    return allowed.length > 0 ? Object.fromEntries(allowed) : undefined
  } catch {
    // A browser without such entries, or one that puts no address into them.
    return undefined
  }
}

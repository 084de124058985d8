import { ConfigMismatch } from 'vue-telemetry'
import { destinations } from './destinations.ts'
import { isAbsent, isRecord, type Fields } from './is-record.ts'
import { vendors, type Vendor } from './vendors.ts'

/** What a destination itself says of its settings, in words for whoever edits the file. */
export function destinationProblem(frontend: unknown): string | undefined {
  for (const vendor of vendors) {
    const section = isRecord(frontend) ? frontend[vendor.name] : undefined
    const problem = isRecord(section) ? problemOf(vendor, section) : undefined
    if (problem) return problem
  }
  return undefined
}

function problemOf(vendor: Vendor, section: Fields): string | undefined {
  if (reads(vendor, section)) return undefined
  const { name, key, url, settings } = vendor
  const at = `“frontend.${name}`
  const keyValue = section[key]
  if (!isAbsent(keyValue) && typeof keyValue !== 'string') {
    return `${at}.${key}” has to be text, or null.`
  }
  // In production a destination says that something is wrong, and not what: it is found by trying
  // what would be right in its place.
  if (reads(vendor, { ...section, [url]: settings[url] })) {
    return `${at}.${url}” has to be an https: address or a path such as ${String(settings[url])}.`
  }
  if (reads(vendor, { ...section, [key]: settings[key] })) {
    return `${at}.${key}” has to be like ${String(settings[key])}.`
  }
  return `Something in ${at}” is not what is expected.`
}

function reads({ name }: Vendor, section: Fields): boolean {
  try {
    destinations
      .find((destination) => destination.name === name)
      ?.read(section, { origin: location.origin })
    return true
  } catch (error) {
    if (!(error instanceof ConfigMismatch)) throw error
    return false
  }
}

import { ConfigMismatch } from './read-value.ts'

export interface EndpointRules {
  /** The origin of the page: paths are resolved against it. */
  readonly origin: string
  /** Hosts that may be sent to besides the page's own; any where left out. */
  readonly hosts?: readonly string[] | undefined
}

// Messages are for development: in production these are empty, and the bundle smaller.
const DEV = process.env.NODE_ENV !== 'production'

/** A path, or an address with its scheme, without credentials, query or hash. */
const WELL_FORMED = /^(https?:\/)?\/(?!\/)[^?#@\\\s]*$/i

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/**
 * Reads an address that events may be sent to: `https:`, `http:` on loopback, or a path of the
 * page's own origin. What is returned is serialised again by the URL parser, since an SDK joins
 * strings: `https:evil`, `//evil` and back slashes would otherwise lead elsewhere.
 *
 * @returns the address without a trailing slash
 * @throws ConfigMismatch where it is none of these, or its host is not allowed
 */
export function parseEndpoint(value: unknown, key: string, rules: EndpointRules): string {
  const url = toUrl(value, rules.origin)
  if (!url) {
    const expected = DEV
      ? 'an https: address or a path that begins with one "/", without credentials, query or hash'
      : ''
    throw new ConfigMismatch(key, value, expected)
  }
  if (url.origin !== rules.origin && rules.hosts && !rules.hosts.includes(url.host)) {
    throw new ConfigMismatch(key, value, DEV ? 'a host that the `hosts` option names' : '')
  }
  return (url.origin + url.pathname).replace(/\/+$/, '')
}

function toUrl(value: unknown, origin: string): URL | undefined {
  if (typeof value !== 'string' || !WELL_FORMED.test(value)) return undefined
  try {
    const url = new URL(value, origin)
    const isSafe = value[0] === '/' || url.protocol === 'https:' || LOOPBACK.test(url.hostname)
    return isSafe ? url : undefined
  } catch {
    return undefined
  }
}

import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request may see what was captured.
 *
 * A page of another site in the developer's browser says so in `Sec-Fetch-Site`, and one that had
 * its own name resolve to this machine (DNS rebinding) still sends that name as `Host`.
 *
 * @param hosts hosts allowed besides loopback, as 'app.test' or 'app.test:5173'
 */
export function mayRead(headers: IncomingHttpHeaders, hosts: string[]): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  // HTTP/2 names the host in a pseudo-header.
  const host = String(headers.host ?? headers[':authority'] ?? '').toLowerCase()
  const name = host.replace(/:\d+$/, '')
  return isLoopback(name) || hosts.some((allowed) => [host, name].includes(allowed.toLowerCase()))
}

/** Only whole addresses: '127.0.0.1.example.com' is a name anybody can own. */
function isLoopback(name: string): boolean {
  if (name === 'localhost' || name === '[::1]') return true
  return name.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(name)
}

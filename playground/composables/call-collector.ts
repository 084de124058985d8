/** The collector of this dev server, which also serves the page. */
export const COLLECTOR = '/collector'

/** @returns `null` where the collector cannot be reached, which the panel's light shows already */
export async function callCollector(method: string, path: string): Promise<Response | null> {
  const response = await fetch(`${COLLECTOR}/${path}`, { method }).catch(() => null)
  return response?.ok ? response : null
}

import type { IncomingHttpHeaders } from 'node:http'

/**
 * What follows `Basic` in the Authorization header, as it is; '' when there is no such header.
 * @example basicCredentials({ authorization: 'Basic a2V5Og==' }) // 'a2V5Og=='
 */
export function basicCredentials({ authorization = '' }: IncomingHttpHeaders): string {
  return /^basic +(\S+)$/i.exec(authorization)?.[1] ?? ''
}

/**
 * The user name of Basic credentials, which is where write keys are put, with no password.
 * '' when the credentials are no base64 of a name and a colon: a key that was not encoded.
 * @example basicUser({ authorization: 'Basic a2V5Og==' }) // 'key'
 */
export function basicUser(headers: IncomingHttpHeaders): string {
  const pair = Buffer.from(basicCredentials(headers), 'base64').toString('utf8')
  return /^([^:]*):/.exec(pair)?.[1] ?? ''
}

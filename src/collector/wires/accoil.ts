import { malformed, noKey } from '../problem.ts'
import type { Problem } from '../problem.ts'
import { basicCredentials } from './basic-auth.ts'
import { asFields, firstText, isFields } from './fields.ts'
import type { Fields } from './fields.ts'
import type { Decoded, Sent, Wire } from './wire.ts'

const calls = ['identify', 'group', 'track'] as const

type Call = (typeof calls)[number]

/**
 * Accoil: one call a request, of version 2 of its ingress API. Its key is sent as it is, without
 * base64. Stricter than Accoil, which answers 202 before it looks.
 */
export const accoil: Wire = {
  name: 'accoil',
  match: (path) => {
    const call = calls.find((name) => path === `/v2/${name}`)
    return call && { method: 'POST', answer: { status: 202 }, decode: (sent) => decode(sent, call) }
  },
}

function decode({ json, headers }: Sent, call: Call): Decoded {
  const message = asFields(json)
  const key = basicCredentials(headers)
  const problem = key === '' ? noKey : problemOf(message, call)
  const event = call === 'track' ? firstText(message.event) : call
  const readable = isFields(json) && event !== ''
  const read = {
    uuid: '',
    event,
    distinctId: firstText(message.userId),
    key,
    timestamp: firstText(message.timestamp),
    properties: asFields(call === 'track' ? message.properties : message.traits),
    message,
  }
  return { events: readable ? [read] : [], ...(problem && { problem }) }
}

function problemOf(message: Fields, call: Call): Problem | undefined {
  if (call === 'track' && !firstText(message.event)) return malformed('an event without a name')
  // A group alone is known by its own id: its traits may be told without anybody in it.
  if (call === 'group') return firstText(message.groupId) ? undefined : malformed('no groupId')
  return firstText(message.userId) ? undefined : malformed('no userId')
}

import { jsonAnswer } from '../answer.ts'
import { basicUser } from './basic-auth.ts'
import { asFields, firstText } from './fields.ts'
import { decodeMessages, messageTypes } from './spec-messages.ts'
import type { MessageType } from './spec-messages.ts'
import type { Decoded, Endpoint, Sent, Wire } from './wire.ts'

const answer = jsonAnswer({ success: true })

const batch: Endpoint = {
  method: 'POST',
  answer,
  decode: (sent) => {
    const { batch: messages } = asFields(sent.json)
    return decode(sent, Array.isArray(messages) ? messages : [])
  },
}

const settingsPath = /^\/v1\/projects\/([\w.~-]+)\/settings$/

/**
 * Segment: batches and single messages, as its HTTP API and as its browser SDK send them, the
 * SDK's settings, and its metrics of itself. Stricter than Segment, which answers 200 to much that
 * it then drops.
 */
export const segment: Wire = {
  name: 'segment',
  match: (path) => {
    if (path === '/v1/batch' || path === '/v1/b') return batch
    if (path === '/v1/m') return { method: 'POST', answer }
    const [, key] = settingsPath.exec(path) ?? []
    if (key) return { method: 'GET', answer: jsonAnswer(settings(key)) }
    const type = messageTypes.find((name) => path === `/v1/${name}` || path === `/v1/${name[0]}`)
    return type && { method: 'POST', answer, decode: (sent) => decode(sent, [sent.json], type) }
  },
}

function decode({ json, headers }: Sent, messages: unknown[], type?: MessageType): Decoded {
  const key = firstText(asFields(json).writeKey, basicUser(headers))
  return decodeMessages(messages, { key, type, traits: (message) => message.traits })
}

function settings(key: string) {
  // Without a rate the SDK reports about itself after half a minute.
  return { integrations: { 'Segment.io': { apiKey: key } }, metrics: { sampleRate: 0 } }
}

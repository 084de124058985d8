import { textAnswer } from '../answer.ts'
import { basicUser } from './basic-auth.ts'
import { asFields, firstText, isFields } from './fields.ts'
import type { Fields } from './fields.ts'
import { decodeMessages, messageTypes } from './spec-messages.ts'
import type { MessageType } from './spec-messages.ts'
import type { Decoded, Endpoint, Sent, Wire } from './wire.ts'

const answer = textAnswer('OK')

const batch: Endpoint = {
  method: 'POST',
  answer,
  decode: (sent) => decodeBatch(sent, basicUser(sent.headers)),
}

/** A beacon carries no headers of its choice: the key is in the query. */
const beacon: Endpoint = {
  method: 'POST',
  answer,
  decode: (sent) => decodeBatch(sent, firstText(sent.query.get('writeKey'))),
}

/** RudderStack: batches, single messages by their whole names, and beacons, as at its gateway. */
export const rudderstack: Wire = {
  name: 'rudderstack',
  match: (path) => {
    if (path === '/v1/batch') return batch
    if (path === '/beacon/v1/batch') return beacon
    const type = messageTypes.find((name) => path === `/v1/${name}`)
    return type && { method: 'POST', answer, decode: (sent) => decodeSingle(sent, type) }
  },
}

function decodeBatch({ json }: Sent, key: string): Decoded {
  const { batch: messages } = asFields(json)
  return decodeMessages(Array.isArray(messages) ? messages : [], { key, traits })
}

function decodeSingle({ json, headers }: Sent, type: MessageType): Decoded {
  return decodeMessages([json], { key: basicUser(headers), type, traits })
}

/** The SDK sends a person's traits in the context, and a group's in the message. */
function traits(message: Fields): unknown {
  return isFields(message.traits) ? message.traits : asFields(message.context).traits
}

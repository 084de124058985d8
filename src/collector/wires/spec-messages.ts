import { malformed, noKey } from '../problem.ts'
import type { Problem } from '../problem.ts'
import { asFields, firstText, isFields } from './fields.ts'
import type { Fields } from './fields.ts'
import type { Decoded, WireEvent } from './wire.ts'

/** The messages of the Segment spec, which RudderStack speaks as well. */
export const messageTypes = ['track', 'page', 'identify', 'group', 'alias', 'screen'] as const

/** A type of message of the Segment spec. */
export type MessageType = (typeof messageTypes)[number]

/** What is known of messages besides themselves. */
export interface Envelope {
  /** The write key; '' when the sender gave none. */
  key: string
  /** The type that the path tells, whatever the message says. */
  type?: MessageType
  /** Where a message has its traits. */
  traits(message: Fields): unknown
}

/**
 * Reads messages of the Segment spec.
 * @returns the messages whose name can be told, and the first problem of any
 */
export function decodeMessages(messages: unknown[], envelope: Envelope): Decoded {
  const events = messages
    .filter(isFields)
    .map((message) => decodeMessage(message, envelope))
    .filter(({ event }) => event !== '')
  const problem = envelope.key === '' ? noKey : problemOf(messages, envelope)
  return { events, ...(problem && { problem }) }
}

function decodeMessage(message: Fields, envelope: Envelope): WireEvent {
  const type = typeOf(message, envelope)
  const describesSomebody = type === 'identify' || type === 'group'
  return {
    uuid: firstText(message.messageId),
    event: type === 'track' ? firstText(message.event) : (type ?? ''),
    distinctId: firstText(message.userId, message.anonymousId),
    key: envelope.key,
    timestamp: firstText(message.timestamp, message.originalTimestamp),
    properties: asFields(describesSomebody ? envelope.traits(message) : message.properties),
    message,
  }
}

function typeOf(message: Fields, { type }: Envelope): MessageType | undefined {
  return type ?? messageTypes.find((known) => known === message.type)
}

function problemOf(messages: unknown[], envelope: Envelope): Problem | undefined {
  if (messages.length === 0) return malformed('no events')
  return messages.map((message) => messageProblem(asFields(message), envelope)).find(Boolean)
}

function messageProblem(message: Fields, envelope: Envelope): Problem | undefined {
  const type = typeOf(message, envelope)
  if (!type) return malformed('an event without a type')
  if (type === 'track' && !firstText(message.event)) return malformed('an event without a name')
  if (type === 'group' && !firstText(message.groupId)) return malformed('a group without an id')
  if (!firstText(message.userId, message.anonymousId)) return malformed('an event of nobody')
  return undefined
}

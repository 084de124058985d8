import type { Answer } from '../../src/destinations/destination.ts'
import { createHttpClient } from '../../src/destinations/http/after-yes-client.ts'
import type { HttpWire } from '../../src/destinations/http/sender.ts'
import type { TelemetryEvent } from '../../src/events.ts'
import type { HttpPage } from './http-page.ts'

export interface Sent {
  /** What was answered at once, or the one that is to come. */
  readonly answer: Answer | Promise<Answer>
  /** What became of it. */
  outcome: Answer | 'open'
}

/** Clients whose requests hold three messages, and what became of what they sent. */
export function useHttpClient(page: HttpPage) {
  const createClient = (wire: Partial<HttpWire> = {}, burst = 100) => {
    /** The names of what was told to be tried again, each time. */
    const retried: string[] = []
    const state = { maySend: true, onRetry: (): void => {} }
    const client = createHttpClient(
      {
        name: 'vendor',
        headers: {},
        batchSize: 3,
        messageBytes: 1000,
        envelope: (messages) => `[${messages.join()}]`,
        ...wire,
      },
      {
        burst,
        mayStillSend: () => state.maySend,
        retries({ id }) {
          retried.push(id)
          state.onRetry()
        },
      },
    )
    const send = (name: string, message: object = { name }, path = '/in'): Sent => {
      const event = { id: name, type: 'track' } as TelemetryEvent
      const answer = client.send(event, page.vendor.url + path, message)
      const sent: Sent = { answer, outcome: 'open' }
      void Promise.resolve(answer).then((outcome) => (sent.outcome = outcome))
      return sent
    }
    /** One message of each letter. */
    const sendAll = (names: string): Sent[] => [...names].map((name) => send(name))
    return { client, retried, state, send, sendAll }
  }
  const outcomes = (sent: readonly Sent[]) => sent.map(({ outcome }) => outcome)
  return {
    createClient,
    outcomes,
    /** The names in each request: `['ab', 'c']`. */
    arrived: (): string[] =>
      page.vendor.requests.map(({ body }) =>
        (JSON.parse(body) as { name: string }[]).map(({ name }) => name).join(''),
      ),
    settled: (sent: readonly Sent[]) => () => !outcomes(sent).includes('open'),
    requests: (count: number) => () => page.vendor.requests.length >= count,
  }
}

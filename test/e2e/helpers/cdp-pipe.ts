import type { Readable, Writable } from 'node:stream'

/** Chromium's own protocol, over the pipes that `--remote-debugging-pipe` opens. */
export interface CdpPipe {
  /** @param session - which tab it is for; the browser where left out */
  send(method: string, params?: object, session?: string): Promise<CdpResult>
}

/** The parts of answers that are read here. */
interface CdpResult {
  readonly sessionId: string
  readonly targetInfos: readonly { targetId: string; type: string; url: string }[]
  readonly processInfo: readonly { id: number }[]
  readonly result: { value: unknown }
}

interface Answer {
  readonly id?: number
  readonly result?: CdpResult
  readonly error?: { message: string }
}

export function openCdpPipe(toBrowser: Writable, fromBrowser: Readable): CdpPipe {
  const waiting = new Map<number, (answer: Answer) => void>()
  let received = ''
  let lastId = 0
  fromBrowser.setEncoding('utf8').on('data', (text: string) => {
    const messages = (received + text).split('\0')
    received = messages.pop()!
    for (const message of messages) {
      const answer = JSON.parse(message) as Answer
      waiting.get(answer.id ?? 0)?.(answer)
      waiting.delete(answer.id ?? 0)
    }
  })
  return {
    send(method, params = {}, session) {
      const id = ++lastId
      toBrowser.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`)
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ error, result }) =>
          result ? resolve(result) : reject(new Error(`${method}: ${error?.message}`)),
        )
      })
    },
  }
}

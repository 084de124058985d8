import { judgeAnswer, type Judgement } from './judge-answer.ts'

/** How long a vendor may take to answer, in milliseconds. */
const PATIENCE = 30_000

export interface Posted {
  readonly judgement: Judgement
  /** 0 where there was no answer. */
  readonly status: number
  /** The value of `Retry-After`. */
  readonly retryAfter: string | null
}

const UNANSWERED: Posted = { judgement: 'again', status: 0, retryAfter: null }

/**
 * Sends one request, and never rejects. Nothing of the page goes along: no referrer, no cookies
 * to another origin. A redirect is not followed, since it would lead to a host that nobody
 * configured.
 *
 * @param keepalive - whether it is to survive the page
 * @param abort - ends it; it ends itself after 30 seconds
 */
export async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  keepalive: boolean,
  abort: AbortController,
): Promise<Posted> {
  const timer = setTimeout(() => abort.abort(), PATIENCE)
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers,
      keepalive,
      signal: abort.signal,
      referrerPolicy: 'no-referrer',
      credentials: 'same-origin',
      redirect: 'error',
    })
    // Of a request that is to survive the page, the browser frees its share of the 64 kB only when
    // the answer has been read: the last requests of a long visit would find nothing left.
    await response.text().catch(() => {})
    const { status } = response
    const judgement = judgeAnswer(status, response.headers.get('content-type'))
    return { judgement, status, retryAfter: response.headers.get('retry-after') }
  } catch {
    return UNANSWERED
  } finally {
    clearTimeout(timer)
  }
}

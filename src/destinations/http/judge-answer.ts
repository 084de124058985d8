/**
 * What the answer to a request means for what it carried. `again`: the vendor did not get it, and
 * may get it another time.
 */
export type Judgement = 'delivered' | 'rejected' | 'too-large' | 'again'

/**
 * Judges an answer by its status. What the vendors document comes to the same for all of them:
 * too many requests, a timeout and an error of the server may pass, and every other refusal stays
 * one (https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#errors).
 * HTML is what no vendor answers: a captive portal does, or a server that has an app's page for
 * every path that it does not know.
 *
 * @param type - the value of `content-type`
 */
export function judgeAnswer(status: number, type: string | null): Judgement {
  if (status === 413) return 'too-large'
  if (status === 408 || status === 429 || status >= 500) return 'again'
  if (status >= 300) return 'rejected'
  return type && /text\/html/i.test(type) ? 'again' : 'delivered'
}

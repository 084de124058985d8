/** What it may keep or not, from one time to the next: neither can be tested. */
export const UNCERTAIN: Readonly<Record<string, string>> = {
  'end of page: what waits arrives':
    'Closing tabs: the SDK needs timers to send a message, so that the last ones may be lost',
}

/**
 * The clauses that `segment({ analytics })` cannot keep, each with the reason. They are listed in
 * the comment of `startThroughAnalytics`, and in docs/destinations.md.
 */
export const UNKEPT: Readonly<Record<string, string>> = {
  'anonymous: nobody is known, and nothing is at rest':
    'What it keeps: the SDK has ids of its own in cookies and `localStorage`, in every mode',
  'nothing of the page is told, at same origin':
    '`Referer`: the SDK sets no referrer policy, so that its requests hold the whole address',
  'stop: after a no nothing is sent, and nothing is at rest':
    'What it keeps: a no removes none of it, since it is the application’s as well',
  'stop: what is tried again, and what waits for it, never arrives':
    'Retries: what could not be delivered is tried again, also after a no',
  'restart: after a no and a yes it works, for somebody new':
    'What it keeps: whoever comes back after a no is known by the same id',
  '429: it is tried again when the vendor says so':
    '"Sent": told when the SDK has done with a message for the first time',
  '5xx: it is tried again, and arrives once':
    '"Sent": told when the SDK has done with a message for the first time',
  'HTML is no answer of a vendor': '"Sent": the SDK takes any 200 for an answer of Segment’s',
}

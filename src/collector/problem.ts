/** What is wrong with a request, and the HTTP status that says so. */
export interface Problem {
  /** 400 malformed, 401 no key, 405 wrong method, 413 too large, 0 when nobody is left to be told. */
  status: 400 | 401 | 404 | 405 | 413 | 0
  /** A few words for a person, e.g. 'not JSON'. */
  text: string
}

/** The body is larger than `maxBody`, on the wire or decompressed. */
export const tooLarge: Problem = { status: 413, text: 'too large' }

/** The sender went away before the body was complete. */
export const aborted: Problem = { status: 0, text: 'aborted' }

/** The path exists, with another method. */
export const wrongMethod: Problem = { status: 405, text: 'method not allowed' }

/** Nothing is served at this path. */
export const unknownPath: Problem = { status: 404, text: 'unknown path' }

/** Nothing tells whose project it is for. */
export const noKey: Problem = { status: 401, text: 'no key' }

/** A body that cannot be understood. */
export function malformed(text: string): Problem {
  return { status: 400, text }
}

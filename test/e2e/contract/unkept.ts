/** The clauses that `segment({ analytics })` cannot keep, each with the reason. */
export const UNKEPT: Readonly<Record<string, string>> = {}

/**
 * Whether a text could hold anything that is masked, at the cost of one pass: most texts of a
 * product are a few words, a slug or a route, and need no closer look. Errs on the side of a
 * look: every match of every rule, and everything that can be decoded, has one of these.
 */
export function isSuspicious(text: string): boolean {
  return SUSPICIOUS.test(text)
}

/**
 * In this order: a character that words, slugs and routes do without; what is as long as the
 * shortest token; digits and what separates them, as many as the shortest address has; and what
 * else consists of words: an option, a quotation, a short JWT, a scheme of authentication, a home directory.
 */
const SUSPICIOUS =
  /[^\w ,.;/#()'-]|[\w+/-]{16}|\d[\d. -]{6}|--| '|eyJ|(?:earer|asic)\s|\/(?:home|users)\//i

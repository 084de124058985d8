/**
 * Whether a text is a word or two, as people write them into links and routes by hand: no token,
 * no address, no sentence.
 */
export function isShortText(value: unknown): value is string {
  return typeof value === 'string' && /^[\w .+-]{1,64}$/.test(value)
}

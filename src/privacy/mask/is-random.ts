/**
 * Whether at least 32 letters and digits are in no order: lower case, upper case and digits
 * alternate. Two neighbours in a random text of these 62 characters are of different kinds in 62
 * of 100 cases, in one that has words in it in less than 35, camel case included. After a prefix
 * 28 are enough.
 *
 * Of one case, 32 without a break: two neighbours are of different kinds in 30 to 40 of 100 cases.
 * Hexadecimal hashes and UUIDs have few letters after F; the hash of a subresource says what it is.
 */
export function isRandom(text: string): boolean {
  // Ids that begin with what they are, `user_2NNEqL2nrIRdJ194ndJqAHwEfxC`, are ids.
  const body = text.replace(/^[a-z]{1,16}[_-]/, '')
  if (/^sha\d{3}-/.test(body)) return false
  const unbroken = /[a-z\d]{32,}|[A-Z\d]{32,}/.exec(body)?.[0] ?? ''
  if (/(?:[g-z][a-f\d]*){5}/i.test(unbroken) && changesIn(unbroken) > unbroken.length / 5)
    return true
  if (body.length < (body === text ? 32 : 28)) return false
  const kinds = [/[a-z]/, /[A-Z]/, /\d/]
  return kinds.every((kind) => kind.test(body)) && changesIn(body) > body.length * 0.42
}

/** How often small letters, capitals and digits alternate. */
function changesIn(text: string): number {
  return text.match(/[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[A-Za-z])/g)?.length ?? 0
}

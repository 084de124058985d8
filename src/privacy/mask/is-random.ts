/**
 * Whether at least 32 letters and digits are in no order: lower case, upper case and digits
 * alternate. Two neighbours in a random text of these 62 characters are of different kinds in 62
 * of 100 cases, in one that has words in it in less than 35, camel case included. Hexadecimal
 * hashes and UUIDs have two kinds only; the hash of a subresource says what it is.
 */
export function isRandom(text: string): boolean {
  // Ids that begin with what they are, `user_2NNEqL2nrIRdJ194ndJqAHwEfxC`, are ids.
  const body = text.replace(/^[a-z]{1,16}_/, '')
  if (body.length < 32 || /^sha\d{3}-/.test(body)) return false
  const kinds = [/[a-z]/, /[A-Z]/, /\d/]
  if (!kinds.every((kind) => kind.test(body))) return false
  const changes = body.match(/[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[A-Za-z])/g) ?? []
  return changes.length > body.length * 0.42
}

import type { Remark, RemarkReason, TelemetryEvent } from 'vue-telemetry'

/** Why something did not leave as it was said. */
const words: Readonly<Record<RemarkReason, string>> = {
  card: 'a card number was masked',
  email: 'an e-mail address was masked',
  iban: 'a bank account number was masked',
  ip: 'a network address was masked',
  jwt: 'a signed token was masked',
  key: 'a secret key was masked',
  long: 'masked whole, it is too long to be looked at',
  masked: 'masked by a pattern of this product',
  person: 'masked, it was said of the person who is signed in',
  phone: 'a phone number was masked',
  secret: 'a secret was masked',
  ssn: 'a social security number was masked',
  token: 'an access token was masked',
  url: 'a web address with private parts was masked',
  user: 'the name of somebody’s folder was masked',
  unplanned: 'not in the plan',
  reserved: 'left at home, vendors read that key as identity',
  'private-key': 'left at home, the key says that it is private',
  'too-large': 'cut off, there were more than 8,000 characters',
  'wrong-type': 'left at home, the plan has another type',
  'out-of-bounds': 'left at home, out of the plan’s bounds',
  'no-id': 'left at home, it cannot be an opaque id',
  'not-listed': 'sent as “(other)”, the plan does not list it',
  'too-long': 'sent as “[long]”, longer than the plan allows',
}

/** What was done to one part of an event, in plain words. It never has the value itself. */
export const remarkWords = ({ why }: Remark): string => words[why]

/** Which part it was, as whoever looks at the event calls it: `note`, `address.city`. */
export function partWords({ at }: Remark, event: TelemetryEvent): string {
  const whole = wholePath(event)
  if (at.startsWith(`${whole}.`)) return at.slice(whole.length + 1)
  return at === 'track' ? 'its name' : 'all of it'
}

/** The path of an event’s own properties or traits. */
function wholePath(event: TelemetryEvent): string {
  if (event.type === 'track') return `track.${event.name}`
  return event.type === 'group' ? `group.${event.groupType}` : event.type
}

/** `2 masked · 1 dropped`. */
export function countWords(remarks: readonly Remark[]): string {
  return (['masked', 'replaced', 'dropped'] as const)
    .map((kind) => ({ kind, count: remarks.filter(({ what }) => what === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}`)
    .join(' · ')
}

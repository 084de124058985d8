import type { TelemetryEntry } from 'vue-telemetry'

/** Why an event was dropped, or what it waits for, in a few plain words. */
export const entryWords: Readonly<Record<NonNullable<TelemetryEntry['reason']>, string>> = {
  loading: 'the configuration is still loading',
  starting: 'the code that sends is still loading',
  sending: 'it is on its way',
  retrying: 'it did not get through, and is tried again',
  pending: 'nobody has said yes',
  denied: 'you said no',
  'before-consent': 'it happened before the yes',
  'privacy-signal': 'your browser asks not to share data',
  'config-error': 'the configuration cannot be understood',
  'disabled-by-config': 'the operator has turned it off',
  'disabled-by-admin': 'the administrator has turned it off',
  'not-configured': 'no destination has a key',
  reconfigured: 'the configuration has changed',
  unplanned: 'not in the plan',
  'private-id': 'the id looks like an address or a secret',
  'identity-mode': 'people are not told apart here',
  invalid: 'the call says nothing usable',
  'buffer-full': 'too much was waiting',
  'load-failed': 'the code that sends did not load',
  reset: 'the person has signed out',
  disposed: 'telemetry has ended',
  sdk: 'the SDK did not take it',
  duplicate: 'the destination has it already',
  'not-supported': 'the destination has no such event',
  'nobody-known': 'the destination takes only what somebody did who is signed in',
  late: 'it happened too long ago for the destination',
  'too-large': 'it is larger than the destination takes',
  'queue-full': 'too much is waiting for the destination',
  rejected: 'the destination refused it',
  unreachable: 'the destination could not be reached',
}

/** What became of an event at one destination. */
export const verdictWords: Readonly<Record<TelemetryEntry['verdict'], string>> = {
  sent: 'sent',
  buffered: 'waits',
  dropped: 'dropped',
}

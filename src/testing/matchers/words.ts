import type { Reason } from '../../consent/decide.ts'
import type { DropReason } from '../../delivery/journal.ts'
import type { Unconnected } from '../telemetry/recorded.ts'

/** Every reason for which something may not be sent. */
export type Explained = DropReason | Unconnected | Reason

/** Why something was not sent, and what to do where it should have been. */
export const WHY: Readonly<Record<Explained, string>> = {
  'not-installed':
    'The telemetry is not installed: mount(Component, { global: { plugins: [telemetry] } }).',
  'not-mounted': 'The app is not mounted yet, and telemetry begins with that.',
  'not-shown': 'The document is not visible, and telemetry waits for that.',
  disposed: 'The telemetry has ended: its app was unmounted, or dispose() called.',
  loading: 'The configuration is still loading.',
  'config-error':
    'The configuration could not be read or understood: VT201 on the console names the key, VT202 says that there was none.',
  'disabled-by-config': 'The configuration has `enabled: false`.',
  'disabled-by-admin': 'The configuration has `adminOptOut: true`.',
  'not-configured': 'The configuration has no destination: telemetry.configure() gives it one.',
  denied: 'The person has said no.',
  'privacy-signal': 'The browser sends a privacy signal, and nobody has said yes since.',
  pending: "The person has not answered yet: telemetry.consent.grant(), or `answer: 'granted'`.",
  'before-consent': 'It happened before the yes.',
  unplanned: 'The plan, the option `events`, does not have it.',
  'identity-mode': 'The configuration, by `identity.mode`, does not have people told apart.',
  invalid: 'Its name or id cannot be used.',
  'private-id':
    'The configuration has an `identity.instanceId` that is refused, so that nothing is sent: VT311 on the console.',
  reset: 'The person signed out before anything was decided.',
  reconfigured: 'The configuration changed meanwhile.',
  'buffer-full': 'More was waiting than `bufferSize`.',
  'load-failed': 'The code that sends it could not be loaded.',
  sdk: 'The destination did not take it.',
  duplicate: 'The destination had it already.',
  'not-supported': 'The destination knows no such event.',
  'nobody-known': 'The destination takes only what somebody did who is known by an id.',
  late: 'It happened too long ago for the destination.',
  'too-large': 'It is larger than the destination takes.',
  'queue-full': 'More was waiting for the destination than may.',
  rejected: 'The destination refused it.',
  unreachable: 'The destination could not be reached.',
}

/** Whether it is the app that telemetry waits for, and nothing that somebody has decided. */
export function isUnconnected(reason: Explained): boolean {
  return ['not-installed', 'not-mounted', 'not-shown', 'disposed'].includes(reason)
}

/** @example times(2) // '2 times' */
export function times(count: number): string {
  if (count === 1) return 'once'
  return count === 2 ? 'twice' : `${count} times`
}

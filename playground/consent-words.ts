import type { useTelemetryConsent } from 'vue-telemetry'

type Consent = ReturnType<typeof useTelemetryConsent>

export const statusWords: Record<Consent['status'], string> = {
  pending: 'You have not answered.',
  granted: 'You said yes.',
  denied: 'You said no.',
}

const reasonWords: Record<NonNullable<Consent['reason']>, string> = {
  loading: 'The configuration is still loading. Until it is there, nothing is sent.',
  'config-error': 'The configuration could not be read, and what is not understood is off.',
  'disabled-by-config': 'The operator of this installation has turned telemetry off.',
  'disabled-by-admin': 'The administrator has turned telemetry off for everyone.',
  'not-configured': 'No destination has a key, so there is nowhere to send to.',
  denied: 'Your no holds until you say otherwise.',
  'privacy-signal': 'Your browser asks sites not to share data (Global Privacy Control).',
  pending: 'Nothing is sent before you have said yes.',
}

export function activeWords({ active }: Pick<Consent, 'active'>): string {
  return active ? 'Usage events are being sent.' : 'Nothing is being sent.'
}

/** Whoever was not asked is told so: a policy is no consent. */
export function basisWords({ basis, status }: Pick<Consent, 'basis' | 'status'>): string {
  if (basis === 'consent') return 'Your own yes.'
  if (basis === null) return 'Nothing is sent, so it needs no grounds.'
  return status === 'granted'
    ? 'The operator’s policy. You said yes to an earlier version; nobody asked you about this one.'
    : 'The operator’s policy. Nobody asked you, and this is not consent.'
}

export function whyWords({ reason, status }: Pick<Consent, 'reason' | 'status'>): string {
  if (reason === null) return 'Nothing stands in the way.'
  if (status !== 'granted') return reasonWords[reason]
  if (reason === 'pending') {
    return 'The policy has a new version, and your yes was to an earlier one. Nothing is sent before you have said yes to this one.'
  }
  return reason === 'privacy-signal'
    ? `${reasonWords[reason]} It counts more than a yes from before; a yes that you say now counts more.`
    : reasonWords[reason]
}

export function choiceWords(consent: Pick<Consent, 'canOptOut' | 'active' | 'status'>): string {
  if (consent.status === 'denied') return 'Your no is kept, and you can take it back.'
  if (consent.canOptOut) return 'You can say no, now or later.'
  return consent.active
    ? 'This installation offers no choice. A no is kept all the same, and holds.'
    : 'It is off already. A no is kept all the same.'
}

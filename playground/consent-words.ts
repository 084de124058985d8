import type { useTelemetryConsent } from 'vue-telemetry'

type Consent = ReturnType<typeof useTelemetryConsent>

export const statusWords: Record<Consent['status'], string> = {
  pending: 'You have not answered yet.',
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

export function activeWords(consent: Pick<Consent, 'active' | 'basis'>): string {
  if (!consent.active) return 'Nothing is being sent.'
  return consent.basis === 'consent'
    ? 'Usage events are being sent, because you agreed.'
    : 'Usage events are being sent under the operator’s policy, without an answer of yours.'
}

export function whyWords(reason: Consent['reason']): string {
  return reason ? reasonWords[reason] : 'Nothing stands in the way.'
}

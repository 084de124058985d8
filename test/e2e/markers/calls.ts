import { inApp, type Carrier } from './carrier.ts'

interface CallCarrier extends Carrier {
  /** What arrives of it; nothing where it is left out. Keys that are not listed must not be there. */
  readonly arrives?: Said
}

/** What one event says, in words that no destination has of its own. */
export interface Said {
  /** What `track` was called with. */
  readonly event?: string
  readonly properties?: Readonly<Record<string, unknown>>
  /** Of the person. */
  readonly traits?: Readonly<Record<string, unknown>>
  readonly group?: { readonly type: string; readonly key: string; readonly traits: object }
}

/**
 * Markers in what developers pass. They have the shape of secrets and addresses, by which the
 * mask knows them; what stands under a key that says so has none.
 */
export const CALLS: Readonly<Record<string, CallCarrier>> = {
  'event name': {
    marker: 'mark-event@private.example',
    place: inApp((marker) => window.booted.telemetry.track(`Mail to ${marker}`)),
    arrives: { event: 'Mail to [email]', properties: {} },
  },
  'property key': {
    marker: 'mark-key@private.example',
    place: inApp((marker) => window.booted.telemetry.track('Key', { [marker]: 'x', plain: 1 })),
    arrives: { event: 'Key', properties: { '[email]': 1, plain: 1 } },
  },
  'property value': {
    marker: 'mark-value@private.example',
    place: inApp((marker) => window.booted.telemetry.track('Value', { note: `Ask ${marker}!` })),
    arrives: { event: 'Value', properties: { note: 'Ask [email]!' } },
  },
  'nested property': {
    marker: '+44 20 7946 0958',
    place: inApp((marker) =>
      window.booted.telemetry.track('Nested', {
        form: { answers: [1, { note: `Call ${marker}` }] },
      }),
    ),
    arrives: { event: 'Nested', properties: { form: { answers: [1, { note: 'Call [phone]' }] } } },
  },
  'nested key': {
    marker: 'mark-nested-key@private.example',
    place: inApp((marker) => window.booted.telemetry.track('Nested Key', { by: { [marker]: 3 } })),
    arrives: { event: 'Nested Key', properties: { by: { '[email]': 1 } } },
  },
  'signed token': {
    marker: 'eyJhbGciOiJIUzI1NiJ9.eyJtYXJrIjoidmFsdWUifQ.Zm9yZ2Vk',
    place: inApp((marker) => window.booted.telemetry.track('Signed', { result: marker })),
    arrives: { event: 'Signed', properties: { result: '[jwt]' } },
  },
  'bearer token': {
    marker: 'Bearer bWFyay1iZWFyZXItNTU1',
    place: inApp((marker) => window.booted.telemetry.track('Bearer', { header: marker })),
    arrives: { event: 'Bearer', properties: { header: '[token]' } },
  },
  address: {
    marker: 'https://private.example/MARK-url-path?key=1',
    place: inApp((marker) => window.booted.telemetry.track('Link', { to: `See ${marker}` })),
    arrives: { event: 'Link', properties: { to: 'See [url]' } },
  },
  'percent-encoded text': {
    marker: 'mark-percent@private.example',
    place: inApp((marker) =>
      window.booted.telemetry.track('Encoded', {
        q: encodeURIComponent(encodeURIComponent(marker)),
      }),
    ),
    arrives: { event: 'Encoded', properties: { q: '[email]' } },
  },
  'text in base64': {
    marker: 'mark-b64@a.example',
    place: inApp((marker) => window.booted.telemetry.track('Packed', { q: btoa(marker) })),
    arrives: { event: 'Packed', properties: { q: '[email]' } },
  },
  'property under a private key': {
    marker: 'MARK private words',
    place: inApp((marker) =>
      window.booted.telemetry.track('Private', {
        userEmail: marker,
        password: [marker],
        tokenCount: 5,
      }),
    ),
    arrives: { event: 'Private', properties: { password: [], tokenCount: 5 } },
  },
  'reserved key': {
    marker: 'MARK-reserved-key',
    place: inApp((marker) =>
      window.booted.telemetry.track('Reserved', {
        distinct_id: marker,
        token: marker,
        userId: marker,
        $current_url: marker,
        $set: { x: marker },
        kept: true,
      }),
    ),
    arrives: { event: 'Reserved', properties: { kept: true } },
  },
  'error for a property': {
    marker: 'MARK-error-object',
    place: inApp((marker) => window.booted.telemetry.track('Failed', { error: new Error(marker) })),
    arrives: { event: 'Failed', properties: { error: '[Error]' } },
  },
  'object of a class': {
    marker: 'MARK-object-of-a-class',
    place: inApp((marker) => {
      document.body.dataset['marker'] = marker
      const form = new FormData()
      form.set('marker', marker)
      window.booted.telemetry.track('Objects', {
        url: new URL(`https://x.example/${marker}`),
        file: new File([marker], marker),
        body: document.body,
        form,
      })
    }),
    arrives: {
      event: 'Objects',
      properties: { url: '[URL]', file: '[File]', body: '[HTMLBodyElement]', form: '[FormData]' },
    },
  },
  'id of a person': {
    marker: 'mark-identify@private.example',
    place: inApp((marker) => window.booted.telemetry.identify(marker, { plan: 'pro' })),
  },
  'key of a group': {
    marker: 'mark-group-key@private.example',
    place: inApp((marker) => window.booted.telemetry.group('team', marker, { members: 12 })),
  },
  'type of a group': {
    marker: 'mark-group-type@private.example',
    place: inApp((marker) => window.booted.telemetry.group(marker, 'team-3')),
  },
  trait: {
    marker: 'mark-trait@private.example',
    place: inApp((marker) =>
      window.booted.telemetry.identify('account-7', {
        note: `is ${marker}`,
        name: marker,
        plan: 'pro',
      }),
    ),
    arrives: { traits: { note: 'is [email]', plan: 'pro' } },
  },
  'trait of a group': {
    marker: 'mark-group-trait@private.example',
    place: inApp((marker) =>
      window.booted.telemetry.group('team', 'team-3', { domain: `of ${marker}`, members: 12 }),
    ),
    arrives: {
      group: { type: 'team', key: 'team-3', traits: { domain: 'of [email]', members: 12 } },
    },
  },
}

/** What must arrive as it is: a wall that everything bounces off is no help to anybody. */
export const USEFUL: Said = {
  event: 'Useful',
  properties: {
    formId: 'f_42',
    account: 'account-7',
    uuid: '0192f0c1-7a5b-7c3e-9b1d-2f6a8c4e1d30',
    tokenCount: 5,
    eventName: 'Form Created',
    emailVerified: true,
    button: 'Sign in with e-mail',
    version: '1.2.3',
    day: '2026-11-21',
    page: '/teams/:team',
    sizes: [1, 2.5],
    nested: { kind: 'issue', none: null },
  },
}

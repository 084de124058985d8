import type { Page } from '@playwright/test'
import type { Said } from './calls.ts'
import { inApp, type Carrier } from './carrier.ts'

/** Sets up an app, from the next load on, that says beforehand what it will ever track. */
export async function setUpPlannedApp(
  page: Page,
  frontend: Record<string, unknown>,
): Promise<void> {
  await page.addInitScript((configured) => {
    window.setUp = ({
      boot,
      destinations,
      plan: { bool, defineEvents, id, int, oneOf, route, text },
    }) => {
      const events = defineEvents({
        'Form Created': {
          description: 'A form was saved for the first time',
          properties: {
            formId: id(),
            kind: oneOf('issue', 'request'),
            fields: int({ max: 500, optional: true }),
            draft: bool({ optional: true }),
            page: route({ optional: true }),
            build: text({ optional: true, maxLength: 60 }),
          },
        },
      })
      return boot({
        config: { enabled: true, frontend: configured },
        destinations: Object.values(destinations).map((create) => create()),
        events,
      })
    }
  }, frontend)
}

/** Plain words, that no mask knows: only a plan can keep them. */
export const UNPLANNED: Readonly<Record<string, Carrier & { readonly arrives?: Said }>> = {
  'undeclared event': {
    marker: 'Rosa Marker',
    place: inApp((marker) => window.booted.telemetry.track(marker, { formId: marker })),
  },
  'undeclared key': {
    marker: 'colour of Rosa',
    place: say('formId', 'f_42', { key: true }),
    arrives: { event: 'Form Created', properties: { formId: 'f_42', kind: 'issue' } },
  },
  'value of an undeclared key': {
    marker: 'Marker street 7',
    place: say('note', null),
    arrives: { event: 'Form Created', properties: { formId: 'f_1', kind: 'issue' } },
  },
  'word that is not listed': {
    marker: 'wedding of Rosa',
    place: say('kind', null),
    arrives: { event: 'Form Created', properties: { formId: 'f_1', kind: '(other)' } },
  },
  'id that is none': {
    marker: 'Rosa M. Marker',
    place: say('formId', null),
    arrives: { event: 'Form Created', properties: { kind: 'issue' } },
  },
  'address for a route': {
    marker: '/items/rosa-marker',
    place: say('page', null),
    arrives: {
      event: 'Form Created',
      properties: { formId: 'f_1', kind: 'issue', page: '(other)' },
    },
  },
  'text for a number': {
    marker: 'born in May',
    place: say('fields', null),
    arrives: { event: 'Form Created', properties: { formId: 'f_1', kind: 'issue' } },
  },
  'text that is too long': {
    marker: 'a marker that goes on and on until it says more than a version of anything does',
    place: say('build', null),
    arrives: {
      event: 'Form Created',
      properties: { formId: 'f_1', kind: 'issue', build: '[long]' },
    },
  },
  'declared text': {
    marker: 'mark-build@private.example',
    place: say('build', null),
    arrives: {
      event: 'Form Created',
      properties: { formId: 'f_1', kind: 'issue', build: '[email]' },
    },
  },
  'declared id': {
    marker: 'ghp_36C7e42F292c6912E7710c838347Ae178B4c',
    place: say('formId', null),
    arrives: { event: 'Form Created', properties: { kind: 'issue' } },
  },
}

/** Tracks a declared event with one property, or one key, that is a marker. */
function say(key: string, value: string | null, { key: isKey = false } = {}): Carrier['place'] {
  return (page, marker) =>
    page.evaluate(
      (more) => {
        window.booted.telemetry.track('Form Created', { formId: 'f_1', kind: 'issue', ...more })
      },
      isKey ? { [key]: value, [marker]: 1 } : { [key]: marker },
    )
}

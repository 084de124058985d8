import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { defineEvents, id, oneOf, text, useTelemetryConsent } from '../../src/index.ts'
import { createTestTelemetry, expectNoLeak } from '../../src/testing.ts'
import '../../src/testing/vitest.ts'
import { acceptWarnings } from '../helpers/expect-report.ts'

/** What docs/testing.md quotes is what is said. */

const Empty = { render: () => null }

/** What a failed expectation says, as the document has to have it. */
async function said(expectation: () => unknown): Promise<string> {
  try {
    await expectation()
  } catch (error) {
    return `\`\`\`text\n${stripVTControlCharacters((error as Error).message)}\n\`\`\``
  }
  throw new Error('It was met.')
}

const document = await readFile(join(import.meta.dirname, '../../docs/testing.md'), 'utf8')

const events = defineEvents({
  'Form Created': {
    description: 'A form was saved for the first time',
    properties: {
      formId: id(),
      kind: oneOf('issue', 'request'),
      note: text({ optional: true }),
    },
  },
})

it('quotes what is said of an event that is not as it should be', async () => {
  const telemetry = createTestTelemetry({ events })
  mount(Empty, { global: { plugins: [telemetry] } })
  telemetry.track('Form Created', { formId: 'f_7', kind: 'request' })
  const spread = {
    formId: 'f_42',
    kind: 'request',
    note: 'for ann@example.com',
    owner: 'Ann',
  } as const
  telemetry.track('Form Created', spread)
  const expected = { formId: 'f_42', kind: 'issue', note: expect.stringContaining('Ann') }
  expect(document).toContain(
    await said(() => expect(telemetry).toHaveTracked('Form Created', expected)),
  )
  acceptWarnings()
})

it('quotes what is said of an event that was dropped', async () => {
  const telemetry = createTestTelemetry({ events })
  mount(Empty, { global: { plugins: [telemetry] } })
  // @ts-expect-error -- misspelt
  telemetry.track('Form Craeted', { formId: 'f_42', kind: 'issue' })
  expect(document).toContain(await said(() => expect(telemetry).toHaveTracked('Form Created')))
  acceptWarnings()
})

it('quotes what is said of an address', async () => {
  const telemetry = createTestTelemetry()
  const routes = [{ path: '/teams/:team', component: Empty }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/teams/acme')
  mount(Empty, { global: { plugins: [router, telemetry] } })
  expect(document).toContain(await said(() => expect(telemetry).toHaveViewed('/teams/acme')))
})

it('quotes what is said of a leak', async () => {
  const event = { event: '$pageview', properties: { $current_url: 'https://app/reset/T0KEN-8f3a' } }
  const request = {
    method: 'POST',
    url: 'https://eu.i.posthog.com/e/',
    headers: { referer: 'https://app/reset/T0KEN-8f3a' },
    body: JSON.stringify([event]),
  }
  expect(document).toContain(
    await said(() => expectNoLeak({ 'reset token': 'T0KEN-8f3a' }).inRequests([request])),
  )
})

it('has the banner of the README answered', async () => {
  const example = /await flushPromises\(\).*\nawait wrapper\.get\('(.*?)'\)/.exec(document)
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8')
  expect(readme).toMatch(/deny\(\)">No<\/button>\s+<button @click="consent.grant\(\)">Yes/)
  const ConsentBanner = {
    setup() {
      const consent = useTelemetryConsent()
      const button = (label: string, onClick: () => void) => h('button', { onClick }, label)
      return () =>
        consent.shouldAsk
          ? h('aside', [button('No', consent.deny), button('Yes', consent.grant)])
          : null
    },
  }
  const telemetry = createTestTelemetry({ answer: 'pending' })
  const wrapper = mount(ConsentBanner, { global: { plugins: [telemetry] } })
  await flushPromises()
  await wrapper.get(example![1]!).trigger('click')
  expect(telemetry.consent.status).toBe('granted')
})

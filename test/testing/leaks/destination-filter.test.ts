// @vitest-environment node
import { expect, it } from 'vitest'
import {
  createDestinationFilter,
  type Destinations,
} from '../../../src/testing/leaks/destination-filter.ts'

const OWN = new Set(['https://app.example'])

/** Which of these a filter takes. */
function taken(to?: Destinations): string[] {
  const filter = createDestinationFilter(to)
  return [
    'https://app.example/ph/e/',
    'https://app.example/photos',
    'https://eu.i.posthog.com/e/?v=1',
    'https://eu.i.posthog.com.evil.example/e/',
    'https://localhost:8000/e',
    'data:text/plain,eu.i.posthog.com',
    'blob:https://eu.i.posthog.com/1',
  ].filter((url) => filter(url, OWN))
}

const [RELAY, , POSTHOG, EVIL, LOCAL] = [
  'https://app.example/ph/e/',
  '',
  'https://eu.i.posthog.com/e/?v=1',
  'https://eu.i.posthog.com.evil.example/e/',
  'https://localhost:8000/e',
]

it.each<[string, Destinations | undefined, (string | undefined)[]]>([
  ['all other origins', undefined, [POSTHOG, EVIL, LOCAL]],
  ['a host', 'eu.i.posthog.com', [POSTHOG]],
  ['a host without its port', 'localhost', [LOCAL]],
  ['a host with its port', 'localhost:8000', [LOCAL]],
  ['an address', 'https://eu.i.posthog.com', [POSTHOG]],
  ['an address with a path', 'https://eu.i.posthog.com/e/', [POSTHOG]],
  ['an address with another path', 'https://eu.i.posthog.com/i', []],
  ['a path of the own origin', '/ph', [RELAY]],
  ['several', ['/ph', 'localhost:8000'], [RELAY, LOCAL]],
  ['a function', (url) => url.includes('evil'), [EVIL]],
])('takes %s', (_, to, expected) => {
  expect(taken(to)).toEqual(expected)
})

import type { Page } from '@playwright/test'
import { serveCollector } from '../../src/collector.ts'
import { expectNoLeak, type DuringOptions } from '../../src/testing.ts'
import { agreeOn, collected, expect, summary, test } from './helpers/fixtures.ts'
import { agreeBefore, flush } from './helpers/lab-page.ts'

/** `expectNoLeak`, aimed at apps that keep their secrets and at apps that do not. */

const MARKERS = { 'sign-in code': 'MARK-code-8f3a', 'typed name': 'MARK typed name ü' }

/** @returns what it says of a visit; '' where it says nothing */
async function verdict(
  page: Page,
  visit: () => Promise<unknown>,
  options: DuringOptions,
): Promise<string> {
  return expectNoLeak(MARKERS)
    .during(page, visit, options)
    .then(
      () => '',
      (error: unknown) => (error as Error).message,
    )
}

test('the playground keeps what it is told', async ({ page, playground, elsewhere }) => {
  await agreeOn(page, { ...playground, collector: elsewhere.collector }, '/')
  await expectNoLeak(MARKERS).during(page, async () => {
    await page.goto(`${playground.url}/sign-in/callback?code=${MARKERS['sign-in code']}`)
    await page.waitForURL('**/teams')
    await page.getByTestId('nav-form').click()
    await page.getByTestId('form-name').fill(MARKERS['typed name'])
    await page.getByTestId('form-submit').click()
    await page.getByTestId('nav-settings').click()
    await collected(elsewhere.collector, (all) => summary(all).includes('Form Created'))
  })
})

test('an app that sends nothing has proven nothing', async ({ page, lab }) => {
  const visit = () => page.goto(lab.url)
  expect(await verdict(page, visit, {})).toMatch(
    /^expectNoLeak: there was no request to other origins, so nothing was proven\./,
  )
  expect(await verdict(page, visit, { allowNoRequests: true })).toBe('')
})

test('a careless analytics beside it is found', async ({ page, lab }) => {
  await page.goto(`${lab.url}/items/1?code=${MARKERS['sign-in code']}`)
  const visit = () =>
    page.evaluate(async () => {
      const host = await window.lab.hostPostHog('phc_host')
      host.capture('$pageview')
      // Its batches are sent after three seconds.
      await new Promise((resolve) => setTimeout(resolve, 4000))
    })
  const message = await verdict(page, visit, { to: '/collector', keys: /^ph_/ })
  expect(message.split('\n').slice(0, 4)).toEqual([
    'expectNoLeak: sign-in code leaked.',
    '',
    '  sign-in code',
    expect.stringMatching(/^    body of POST .*\/collector\/e\/.*, at .*\$current_url: as it is$/),
  ])
  expect(message).toContain('    localStorage ph_phc_host_posthog, at $initial_person_info.u')
  expect(message).not.toContain('MARK')
})

/** Sends a body the way in which a script of the page does. */
const WAYS: Record<string, (to: readonly [url: string, secret: string]) => unknown> = {
  'gzipped bytes': async ([url, secret]) => {
    const packed = new Blob([secret]).stream().pipeThrough(new CompressionStream('gzip'))
    const body = await new Response(packed).arrayBuffer()
    await fetch(url, { method: 'POST', body, keepalive: true })
  },
  'a gzipped blob': async ([url, secret]) => {
    const packed = new Blob([secret]).stream().pipeThrough(new CompressionStream('gzip'))
    await fetch(url, { method: 'POST', body: await new Response(packed).blob() })
  },
  'a form': async ([url, secret]) => {
    const body = new FormData()
    body.set('note', secret)
    await fetch(url, { method: 'POST', body })
  },
  'a beacon': ([url, secret]) => navigator.sendBeacon(url, new Blob([secret])),
  'a pixel': ([url, secret]) => {
    new Image().src = `${url}?d=${btoa(unescape(encodeURIComponent(secret)))}`
  },
  'a worker': ([url, secret]) => {
    const script = `fetch(${JSON.stringify(url)}, { method: 'POST', body: ${JSON.stringify(secret)} })`
    return new Worker(URL.createObjectURL(new Blob([script])))
  },
  'a window that it opens': ([url, secret]) => open(`${url}?d=${encodeURIComponent(secret)}`),
}

for (const [name, send] of Object.entries(WAYS)) {
  test(`what leaves by ${name} is found`, async ({ page, lab }) => {
    await page.goto(`${lab.url}/plain.html`)
    const visit = async () => {
      await page.evaluate(send, [`${lab.url}/collector/e/`, MARKERS['typed name']] as const)
      await page.waitForTimeout(300)
    }
    const message = await verdict(page, visit, { to: '/collector' })
    expect(message).toMatch(/^expectNoLeak: typed name leaked\./)
    expect(message).toMatch(/Looked at 1 request to \/collector and 0 entries at rest\.$/)
    expect(message).not.toContain('MARK')
  })
}

test('what is kept is found wherever it is kept', async ({ page, lab }) => {
  const visit = async () => {
    await page.goto(`${lab.url}/plain.html`)
    await page.evaluate(async (secret) => {
      localStorage.setItem('ph_local', btoa(secret))
      sessionStorage.setItem('ph_session', JSON.stringify({ url: `/?code=${secret}` }))
      sessionStorage.setItem('vue-router:scroll', secret)
      document.cookie = `ph_cookie=${secret}`
      localStorage.setItem(`key of ${secret}`, '')
      await new Promise((resolve) => {
        indexedDB.open(`of ${secret}`).addEventListener('success', resolve)
      })
    }, MARKERS['sign-in code'])
  }
  const options = { allowNoRequests: true }
  expect(await verdict(page, visit, options)).toBe(`expectNoLeak: sign-in code leaked.

  sign-in code
    cookie ph_cookie: as it is
    localStorage ph_local: base64
    name of localStorage key of [sign-in code]: as it is
    sessionStorage ph_session, at url: as it is
    name of IndexedDB of [sign-in code]: as it is

Looked at 0 requests to other origins and 5 entries at rest.`)
  expect(await verdict(page, visit, { ...options, keys: /^telemetry:/ })).toBe('')
})

test('the app’s own server may have the app’s cookies, and nobody else', async ({ page, lab }) => {
  await page.goto(`${lab.url}/plain.html`)
  const send = (to: string) => async () => {
    await page.evaluate(
      async ([url, secret]) => {
        document.cookie = `session=${secret}`
        const sent = fetch(url, {
          method: 'POST',
          body: '{}',
          credentials: 'include',
          mode: 'no-cors',
        })
        // What is answered is nobody's business here.
        await sent.catch(() => {})
      },
      [to, MARKERS['sign-in code']] as const,
    )
  }
  const options = { to: '127.0.0.1', keys: () => false }
  expect(await verdict(page, send(`${lab.url}/collector/e/`), options)).toBe('')
  const other = await serveCollector()
  expect(await verdict(page, send(`${other.url}/e/`), options)).toContain(
    `header cookie of POST ${other.url}/e/: as it is`,
  )
  await other.close()
})

test('what a page sends while it goes away is seen by a collector alone', async ({ page, lab }) => {
  await page.goto(`${lab.url}/plain.html`)
  const visit = async () => {
    await page.evaluate((secret) => {
      addEventListener('pagehide', () =>
        fetch('/collector/e/', { method: 'POST', body: `"${secret}"`, keepalive: true }),
      )
    }, MARKERS['sign-in code'])
    await page.goto('about:blank')
    await expect.poll(() => lab.collector.requests()).toHaveLength(1)
  }
  // Should this begin to fail, the documentation has to be corrected: Playwright sees it now.
  expect(await verdict(page, visit, { to: '/collector' })).toContain('there was no request')
  await expect(expectNoLeak(MARKERS).inRequests(lab.collector.requests())).rejects.toThrow(
    'body of POST /e/: as it is',
  )
})

test('telemetry itself is looked at, and passes', async ({ page, lab }) => {
  await agreeBefore(page)
  await expectNoLeak(MARKERS).during(
    page,
    async () => {
      await page.goto(`${lab.url}/items/${MARKERS['sign-in code']}?name=${MARKERS['typed name']}`)
      await flush(page)
      await collected(lab.collector, ({ length }) => length > 0)
    },
    { to: '/collector' },
  )
})

import type { Page } from '@playwright/test'
import { inApp, type Carrier } from './carrier.ts'

/** Markers that an earlier SDK has left in the browser. They belong to others and have to stay. */
export const LEFTOVERS = {
  'state of an earlier SDK': {
    marker: 'mark-earlier@private.example',
    place: inApp((marker) => {
      const state = {
        distinct_id: marker,
        $device_id: marker,
        $user_state: 'identified',
        $groups: { team: marker },
        $initial_person_info: { r: marker, u: `https://x.example/${marker}` },
      }
      localStorage.setItem('ph_phc_markers_posthog', JSON.stringify(state))
      localStorage.setItem('__ph_opt_in_out_phc_markers', '1')
      sessionStorage.setItem('ph_phc_markers_window_id', marker)
      localStorage.setItem('ajs_user_id', JSON.stringify(marker))
    }),
  },
  'cookie of an earlier SDK': {
    marker: 'mark-cookie@private.example',
    place: inApp((marker) => {
      const state = encodeURIComponent(JSON.stringify({ distinct_id: marker }))
      document.cookie = `ph_phc_markers_posthog=${state}; path=/`
      document.cookie = `rl_user_id=${encodeURIComponent(marker)}; path=/`
    }),
  },
} as const satisfies Readonly<Record<string, Carrier>>

/** Under this package's own names, from before anybody agreed: not to be used, and to be erased. */
export const OWN_LEFTOVERS = {
  'state of an earlier version': {
    marker: 'mark-own-state@private.example',
    place: inApp((marker) => {
      const state = {
        distinct_id: marker,
        $device_id: marker,
        $user_state: 'identified',
        $groups: { team: marker },
        $client_session_props: { sessionId: 's', props: { u: `https://x.example/${marker}` } },
      }
      localStorage.setItem('ph_telemetry:telemetry:user', JSON.stringify(state))
      localStorage.setItem('ph_telemetry:telemetry:user:consent', '1')
      localStorage.setItem('ph_telemetry:telemetry:queue', marker)
      sessionStorage.setItem('ph_telemetry:telemetry:user_window_id', JSON.stringify(marker))
      const person = JSON.stringify({
        anonymousId: 'a',
        userId: marker,
        groupId: marker,
        x: marker,
      })
      for (const name of ['segment', 'rudderstack', 'accoil']) {
        localStorage.setItem(`${name}_telemetry:telemetry:user`, person)
        localStorage.setItem(`${name}_telemetry:telemetry:queue`, marker)
      }
    }),
  },
} as const satisfies Readonly<Record<string, Carrier>>

/** Puts them where they are found when the app is loaded, and says yes, if somebody has. */
export async function leaveBehind(
  page: Page,
  carriers: Readonly<Record<string, Carrier>>,
  agreed: boolean,
): Promise<void> {
  for (const { marker, place } of Object.values(carriers)) await place(page, marker)
  if (!agreed) return
  await page.evaluate(() => {
    const yes = { v: 1, status: 'granted', policyVersion: 1, at: Date.now() }
    localStorage.setItem('telemetry:telemetry', JSON.stringify(yes))
  })
}

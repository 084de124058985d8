import type { Page } from '@playwright/test'
import type { TelemetryConfig } from '../../../src/index.ts'
import type { Vendor } from './vendors.ts'

declare global {
  interface Window {
    /** The names of what was tracked and has reached the other destination. */
    besides: string[]
  }
}

interface Plan {
  readonly destination: Vendor['destination']
  readonly config: TelemetryConfig
  /** Host, port and path, to which Segment's own SDK sends. */
  readonly apiHost: string
}

/** Sets up an app with the destination, and another one beside it, from the next load on. */
export async function setUpContractApp(page: Page, plan: Plan): Promise<void> {
  await page.addInitScript(({ destination, config, apiHost }) => {
    window.besides = []
    window.setUp = ({ boot, destinations, hostSegment }) => {
      const names: string[] = window.besides
      const beside = {
        name: 'beside',
        keys: [],
        read: () => ({}),
        load: async () => () => ({
          send: (event: { type: string; name?: string }) =>
            void (event.type === 'track' && names.push(event.name!)),
          flush() {},
          stop() {},
        }),
      }
      const throughSdk = {
        ...destinations.segment(),
        // The SDK is loaded when it is needed, as an app does that waits for the yes.
        load: async () => {
          const { startHostSegment } = await hostSegment()
          const analytics = startHostSegment('through', apiHost)
          return destinations.segment({ analytics }).load()
        },
      }
      const tested =
        destination === 'segment({ analytics })' ? throughSdk : destinations[destination]()
      return boot({ config, destinations: [tested, beside] })
    }
  }, plan)
}

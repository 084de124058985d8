import type { Pinia } from 'pinia'
import { assembleTelemetry, type OpenOutlet } from '../../assemble-telemetry.ts'
import { useTelemetryConsent } from '../../consent/consent-store.ts'
import type { EventPlan } from '../../privacy/plan/event-plan.ts'
import type { RegisteredPlan } from '../../register.ts'
import type { Telemetry } from '../../telemetry.ts'
import { isShown } from '../../when-shown.ts'
import { createDirectOutlet, type DirectOutlet } from './direct-outlet.ts'
import { followApp } from './follow-app.ts'
import type { Unconnected } from './recorded.ts'
import { createRecorder } from './recorder.ts'
import { replaceEarlier } from './replace-earlier.ts'
import { settleOptions } from './settle-options.ts'
import type { TestTelemetry, TestTelemetryOptions } from './test-telemetry.ts'

/**
 * Builds a telemetry for the tests of an application. It is the real one, with its gate, plan, mask
 * and page views, but for its end: nothing is loaded, sent or stored, and what would have been sent
 * can be read at once. It needs no Pinia and no router, and one for each test needs no cleaning up:
 * when it is installed it ends the one before.
 *
 * @example
 * const telemetry = createTestTelemetry()
 * const button = mount(SaveButton, { global: { plugins: [telemetry] } })
 * await button.trigger('click')
 * expect(telemetry).toHaveTracked('Form Created', { kind: 'issue' })
 */
export function createTestTelemetry<const Plan extends EventPlan = RegisteredPlan>(
  options?: TestTelemetryOptions & { events?: Plan },
): TestTelemetry<Plan>
export function createTestTelemetry(given: TestTelemetryOptions = {}): TestTelemetry<EventPlan> {
  if (typeof document === 'undefined') {
    throw new Error('createTestTelemetry needs a document: run the test in happy-dom or jsdom.')
  }
  const { options, clock, configure } = settleOptions(given)
  const recorder = createRecorder()
  let state: Unconnected | null = 'not-installed'
  let pinia: Pinia | null = null
  let outlet!: DirectOutlet
  const end = (): void => void (state = 'disposed')
  const openOutlet: OpenOutlet = (context) =>
    (outlet = createDirectOutlet(context, recorder.leave, end))
  const telemetry = assembleTelemetry(options, openOutlet, recorder.journal)
  const { name, install, dispose } = telemetry
  telemetry.install = (app) => {
    if (state === 'not-installed') {
      replaceEarlier(name, dispose)
      state = 'not-mounted'
    }
    install(app)
    followApp(app, options, (found) => {
      pinia ??= found
      if (state === 'not-mounted') state = null
    })
  }
  /** Whoever reads makes events of all notes first. */
  const settled = () => {
    outlet.settle()
    return recorder
  }
  return extend(telemetry, {
    clock,
    configure,
    clear: () => settled().clear(),
    get events() {
      return [...settled().events]
    },
    get dropped() {
      return [...settled().dropped]
    },
    get waiting() {
      return recorder.waiting
    },
    get consent() {
      if (pinia) return useTelemetryConsent(pinia, name)
      throw new Error('The consent store is there once the app is mounted. Begin with `answer`.')
    },
    get idle() {
      if (state || !pinia) return state
      const { reason } = useTelemetryConsent(pinia, name)
      return reason === 'loading' && !isShown() ? 'not-shown' : reason
    },
  })
}

/** Adds what a test has more of it, getters as such. It stays the one that components are given. */
function extend(
  telemetry: Telemetry<EventPlan>,
  more: Omit<TestTelemetry, keyof Telemetry>,
): TestTelemetry<EventPlan> {
  return Object.defineProperties(
    telemetry,
    Object.getOwnPropertyDescriptors(more),
  ) as TestTelemetry<EventPlan>
}

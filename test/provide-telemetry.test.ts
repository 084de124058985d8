import { describe, expect, test } from 'vitest'
import { createApp } from 'vue'
import { createSilentTelemetry } from '../src/silent-telemetry.ts'
import { useTelemetry } from '../src/use-telemetry.ts'
import { expectReports } from './helpers/expect-report.ts'

const newApp = () => createApp({ render: () => '' })

describe('an app', () => {
  test('gets its telemetry', () => {
    const app = newApp()
    const telemetry = createSilentTelemetry('main')
    telemetry.install(app)
    expect(app.runWithContext(useTelemetry)).toBe(telemetry)
  })

  test('gets what it can tell for its templates, and no more', () => {
    const app = newApp()
    const telemetry = createSilentTelemetry('main')
    telemetry.install(app)
    const { track, identify, group, reset } = telemetry
    expect(app.config.globalProperties.$telemetry).toStrictEqual({ track, identify, group, reset })
  })

  test('that has several means the first, without a warning of Vue', () => {
    const app = newApp()
    const [first, second] = ['one', 'two'].map((name) => createSilentTelemetry(name))
    first!.install(app)
    const { $telemetry } = app.config.globalProperties
    second!.install(app)
    first!.install(app)
    expectReports()
    expect(app.runWithContext(useTelemetry)).toBe(first)
    expect(app.config.globalProperties.$telemetry).toBe($telemetry)
    expect($telemetry.track).toBe(first!.track)
  })
})

test('each app has its own', () => {
  const parts = ['one', 'two'].map((name) => {
    const app = newApp()
    const telemetry = createSilentTelemetry(name)
    telemetry.install(app)
    return { app, telemetry }
  })
  for (const { app, telemetry } of parts) {
    expect(app.runWithContext(useTelemetry)).toBe(telemetry)
    expect(app.config.globalProperties.$telemetry.track).toBe(telemetry.track)
  }
})

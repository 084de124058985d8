import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { report, type DiagnosticCode } from '../src/diagnostics.ts'
import { expectReports } from './helpers/expect-report.ts'

/** Files are looked up from the root of the package, where vitest runs. */
const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const CODES = [...read('src/diagnostics.ts').matchAll(/^ {2}(VT\d+): \[/gm)].map(
  ([, code]) => code as DiagnosticCode,
)

describe('the documentation', () => {
  const headings = [...read('docs/diagnostics.md').matchAll(/^## (VT\d+)\b/gm)].map(
    ([, code]) => code,
  )

  test('has a section for each code', () => {
    expect(CODES.length).toBeGreaterThan(10)
    expect(CODES.filter((code) => !headings.includes(code))).toEqual([])
  })

  test('has no section twice', () => {
    expect(headings.filter((code, index) => headings.indexOf(code) !== index)).toEqual([])
  })
})

describe('a message', () => {
  test.each(CODES)('names its code, says two sentences and where there is more: %s', (code) => {
    report(code)
    const [message] = expectReports(code)
    const [why, fix] = message!.split('\n')
    expect(why).toMatch(new RegExp(String.raw`^\[vue-telemetry\] ${code}: \S.+\.$`))
    expect(fix).toMatch(/^[A-Z].+\. See docs\/diagnostics\.md#/)
    expect(fix).toContain(`#${code.toLowerCase()}`)
  })

  test('names what it is about, where that is known', () => {
    report('VT201', 'enabled: found string, expected true or false')
    expect(expectReports('VT201')[0]).toContain(
      'stays off. (enabled: found string, expected true or false)\n',
    )
  })
})

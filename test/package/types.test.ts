// @vitest-environment node
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Checks a program against the types that are published. @returns what the checker objects to */
async function check(project: string): Promise<string> {
  const checker = `${ROOT}/node_modules/.bin/vue-tsc`
  try {
    await promisify(execFile)(checker, ['--noEmit', '-p', project], { cwd: ROOT })
    return ''
  } catch (error) {
    return String((error as { stdout: unknown }).stdout)
  }
}

describe('the published types', () => {
  it('hold calls to the plan, like those of the source', async () => {
    expect(await check('test/types/tsconfig.published.json')).toBe('')
  })

  it('can be told of a plan that the application has registered', async () => {
    expect(await check('test/types/registered')).toBe('')
  })
})

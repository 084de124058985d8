import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { destinationContract } from '../../../src/testing.ts'

/** What the documents have of the contract is what is tested. */

const at = (path: string): string => join(import.meta.dirname, path)
const DOCS = '../../../docs'

describe('the destination of one’s own', async () => {
  const document = await readFile(at(`${DOCS}/destinations.md`), 'utf8')
  for (const [file, title] of [
    ['acme.ts', 'acme.ts'],
    ['acme-after-yes.ts', 'acme-after-yes.ts'],
    ['acme-contract.ts', 'acme.test.ts'],
  ] as const) {
    it(`is documented as it is tested: ${file}`, async () => {
      const code = await readFile(at(file), 'utf8')
      expect(document).toContain(`\`\`\`ts\n// ${title}\n${code}\`\`\``)
    })
  }
})

it('lists each clause with what it needs', async () => {
  const file = at(`${DOCS}/testing.md`)
  const text = await readFile(file, 'utf8')
  const rows = destinationContract.map(
    ({ name, needs }) => `| ${name} | ${needs.map((need) => `\`${need}\``).join(', ')} |`,
  )
  const table = ['| clause | needs |', '|---|---|', ...rows].join('\n')
  const listed = /(<!-- contract -->\n)([^]*?)(\n<!-- \/contract -->)/
  if (process.env.UPDATE_DOCS) await writeFile(file, text.replace(listed, `$1${table}$3`))
  expect(listed.exec(await readFile(file, 'utf8'))?.[2]).toBe(table)
})

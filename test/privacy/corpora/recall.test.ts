import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { maskText } from '../../../src/privacy/mask/mask-text.ts'
import { score } from './score-mask.ts'

/**
 * What the mask takes out of the corpora, and what it does to harmless texts: the one place for
 * these figures, beside docs/privacy.md, which quotes them.
 */
const EXPECTED = {
  secrets: { open: '230 of 236', heldOut: '214 of 236' },
  harmless: { open: '0 of 171', heldOut: '0 of 171' },
} as const

const { secrets, harmless } = score((text) => maskText(text).text)

const FIGURES = {
  secrets: {
    open: `${secrets.open.caught} of ${secrets.open.total}`,
    heldOut: `${secrets.heldOut.caught} of ${secrets.heldOut.total}`,
  },
  harmless: {
    open: `${harmless.open.altered} of ${harmless.open.total}`,
    heldOut: `${harmless.heldOut.altered} of ${harmless.heldOut.total}`,
  },
}

/** The table of docs/privacy.md, under "How well the mask works". */
const toTable = (figures: typeof FIGURES | typeof EXPECTED): string =>
  [
    '| | open | held out |',
    '|---|---|---|',
    `| secrets that are masked | ${figures.secrets.open} | ${figures.secrets.heldOut} |`,
    `| harmless texts that are altered | ${figures.harmless.open} | ${figures.harmless.heldOut} |`,
  ].join('\n')

/** Open rows only: who writes patterns may read what failed, and must not see the others. */
const openRows = [
  `missed: ${secrets.open.missed.join(' ') || 'none'}`,
  `altered: ${harmless.open.ids.join(' ') || 'none'}`,
].join('\n')

describe('the mask', () => {
  console.info(toTable(FIGURES))

  test('catches what it caught, and does no more harm', ({ onTestFailed }) => {
    onTestFailed(() => console.info(openRows))
    expect(FIGURES).toEqual(EXPECTED)
  })

  test('is described with these figures', () => {
    const [, section = ''] = readFileSync('docs/privacy.md', 'utf8').split(
      '\n## How well the mask works\n',
    )
    expect(section.split('\n## ')[0]).toContain(toTable(EXPECTED))
  })
})

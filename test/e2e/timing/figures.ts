import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isClear, quantile } from './statistics.ts'

/** What came of measuring one thing in several rounds. */
interface Figure {
  readonly unit: 'µs' | '×'
  readonly median: number
  readonly bar: number | null
  readonly least: number
  readonly most: number
  /** Of all that was timed one by one, where that is told. */
  readonly p95: number | null
  readonly rounds: number
}

interface Task {
  /** Measures everything once, and gives what it finds by name. */
  round(turn: number): Promise<Record<string, number>>
  barOf(name: string): number | null
  unitOf(name: string): Figure['unit']
  p95Of?(name: string): number | null
  /** How many rounds there are at least, however clear they are. */
  readonly atLeast: number
  /** After how many rounds the median of what there is decides. */
  readonly atMost: number
}

export interface Figures {
  /**
   * Measures in rounds, until each figure that has a bar is clearly on one side of it. On a noisy
   * machine that takes more rounds, where a wider bar would hide what it is there to show.
   *
   * @returns what is above its bar
   */
  measure(task: Task): Promise<string[]>
  /** Prints them, and writes them to `.cache/timing.json`. */
  publish(): void
}

const FILE = '.cache/timing.json'

export function createFigures(): Figures {
  const figures: Record<string, Figure> = {}
  return {
    async measure(task) {
      const measured = toFigures(await measureUntilClear(task), task)
      Object.assign(figures, measured)
      return Object.entries(measured)
        .filter(([, { median, bar }]) => bar !== null && !(median <= bar))
        .map(([name, { median, unit, bar }]) => `${name}: ${median} ${unit}, more than ${bar}`)
    },
    publish() {
      if (Object.keys(figures).length === 0) return
      console.table(figures)
      // A test that fails ends the process, and those that follow have figures of their own.
      const before = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {}
      mkdirSync('.cache', { recursive: true })
      writeFileSync(FILE, `${JSON.stringify({ ...before, ...figures }, null, 2)}\n`)
    },
  }
}

async function measureUntilClear(task: Task): Promise<Map<string, number[]>> {
  const rounds = new Map<string, number[]>()
  const allClear = (): boolean =>
    [...rounds].every(([name, values]) => {
      const bar = task.barOf(name)
      return bar === null || isClear(values, bar)
    })
  for (let turn = 0; turn < task.atMost; turn++) {
    if (turn >= task.atLeast && allClear()) break
    for (const [name, value] of Object.entries(await task.round(turn))) {
      rounds.set(name, [...(rounds.get(name) ?? []), value])
    }
  }
  return rounds
}

function toFigures(measured: Map<string, number[]>, task: Task): Record<string, Figure> {
  const figures: Record<string, Figure> = {}
  // Each round has an order of its own.
  for (const [name, rounds] of [...measured].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const unit = task.unitOf(name)
    const round = (value: number): number => Number(value.toFixed(unit === '×' ? 3 : 1))
    const p95 = task.p95Of?.(name) ?? null
    figures[name] = {
      unit,
      median: round(quantile(rounds, 0.5)),
      bar: task.barOf(name),
      least: round(Math.min(...rounds)),
      most: round(Math.max(...rounds)),
      p95: p95 === null ? null : round(p95),
      rounds: rounds.length,
    }
  }
  return figures
}

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effect, ref, stop, type ComponentPublicInstance } from 'vue'
import { createMemoryHistory, createRouter, type RouteRecordRaw } from 'vue-router'
import type { TelemetryEvent } from '../../src/events.ts'
import type { Note } from '../../src/notes.ts'
import { createFirstWall } from '../../src/privacy/first-wall.ts'
import { openNoteDesk, type NoteDesk } from '../../src/sources/note-desk.ts'
import type { PagesOptions } from '../../src/sources/pages/pages-options.ts'
import { setVisibility } from '../helpers/set-visibility.ts'

const START = 1_000_000_000_000

const wall = createFirstWall({})
const journal = { count: vi.fn<() => void>() }

const sent: TelemetryEvent[] = []
const send = vi.fn<(event: TelemetryEvent) => void>()
const title = vi.fn<NonNullable<PagesOptions['title']>>()
let desk: NoteDesk

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  sent.length = 0
  send.mockReset().mockImplementation((event) => void sent.push(event))
  title.mockReset().mockImplementation(({ path }) => `Title of ${path}`)
  let ids = 0
  desk = openNoteDesk({
    send,
    createId: () => `id ${++ids}`,
    options: { title },
    origin: 'https://app.invalid',
    now: () => Date.now(),
    takeCampaign: () => undefined,
    wall,
    journal,
  })
})

afterEach(() => {
  desk.close()
  vi.useRealTimers()
})

// Without an instance for which one would have to wait.
const component = () => null
const ROUTES: RouteRecordRaw[] = [
  ...['/one', '/two', '/three'].map((path) => ({ path, component })),
  ...['/slow', '/slower'].map((path) => ({ path, component: { render: () => null } })),
]
const router = createRouter({ history: createMemoryHistory(), routes: ROUTES })

const page = (path: string): Note => ({
  type: 'page',
  time: Date.now(),
  route: router.resolve(path) as Extract<Note, { type: 'page' }>['route'],
})

const track = (name: string): Note => ({ type: 'track', time: Date.now(), name, properties: {} })

const reset = (): Note => ({ type: 'reset', time: Date.now() })

/** `/one`, `-/one` and the names of what was tracked. */
const trail = () =>
  sent.map((event) => {
    if (event.type === 'page') return event.page.route
    if (event.type === 'leave') return `-${event.page.route}`
    return event.type === 'track' ? event.name : event.type
  })

describe('a note', () => {
  test('lies there until there is time, and no event is made of it', () => {
    expect(desk.take(page('/one'))).toBe(1)
    expect(desk.take(track('First'))).toBe(2)
    vi.advanceTimersByTime(60_000)
    expect(send).not.toHaveBeenCalled()
    expect(title).not.toHaveBeenCalled()
  })

  test('becomes an event in the order in which it was taken', () => {
    for (const note of [page('/one'), track('First'), page('/two'), track('Second'), reset()]) {
      desk.take(note)
    }
    desk.clear()
    expect(trail()).toEqual(['/one', 'First', '-/one', '/two', 'Second', '-/two', 'reset'])
  })

  test('becomes an event once', () => {
    desk.take(page('/one'))
    desk.clear()
    desk.clear()
    expect(trail()).toEqual(['/one'])
    expect(desk.take(track('First'))).toBe(1)
  })

  test('that is taken while events are made comes after them', () => {
    send.mockImplementation((event) => {
      sent.push(event)
      if (event.type === 'page') desk.take(track('Meanwhile'))
    })
    desk.take(page('/one'))
    desk.take(track('First'))
    desk.clear()
    expect(trail()).toEqual(['/one', 'First'])
    desk.clear()
    expect(trail()).toEqual(['/one', 'First', 'Meanwhile'])
  })

  test('becomes nothing where what came before it closes the desk, and is not lost', () => {
    let left: Note[] = []
    send.mockImplementation((event) => {
      sent.push(event)
      if (event.type === 'page') left = desk.close()
    })
    for (const note of [page('/one'), track('First'), track('Second')]) desk.take(note)
    desk.clear()
    expect(trail()).toEqual(['/one'])
    expect(left.map(({ type }) => type)).toEqual(['track', 'track'])
  })

  test('keeps the time at which it was taken', () => {
    desk.take(page('/one'))
    vi.advanceTimersByTime(5000)
    desk.take(page('/two'))
    vi.advanceTimersByTime(60_000)
    desk.clear()
    expect(sent.map(({ time }) => time - START)).toEqual([0, 5000, 5000])
    expect(sent[1]).toMatchObject({ type: 'leave', duration: 5, activeDuration: 5 })
  })
})

describe('what was measured', () => {
  test('is of the time when the note was taken, and no other note takes it away', () => {
    desk.take(page('/one'))
    vi.advanceTimersByTime(2000)
    desk.take(track('First'))
    vi.advanceTimersByTime(1000)
    setVisibility('hidden')
    vi.advanceTimersByTime(4000)
    desk.take(page('/two'))
    setVisibility('visible')
    vi.advanceTimersByTime(9000)
    desk.clear()
    expect(sent.find(({ type }) => type === 'leave')).toMatchObject({
      duration: 7,
      activeDuration: 3,
    })
  })

  test('until somebody signs out is that of the page', () => {
    desk.take(page('/one'))
    vi.advanceTimersByTime(2000)
    desk.take(reset())
    vi.advanceTimersByTime(2000)
    desk.clear()
    expect(sent[1]).toMatchObject({ type: 'leave', cause: 'exit', activeDuration: 2 })
  })
})

describe('a title', () => {
  /** As long as Vue needs for what it has learned of. */
  const render = () => vi.advanceTimersByTimeAsync(0)

  test('is read of the last page alone, since the others have gone', async () => {
    for (const note of [page('/one'), page('/two'), track('First')]) desk.take(note)
    await render()
    desk.clear()
    expect(title).toHaveBeenCalledOnce()
    const titles = sent.filter((event) => event.type === 'page').map((event) => event.title)
    expect(titles).toEqual([undefined, 'Title of /two'])
  })

  test('is read when the event is made, and not when the note is taken', async () => {
    desk.take(page('/one'))
    await render()
    expect(title).not.toHaveBeenCalled()
    title.mockReturnValue('Rendered')
    desk.clear()
    expect(sent[0]).toMatchObject({ title: 'Rendered' })
  })

  test('is not read where there was no time to render the page', () => {
    desk.take(page('/one'))
    desk.clear()
    expect(title).not.toHaveBeenCalled()
    expect(sent[0]).not.toHaveProperty('title')
  })

  test('is read where nothing but pages is there, and not where none is', async () => {
    desk.take(page('/one'))
    await render()
    desk.clear()
    desk.take(track('First'))
    desk.clear()
    expect(title).toHaveBeenCalledOnce()
  })
})

describe('a page that is not on the screen yet', () => {
  /** Its record, which has an instance once it is rendered. */
  const slow = () => {
    const note = page('/slow') as Extract<Note, { type: 'page' }>
    const record = note.route.matched[0]!
    record.instances = {}
    return { note, render: () => void (record.instances.default = {} as ComponentPublicInstance) }
  }
  const work = async (): Promise<boolean> => {
    await vi.advanceTimersByTimeAsync(0)
    return desk.work()
  }

  test('is waited for where it has a title to be read, and then told with it', async () => {
    const { note, render } = slow()
    desk.take(note)
    desk.take(track('First'))
    expect(await work()).toBe(true)
    expect(trail()).toEqual([])
    render()
    expect(await work()).toBe(false)
    expect(trail()).toEqual(['/slow', 'First'])
    expect(sent[0]).toMatchObject({ title: 'Title of /slow' })
  })

  test('is told at once where it has none', async () => {
    desk.close()
    const takeCampaign = () => undefined
    desk = openNoteDesk({
      now: () => Date.now(),
      send,
      createId: String,
      options: {},
      origin: '',
      takeCampaign,
      wall,
      journal,
    })
    const { note, render } = slow()
    desk.take(note)
    expect(await work()).toBe(true)
    expect(trail()).toEqual(['/slow'])
    render()
    expect(await work()).toBe(false)
  })

  test('is told without a title after some time, or when the document ends', async () => {
    desk.take(slow().note)
    for (let look = 0; look < 10; look++) expect(await work()).toBe(true)
    expect(await work()).toBe(false)
    desk.take(page('/one'))
    await work()
    desk.take(slow().note)
    desk.happen('document ends')
    expect(trail()).toEqual(['/slow', '-/slow', '/one', '-/one', '/slow', '-/slow'])
    expect(sent[0]).not.toHaveProperty('title')
    expect(sent[4]).not.toHaveProperty('title')
  })

  test('is not there as long as the instance of the page before is', async () => {
    const before = slow()
    before.render()
    desk.take(before.note)
    await work()
    // As vue-router has it while a `<Suspense>` holds on to what was there.
    const other = page('/slower') as Extract<Note, { type: 'page' }>
    other.route.matched[0]!.instances = { ...before.note.route.matched[0]!.instances }
    desk.take(other)
    expect(await work()).toBe(true)
  })
})

describe('what happens to the page', () => {
  test('comes after all that lies there, measured right now', () => {
    desk.take(page('/one'))
    desk.take(track('First'))
    vi.advanceTimersByTime(3000)
    desk.happen('document ends')
    expect(trail()).toEqual(['/one', 'First', '-/one'])
    expect(sent[2]).toMatchObject({ time: START + 3000, duration: 3, activeDuration: 3 })
  })

  test('counts nothing of the time between', () => {
    desk.take(page('/one'))
    desk.happen('document ends')
    vi.advanceTimersByTime(60_000)
    desk.happen('document returns')
    vi.advanceTimersByTime(1000)
    desk.happen('document ends')
    expect(trail()).toEqual(['/one', '-/one', '/one', '-/one'])
    expect(sent[3]).toMatchObject({ duration: 1, activeDuration: 1 })
  })

  test('is nothing where there is no page', () => {
    desk.happen('document ends')
    desk.happen('document returns')
    expect(sent).toEqual([])
  })
})

describe('once it is closed', () => {
  test('what lies there became nothing, and is given back', () => {
    const notes = [page('/one'), track('First')]
    notes.forEach(desk.take)
    expect(desk.close()).toEqual(notes)
    expect(desk.close()).toEqual([])
    desk.clear()
    expect(send).not.toHaveBeenCalled()
  })

  test('nothing is given back that became an event', () => {
    desk.take(page('/one'))
    desk.clear()
    desk.take(track('First'))
    expect(desk.close()).toMatchObject([{ type: 'track' }])
  })

  test('it listens to nothing, and waits for nothing', async () => {
    let other = desk
    const signals = listenWhile(() => {
      const takeCampaign = () => undefined
      other = openNoteDesk({
        now: () => Date.now(),
        send,
        createId: String,
        options: {},
        origin: '',
        takeCampaign,
        wall,
        journal,
      })
    })
    other.take(page('/one'))
    await vi.advanceTimersByTimeAsync(0)
    expect(other.work()).toBe(false)
    expect(vi.getTimerCount()).toBeGreaterThan(0)
    other.close()
    expect(signals.length).toBeGreaterThan(1)
    expect(signals.every((signal) => signal?.aborted)).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('what is read while events are made is read by nobody', async () => {
  const state = ref('first')
  title.mockReset().mockImplementation(() => state.value)
  desk.take(page('/one'))
  await vi.advanceTimersByTimeAsync(0)
  let runs = 0
  const runner = effect(() => {
    runs++
    desk.clear()
  })
  expect(title).toHaveBeenCalledOnce()
  state.value = 'second'
  expect(runs).toBe(1)
  stop(runner)
})

/** The signals of all listeners that are added meanwhile to the document or the window. */
function listenWhile(task: () => void): (AbortSignal | undefined)[] {
  const spies = [document, window].map((target) => vi.spyOn(target, 'addEventListener'))
  task()
  return spies.flatMap(({ mock }) =>
    mock.calls.map(([, , options]) => (options as AddEventListenerOptions | undefined)?.signal),
  )
}

import { expect, test } from 'vitest'
import { createIdMaker } from '../src/event-id.ts'

const TIME = 1_700_000_000_123

test('an id is a UUID, version 7, with its time in it', () => {
  const id = createIdMaker()(TIME)
  expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(TIME)
})

test('ids of one moment sort as they were made', () => {
  const createId = createIdMaker()
  const ids = Array.from({ length: 1000 }, () => createId(TIME))
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(1000)
})

test('ids sort by time', () => {
  const createId = createIdMaker()
  const ids = [TIME, TIME + 1, TIME + 256, TIME + 2 ** 33].map(createId)
  expect(ids).toEqual(ids.toSorted())
})

test('two makers make no id twice', () => {
  const [one, other] = [createIdMaker(), createIdMaker()]
  const ids = Array.from({ length: 100 }, () => [one(TIME), other(TIME)]).flat()
  expect(new Set(ids).size).toBe(200)
})

import { storeChoice, type Choice, type ChoiceStorage } from '../../consent/stored-choice.ts'

/** What the person has said on an earlier visit: `pending` where that was nothing. */
export type Answer = Choice['status'] | 'pending'

/**
 * A storage in memory that holds an answer as an earlier visit has left it.
 *
 * @param name - of the telemetry
 * @param at - when it was given, in milliseconds since 1970
 */
export function rememberAnswer(
  answer: Answer,
  name: string,
  policyVersion: number,
  at: number,
): ChoiceStorage {
  const items = new Map<string, string>()
  const storage: ChoiceStorage = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
  if (answer !== 'pending') {
    storeChoice(storage, `telemetry:${name}`).save({ status: answer, policyVersion, at })
  }
  return storage
}

import type { EventPlan } from './event-plan.ts'

/**
 * Declares all that an application says by `track`. Given to `createTelemetry` as `events`, it is
 * a promise that is kept: what is not in it is not sent.
 *
 * @returns the same object, frozen: what was promised does not change while the page lives
 *
 * @example
 * export const events = defineEvents({
 *   'Form Created': {
 *     description: 'A form was saved for the first time',
 *     properties: { formId: id(), kind: oneOf('issue', 'request'), fields: int({ max: 500 }) },
 *   },
 * })
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineEvents<const Plan extends EventPlan>(plan: Plan): Plan {
  Object.values(plan).forEach((event) => Object.freeze(Object.freeze(event)?.properties))
  return Object.freeze(plan)
}

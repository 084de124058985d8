import { defineEvents, id, int, oneOf, text } from 'vue-telemetry'

/**
 * All that Fieldwork ever says by `track`. It is not registered for types: the trials of the mask
 * pass what is not in it, on purpose.
 */
export const events = defineEvents({
  'Form Created': {
    description: 'A form was saved for the first time',
    properties: {
      formId: id({ example: 'f_42' }),
      kind: oneOf('issue', 'request'),
      fields: int({ min: 0, max: 500 }),
    },
  },
  'Form Assigned': {
    description:
      'A form was given to somebody. Where people are not told apart, it does not say to whom',
    properties: { formId: id({ example: 'f_42' }), to: id({ example: 'account-7' }) },
  },
  'Note Saved': {
    description: 'A note was saved. A real product would leave the note itself out',
    properties: { note: text({ maxLength: 120, example: 'Looks good' }) },
  },
})

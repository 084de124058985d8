import type { Telemetry } from 'vue-telemetry'

/** What was typed into a trial, by the label of the field. */
type Typed = Readonly<Record<string, string>>

export interface MaskTrial {
  readonly id: string
  readonly heading: string
  /** What the fields say at first, by their labels. All of it is made up. */
  readonly fields: Typed
  readonly expect: string
  call(telemetry: Telemetry, typed: Typed): void
}

// In two parts, so that no scanner takes it for one that leaked.
const MADE_UP_TOKEN = ['ghp', 'x7Kp2Qm9Rt4Vw8Yz1Bc3Df6Gh5Jk0Ln2Ps4T'].join('_')

/** One for each way in which something private comes into a call. */
export const maskTrials: readonly MaskTrial[] = [
  {
    id: 'harmless',
    heading: 'A harmless note',
    fields: { Note: 'Looks good, ship it' },
    expect: 'The plan has the note, as free text. There is nothing private in it: sent as it is.',
    call: (telemetry, { Note }) => telemetry.track('Note Saved', { note: Note }),
  },
  {
    id: 'note',
    heading: 'A note that says too much',
    fields: { Title: 'Q3 layoffs plan', Note: 'Ask alice@corp.example for the list' },
    expect: 'The address in the note is masked. The title is not in the plan, and stays home.',
    call: (telemetry, { Title, Note }) =>
      telemetry.track('Note Saved', { title: Title, note: Note }),
  },
  {
    id: 'traits',
    heading: 'Traits of a team',
    fields: { Email: 'alice@corp.example', Key: MADE_UP_TOKEN },
    expect: 'No plan holds for traits, so the mask looks at them: at what they say, and at keys.',
    call: (telemetry, { Email, Key = '' }) =>
      telemetry.group('team', 'team-3', { members: 12, email: Email, [Key]: true }),
  },
  {
    id: 'identify',
    heading: 'An id that is an e-mail address',
    fields: { Id: 'alice@corp.example' },
    expect: 'Dropped, and never masked: under one masked id everybody would be the same person.',
    call: (telemetry, { Id = '' }) => telemetry.identify(Id),
  },
  {
    id: 'event',
    heading: 'An event that is not in the plan',
    fields: { Event: 'Salary Viewed' },
    expect: 'Dropped whole. Not even its name is shown: it may have been made of anything.',
    call: (telemetry, { Event = '' }) => telemetry.track(Event),
  },
]

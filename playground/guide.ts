export interface Chapter {
  title: string
  paragraphs: readonly string[]
}

// Long on purpose: whoever reads it scrolls the window, on every screen.
export const chapters: readonly Chapter[] = [
  {
    title: 'Before you go',
    paragraphs: [
      'Read the last three reports of the site, and not only the summary: what went wrong is in the appendix. Write down what you expect to find. A visit without an expectation only finds what is easy to see.',
      'Call the person who has the key two days ahead, and again in the morning. Half of all lost days are lost at a gate.',
    ],
  },
  {
    title: 'What to pack',
    paragraphs: [
      'Two of everything that writes, and paper that takes rain. A tape, a level, a torch, spare cells, water for one hour more than you plan to stay.',
      'Leave the good camera at home. A phone is enough, and nobody minds it getting wet.',
    ],
  },
  {
    title: 'Reading the site plan',
    paragraphs: [
      'A plan shows what was meant. Walk the boundary once before you measure anything, and mark each place at which the plan is wrong. Those marks are the most useful thing that you will bring home.',
      'Name points after what is there and not after their order: “north gate” is still right when somebody adds a point between 3 and 4.',
    ],
  },
  {
    title: 'Taking samples',
    paragraphs: [
      'Take the sample first that would be the hardest to take again. Clean the tool between two of them, even if they are a step apart, and write down that you have.',
      'A core that broke is still a core. Keep the pieces in order, photograph them beside the tape, and say at which depth the break is.',
      'One blank for every ten samples, opened on the site and closed again. Without it, nobody can tell what was in the ground from what was on the lid.',
    ],
  },
  {
    title: 'Labels',
    paragraphs: [
      'Label the container and never the lid: lids are swapped. Site, point, depth, date, initials, in that order, so that a pile of labels sorts itself.',
      'If a label cannot be read, the sample does not exist. Do not guess; take another one.',
    ],
  },
  {
    title: 'Talking to people',
    paragraphs: [
      'Say who you are, what you write down, and who will read it, before the first question. Take a no for an answer, and do not ask again in other words.',
      'Ask what has changed since last year. It is the one question to which everybody has an answer, and it leads to all the others.',
    ],
  },
  {
    title: 'Photographs',
    paragraphs: [
      'From far, from the middle, from near, with something in the picture that has a known size. Note the direction in which you look.',
      'No faces, no plates, no screens. What is not in the picture does not have to be blurred, explained or deleted later.',
    ],
  },
  {
    title: 'Weather',
    paragraphs: [
      'Write down the weather at the start and at the end, and the rain of the two days before. A wet week explains more readings than a broken probe.',
      'Thunder ends the visit. The samples will be there tomorrow.',
    ],
  },
  {
    title: 'Sending things to the laboratory',
    paragraphs: [
      'Cold, upright, with a list inside the box and the same list in a message to the laboratory. Send it on a Monday, or it will spend the weekend on a ramp.',
      'Ask for the date of the results when you send the box. Laboratories keep promises that they have made.',
    ],
  },
  {
    title: 'After the visit',
    paragraphs: [
      'Write the report on the same day, while you still know what your own notes mean. One page: what you expected, what you found, what you could not see, what you would do next time.',
      'Then hand the notes to somebody who was not there, and have them tell you what happened. Whatever they get wrong is what the report has to say more clearly.',
    ],
  },
]

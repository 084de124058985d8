import { inApp, type Carrier } from './carrier.ts'

/** Markers in the document and in what people do with it. */
export const DOCUMENT = {
  'title before a navigation': { marker: 'MARK-title-before-1f', place: onTheWay },
  'title during a navigation': { marker: 'MARK-title-during-2e', place: onTheWay },
  'title after a navigation': { marker: 'MARK-title-after-3d', place: onTheWay },
  'title that is set late': {
    marker: 'MARK-title-late-4c',
    place: inApp((marker) => void (document.title = marker)),
  },
  referrer: { marker: 'MARK-referrer-8a90', place: onTheWay },
  opener: { marker: 'MARK-opener-0c4d', place: onTheWay },
  'name of the window': { marker: 'MARK-window-name-d3d3', place: onTheWay },
  'typed into an input': {
    marker: 'MARK typed "input" ü',
    place: (page, marker) => page.locator('#input').fill(marker),
  },
  'typed into a textarea': {
    marker: 'MARK typed\nnote',
    place: (page, marker) => page.locator('#textarea').pressSequentially(marker),
  },
  'typed into a box': {
    marker: 'MARK typed into a box',
    place: (page, marker) => page.locator('#editable').pressSequentially(marker),
  },
  'text of a button': clicked('MARK-button-text-33', 'textContent'),
  'data attribute': clicked('MARK-data-attribute-44', 'data-customer'),
  'aria-label': clicked('MARK-aria-label-55', 'aria-label'),
  'state of the history': {
    marker: 'MARK-history-state-66',
    place: inApp((marker) =>
      window.booted.router.push({ path: '/', query: { q: '1' }, state: { secret: marker } }),
    ),
  },
  'replaced address': {
    marker: 'MARK-replaced-address-77',
    place: inApp((marker) => history.replaceState(history.state, '', `?q=${marker}#${marker}`)),
  },
  'thrown error': {
    marker: 'MARK-thrown-88',
    place: inApp((marker) =>
      setTimeout(() => {
        throw new Error(marker)
      }),
    ),
  },
  'unhandled rejection': {
    marker: 'MARK-rejected-99',
    place: inApp((marker) => void Promise.reject(new Error(marker))),
  },
  'error on the console': {
    marker: 'MARK-console-aa',
    place: inApp((marker) => console.error(new Error(marker))),
  },
} as const satisfies Readonly<Record<string, Carrier>>

/** There already: the way to the app, or the app itself, has put it there. */
async function onTheWay(): Promise<void> {}

/** On a button that is then clicked, as autocapture would tell. */
function clicked(marker: string, attribute: string): Carrier {
  return {
    marker,
    place: async (page) => {
      const button = page.locator('#button')
      await button.evaluate(
        (element, [name, text]) =>
          name === 'textContent' ? (element.textContent = text) : element.setAttribute(name, text),
        [attribute, marker] as const,
      )
      await button.click()
    },
  }
}

/** What a server has made of one request. */
export interface RenderedPage {
  /** What belongs into `#app`. */
  readonly html: string
  readonly title: string
  /** What the stores held, by id, for the browser to begin with. */
  readonly state: object
}

const PLACES = /<title>.*?<\/title>|<div id="app"><\/div>/gs

/** Puts a rendered page into `index.html`. */
export function fillTemplate(template: string, { html, title, state }: RenderedPage): string {
  // As text of a script element, which nothing in it can end.
  const json = JSON.stringify(state).replaceAll('<', String.raw`\u003c`)
  // By a function, since a text would have its dollar signs understood.
  return template.replace(PLACES, (place) =>
    place.startsWith('<title>')
      ? `<title>${escapeText(title)}</title>`
      : `<div id="app">${html}</div><script type="application/json" id="state">${json}</script>`,
  )
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/**
 * Every message of this package: a permanent code, why it appears, and the fix.
 * Codes are never renamed or reused; each has a section in docs/diagnostics.md.
 *
 * Call sites test `process.env.NODE_ENV !== 'production'` themselves, so that a production
 * bundle holds neither the calls nor this catalogue.
 */
const messages = {
  VT101: [
    'No router was found on the app, so no pages are counted.',
    'Call app.use(router), pass `router` in the options, or set `pages: false`.',
  ],
  VT102: [
    'No Pinia was found on the app, so nobody can be asked and telemetry stays off.',
    'Call app.use(createPinia()), or pass `pinia` in the options.',
  ],
  VT103: [
    'Another telemetry of the same name is already installed, so this one stays off.',
    'Give the second one a `name` of its own, or dispose() of the first.',
  ],
  VT104: [
    'The `name` of a telemetry may hold letters, digits, "_" and "-" only, so this one stays off.',
    'Choose another `name`.',
  ],
  VT105: [
    'There is no `config`, so telemetry stays off.',
    'Pass the runtime configuration, or a function that fetches it, as the option `config`.',
  ],
  VT106: [
    'A telemetry is installed on a second app with another Pinia, so nobody hears what is answered there.',
    'Give both apps the same Pinia, or each a telemetry with a `name` of its own.',
  ],
  VT201: [
    'The runtime configuration is not what was expected, so telemetry stays off.',
    'Correct the key named here in the configuration that the app is served.',
  ],
  VT202: [
    'The runtime configuration could not be loaded: telemetry stays off, or as it was before.',
    'Check that `config` gives the configuration: a missing file is often answered with HTML.',
  ],
  VT203: [
    'A destination has no key in the runtime configuration, so nothing is sent to it.',
    'Set the key named here as the vendor gives it, or ignore this where none is wanted.',
  ],
  VT204: [
    "No `frontend.posthog.apiurl` is configured, so events go to PostHog's cloud in the US.",
    'Set `frontend.posthog.apiurl`, for instance to "https://eu.i.posthog.com".',
  ],
  VT205: [
    "`capture_pageview: true` has no effect: pages are counted by this plugin, and PostHog's own capture stays off.",
    'Remove it, or set it to false. To count no pages at all: `pages: false`.',
  ],
  VT206: [
    'The runtime configuration has a key that is not known, which is ignored.',
    'Check its spelling.',
  ],
  VT301: [
    'A call was dropped because its id cannot identify anybody.',
    'Pass a string of 1 to 200 characters, such as String(account.id), and nothing that stands for "nobody".',
  ],
  VT302: [
    'An event was dropped because of its name.',
    'Names are strings of 1 to 200 characters that do not begin with "$".',
  ],
  VT303: [
    'Properties were dropped because their keys are reserved.',
    'Rename them: keys that begin with "$" and those that vendors read as identity are taken.',
  ],
  VT304: [
    'A function in the option `pages` threw or gave no text, so the default was taken.',
    'Have `key` give a string for every route, and `title` a string or undefined.',
  ],
  VT305: [
    'The title of a page holds the value of a parameter, so it may name what people have entered.',
    'Give the page a title of its own in `meta.telemetry.title`, or none.',
  ],
  VT306: [
    'An event was dropped because the plan does not have it.',
    'Declare it in `defineEvents`, or correct its name.',
  ],
  VT307: [
    'Properties were dropped because the plan does not have them.',
    'Declare them under the `properties` of the event, or stop passing them.',
  ],
  VT308: [
    'Properties have values that the plan does not allow, so they were dropped or replaced.',
    'Pass a value of the declared type within its bounds, or widen the plan.',
  ],
  VT309: [
    'An event was sent without properties that the plan asks for.',
    'Pass them, or declare them with `optional: true`.',
  ],
  VT310: [
    'A call was dropped because its id, kind of group or key looks like somebody’s address or a secret.',
    'Pass an opaque id, such as the primary key of the account. An id is never masked: everybody would be the same.',
  ],
  VT311: [
    'Nothing is sent, because `identity.instanceId` looks like somebody’s address or a secret.',
    'Have the operator give an opaque id of the installation, such as that of its licence.',
  ],
  VT401: [
    'A destination could not be started; what was meant for it is dropped and counted.',
    'Check that its chunk is served, and that no ad blocker or policy stops it. It is tried again in a new tab.',
  ],
  VT402: [
    'The installed posthog-js is not a version that this package was tested with, so it refuses to start.',
    'Install the version that vue-telemetry depends on, and remove overrides for posthog-js.',
  ],
  VT403: [
    'segment({ analytics }) was not given an AnalyticsBrowser, so nothing is sent through it.',
    'Pass what AnalyticsBrowser.load(…) gives; its package is installed by `npm install @segment/analytics-next`.',
  ],
  VT404: [
    'A vendor refused what it was sent, which is dropped and counted.',
    'Check the key and the address of the destination named here; the status says more.',
  ],
  VT405: [
    'A vendor could not be reached, or did not answer as one; it is tried again.',
    'Check the address of the destination named here, and that no policy, ad blocker or proxy stands in between.',
  ],
} satisfies Record<`VT${number}`, readonly [why: string, fix: string]>

export type DiagnosticCode = keyof typeof messages

/**
 * Prints one message of the catalogue. Values from the configuration or from events never go
 * into `detail`: consoles are read by error trackers.
 *
 * @param code - which message
 * @param detail - the name of the key, type or option that it is about
 */
export function report(code: DiagnosticCode, detail?: string): void {
  const [why, fix] = messages[code]
  const about = detail ? ` (${detail})` : ''
  console.warn(
    `[vue-telemetry] ${code}: ${why}${about}\n${fix} See docs/diagnostics.md#${code.toLowerCase()}`,
  )
}

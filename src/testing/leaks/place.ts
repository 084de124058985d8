/** A text to be looked at, and where it was found, as a message names the place. */
export interface Place {
  /** `body of POST https://eu.i.posthog.com/e/ (gzip)`, `localStorage ph_phc_app_posthog`. */
  readonly where: string
  readonly text: string
}

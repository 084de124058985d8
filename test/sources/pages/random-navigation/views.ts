import type { Place } from './places.ts'

/** The page views that are expected of the places where a router was, in order. */
export class Views {
  /** `/teams` for a view that began, `-/teams` for one that ended. */
  readonly trail: string[] = []
  private key = ''
  private page: string | null = null
  private view: string | null = null
  private granted = true

  arrive({ chain, params }: Place): void {
    const says = chain.at(-1)?.spec.says ?? '(unmatched)'
    const key = JSON.stringify([chain.at(-1)?.spec.path, says, params])
    if (key === this.key) return
    this.end()
    this.key = key
    this.page = chain.some(({ spec }) => spec.excluded) ? null : says
    this.begin()
  }

  grant(): void {
    this.granted = true
    this.begin()
  }

  /** What is going on is withdrawn, and so not said to have ended. */
  deny(): void {
    this.granted = false
    this.view = null
  }

  end(): void {
    if (this.view) this.trail.push(`-${this.view}`)
    this.view = null
  }

  private begin(): void {
    if (!this.page || this.view || !this.granted) return
    this.view = this.page
    this.trail.push(this.view)
  }
}

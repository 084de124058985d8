/** What is known of a router's history: entries, of which one is current. */
export class History {
  entries: string[]
  position = 0
  /** How many navigations the browser has told of. */
  pops = 0
  readonly kind: 'memory' | 'web'

  constructor(kind: 'memory' | 'web', first: string) {
    this.kind = kind
    this.entries = [first]
  }

  get current(): string {
    return this.entries[this.position]!
  }

  push(address: string): void {
    this.entries = [...this.entries.slice(0, this.position + 1), address]
    this.position += 1
  }

  replace(address: string): void {
    // vue-router's memory history forgets what lies ahead, unlike a browser.
    if (this.kind === 'memory') this.entries = this.entries.slice(0, this.position + 1)
    this.entries[this.position] = address
  }

  /** @returns whether the router is told of it */
  go(delta: number): boolean {
    const next = this.position + delta
    const last = this.entries.length - 1
    if (this.kind === 'memory') {
      this.position = Math.max(0, Math.min(next, last))
      return true
    }
    if (next < 0 || next > last) return false
    this.position = next
    this.pops += 1
    return true
  }
}

import type { Router } from 'vue-router'
import { History } from './history.ts'
import { isSamePlace, Places, type Place } from './places.ts'
import { outcomeOf, phasesOf, type Navigation, type Obstacle, type Outcome } from './obstacles.ts'
import { fill, type Switch } from './routes.ts'
import { Views } from './views.ts'

/** A navigation that something holds back; the journey goes on where it is let go. */
interface Held {
  readonly navigation: Navigation
  readonly obstacle: Obstacle
  readonly journey: Iterator<Obstacle, void>
}

/**
 * Predicts, from the table of routes alone, where a router goes and what is counted of it.
 *
 * A step issues navigations, which takes effect at once: on the history, and on those that are
 * under way. {@link proceed} then lets them go as far as they get.
 */
export class Model {
  readonly places = new Places()
  readonly views = new Views()
  readonly switches = new Set<Switch>()
  readonly history: History
  readonly waiting: Held[] = []
  detour: string | null = null
  current: Place
  /** How many navigations were confirmed. */
  confirmed = 0
  /** The one that all others give way to. */
  private latest: object | null = null
  private issued: Navigation[] = []
  private rendered: Place['chain']

  private readonly telling: boolean

  /** @param router - asked only which of two versions it is */
  constructor(kind: 'memory' | 'web', router: Pick<Router, 'resolve'>, first = '/') {
    this.telling = 'page' in router.resolve('/docs').params
    this.history = new History(kind, first)
    this.current = this.places.at(first)
    this.rendered = this.current.chain
    this.views.arrive(this.current)
  }

  /** Whether something is held back that the browser's history is ahead of. */
  get isAhead(): boolean {
    return this.waiting.some(({ navigation }) => navigation.kind === 'pop')
  }

  go(delta: number): void {
    if (!this.history.go(delta)) return
    const to = this.places.at(this.history.current)
    if (to.chain.at(-1)?.spec.redirect) {
      this.latest = {}
      this.redirect(to, 'replace', true)
    } else this.issue(to, 'pop', delta)
  }

  navigate(target: string | Place, kind: 'push' | 'replace', force = false): void {
    const to = typeof target === 'string' ? this.places.at(target) : target
    // Whether anything comes of it or not, what is under way is overtaken.
    this.latest = {}
    if (to.chain.at(-1)?.spec.redirect) return this.redirect(to, kind, force)
    if (force || !isSamePlace(to, this.current, this.telling)) this.issue(to, kind)
  }

  navigateByName(name: string, kind: 'push' | 'replace'): void {
    const place = this.places.named(name)
    if (place) this.navigate(place, kind)
  }

  proceed(): void {
    while (this.issued.length > 0) {
      const navigation = this.issued.shift()!
      this.follow(navigation, this.travel(navigation))
    }
  }

  release(index: number): void {
    const [held] = this.waiting.splice(index, 1)
    if (held) this.follow(held.navigation, held.journey)
    this.proceed()
  }

  private issue(to: Place, kind: Navigation['kind'], delta = 0): void {
    const navigation = { to, from: this.current, rendered: this.rendered, kind, delta }
    this.latest = navigation
    this.issued.push(navigation)
  }

  private redirect(
    { chain, params, query }: Place,
    kind: 'push' | 'replace',
    force: boolean,
  ): void {
    const { to, by } = chain.at(-1)!.spec.redirect!
    if (by === 'throwing') return
    const target = fill(to, params)
    this.navigate(/[?#]/.test(target) ? target : target + query, kind, force)
  }

  private follow(navigation: Navigation, journey: Iterator<Obstacle, void>): void {
    const { value: obstacle } = journey.next()
    if (obstacle) this.waiting.push({ navigation, obstacle, journey })
  }

  private *travel(navigation: Navigation): Generator<Obstacle, void> {
    for (const phase of phasesOf(navigation, this.switches)) {
      for (const obstacle of phase()) {
        // A chunk fails or not when it is asked for; a guard makes up its mind when it answers.
        if (obstacle.held) yield obstacle
        const outcome = outcomeOf(obstacle, this.switches)
        if (outcome !== 'pass') return this.fail(navigation, outcome)
      }
      if (this.latest !== navigation) return
    }
    this.confirm(navigation)
  }

  private fail({ kind, delta }: Navigation, outcome: Exclude<Outcome, 'pass'>): void {
    if (typeof outcome === 'object') {
      const isReplaced = outcome.replace || kind === 'replace'
      return this.navigate(outcome.to, isReplaced ? 'replace' : 'push', kind === 'pop')
    }
    if (kind === 'pop') this.history.go(-delta)
  }

  private confirm({ to, kind }: Navigation): void {
    if (kind !== 'pop') this.history[kind](to.address)
    this.current = to
    this.confirmed += 1
    this.views.arrive(to)
    const { detour } = this
    this.detour = null
    if (detour) this.navigate(detour, 'push')
    // The page is rendered after the hooks have run.
    this.rendered = to.chain
  }
}

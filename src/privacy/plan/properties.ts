/**
 * The words in which a plan is written. Each makes a frozen, plain object and checks nothing:
 * these are in the first bundle of whoever uses them. What they mean is in `check-value.ts`,
 * which is loaded after the yes.
 *
 * `NoInfer`: where a plan asks for any property, that must not decide what this one is.
 */
import type {
  BoolProperty,
  IdProperty,
  IntProperty,
  NumberOptions,
  NumberProperty,
  OneOfProperty,
  PropertyOptions,
  RouteProperty,
  TextOptions,
  TextProperty,
} from './property-plan.ts'

const property = <Property>(type: string, more?: object): Property =>
  Object.freeze({ ...more, type }) as Property

/**
 * An opaque id: 1 to 64 letters, digits and `_ . : -`. What cannot be one, an e-mail address or
 * a number for instance, is dropped. An id tells who or what it belongs to whoever can look it up.
 *
 * @example id({ optional: true, example: 'f_42' })
 */
/* @__NO_SIDE_EFFECTS__ */
export function id<Optional extends boolean = false>(
  options?: PropertyOptions<string, Optional>,
): IdProperty<NoInfer<Optional>> {
  return property('id', options)
}

/**
 * One of these words. Everything else becomes `'(other)'`.
 *
 * @example oneOf('issue', 'request')
 * @example oneOf(['issue', 'request'], { optional: true })
 */
export function oneOf<const Value extends string>(...values: Value[]): OneOfProperty<Value, false>
export function oneOf<const Value extends string, Optional extends boolean = false>(
  values: readonly Value[],
  options?: PropertyOptions<NoInfer<Value>, Optional>,
): OneOfProperty<Value, NoInfer<Optional>>
/* @__NO_SIDE_EFFECTS__ */
export function oneOf(...words: unknown[]): OneOfProperty<never, never> {
  const [first, options] = words
  const isList = Array.isArray(first)
  const values = Object.freeze(isList ? [...(first as unknown[])] : words)
  return property('oneOf', { ...(isList && (options as object)), values })
}

/**
 * A whole number. One that is out of bounds is dropped: a clamped one would be a false figure.
 *
 * @example int({ min: 0, max: 500 })
 */
/* @__NO_SIDE_EFFECTS__ */
export function int<Optional extends boolean = false>(
  options?: NumberOptions<Optional>,
): IntProperty<NoInfer<Optional>> {
  return property('int', options)
}

/**
 * A number. One that is out of bounds is dropped, like `NaN` and infinity.
 *
 * @example number({ min: 0, max: 1 })
 */
/* @__NO_SIDE_EFFECTS__ */
export function number<Optional extends boolean = false>(
  options?: NumberOptions<Optional>,
): NumberProperty<NoInfer<Optional>> {
  return property('number', options)
}

/**
 * `true` or `false`; nothing else is taken for either.
 *
 * @example bool()
 */
/* @__NO_SIDE_EFFECTS__ */
export function bool<Optional extends boolean = false>(
  options?: PropertyOptions<boolean, Optional>,
): BoolProperty<NoInfer<Optional>> {
  return property('bool', options)
}

/**
 * A page of the application, by the path or the name of a route record that its router has. It
 * is sent as the pattern that page views have, or its label. Everything else, every address
 * included, becomes `'(other)'`.
 *
 * @example route()
 * // telemetry.track('Help Opened', { page: '/teams/:team' })
 */
/* @__NO_SIDE_EFFECTS__ */
export function route<Optional extends boolean = false>(
  options?: PropertyOptions<string, Optional>,
): RouteProperty<NoInfer<Optional>> {
  return property('route', options)
}

/**
 * Free text, the one property that can hold anything: for what the application itself says, such
 * as a version, and never for what people type. What is too long becomes `'[long]'`.
 *
 * @example text({ maxLength: 40, example: '4.2.0' })
 */
/* @__NO_SIDE_EFFECTS__ */
export function text<Optional extends boolean = false>(
  options?: TextOptions<Optional>,
): TextProperty<NoInfer<Optional>> {
  return property('text', options)
}

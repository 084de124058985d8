/** What every property may say of itself. */
export interface PropertyOptions<Value, Optional extends boolean = boolean> {
  /**
   * Whether an event is complete without it.
   *
   * @default false
   */
  readonly optional?: Optional
  /** What it tells, for those who read the plan. Never sent. */
  readonly description?: string
  /** A value to show to those who read the plan. Never sent. */
  readonly example?: Value
}

export interface NumberOptions<Optional extends boolean = boolean> extends PropertyOptions<
  number,
  Optional
> {
  /**
   * The least that is sent.
   *
   * @default none
   */
  readonly min?: number
  /**
   * The most that is sent. A number without bounds is wide enough for a telephone number.
   *
   * @default none
   */
  readonly max?: number
}

export interface TextOptions<Optional extends boolean = boolean> extends PropertyOptions<
  string,
  Optional
> {
  /**
   * The most that is sent, in UTF-16 code units, as in `length`; 1,024 at most.
   *
   * @default 200
   */
  readonly maxLength?: number
}

/** An opaque id. */
export interface IdProperty<Optional extends boolean = boolean> extends PropertyOptions<
  string,
  Optional
> {
  readonly type: 'id'
}

/** One of a few words. */
export interface OneOfProperty<
  Value extends string = string,
  Optional extends boolean = boolean,
> extends PropertyOptions<Value, Optional> {
  readonly type: 'oneOf'
  readonly values: readonly Value[]
}

/** A whole number within bounds. */
export interface IntProperty<Optional extends boolean = boolean> extends NumberOptions<Optional> {
  readonly type: 'int'
}

/** A number within bounds. */
export interface NumberProperty<
  Optional extends boolean = boolean,
> extends NumberOptions<Optional> {
  readonly type: 'number'
}

/** `true` or `false`. */
export interface BoolProperty<Optional extends boolean = boolean> extends PropertyOptions<
  boolean,
  Optional
> {
  readonly type: 'bool'
}

/** One of the router's own patterns. */
export interface RouteProperty<Optional extends boolean = boolean> extends PropertyOptions<
  string,
  Optional
> {
  readonly type: 'route'
}

/** Free text. */
export interface TextProperty<Optional extends boolean = boolean> extends TextOptions<Optional> {
  readonly type: 'text'
}

/** What may be said under one key: a plain object, so that a plan can be printed and compared. */
export type PropertyPlan =
  | IdProperty
  | OneOfProperty
  | IntProperty
  | NumberProperty
  | BoolProperty
  | RouteProperty
  | TextProperty

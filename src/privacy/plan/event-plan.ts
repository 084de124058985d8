import type { PropertyPlan } from './property-plan.ts'

/** What may be said of one event. */
export interface EventDefinition {
  /** What it tells, in words that a user's administrator understands. Never sent. */
  readonly description: string
  /** By key; an event without any says that it happened, and no more. */
  readonly properties?: Readonly<Record<string, PropertyPlan>>
}

/** All that an application ever says, by the name of the event. */
export type EventPlan = Readonly<Record<string, EventDefinition>>

/** The values that a property takes. */
type ValueOf<Property> = Property extends { readonly type: 'oneOf'; readonly values: infer Values }
  ? Values extends readonly (infer Value)[]
    ? Value
    : never
  : Property extends { readonly type: 'int' | 'number' }
    ? number
    : Property extends { readonly type: 'bool' }
      ? boolean
      : string

type OptionalKey<Properties> = {
  [Key in keyof Properties]: true extends (
    Properties[Key] extends { readonly optional?: infer Optional } ? Optional : never
  )
    ? Key
    : never
}[keyof Properties]

type Mixed<Properties> = {
  -readonly [Key in Exclude<keyof Properties, OptionalKey<Properties>>]: ValueOf<Properties[Key]>
} & {
  -readonly [Key in OptionalKey<Properties>]?: ValueOf<Properties[Key]> | undefined
}

/**
 * What `track` takes along with an event of this definition.
 *
 * @example PropertiesOf<(typeof events)['Form Created']>
 */
export type PropertiesOf<Definition> = Definition extends { readonly properties: infer Properties }
  ? [keyof Properties] extends [never]
    ? Record<string, never>
    : // Made anew, so that editors show what it holds and not how it was mixed.
      Mixed<Properties> extends infer Both
      ? { [Key in keyof Both]: Both[Key] }
      : never
  : Record<string, never>

type TrackArguments<Properties> =
  Record<never, never> extends Properties ? [properties?: Properties] : [properties: Properties]

/** Takes the events of a plan and no others; anything where there is no plan. */
export type Track<Plan extends EventPlan> = string extends keyof Plan
  ? (name: string, properties?: Record<string, unknown>) => void
  : <Name extends keyof Plan & string>(
      name: Name,
      ...properties: TrackArguments<PropertiesOf<Plan[Name]>>
    ) => void

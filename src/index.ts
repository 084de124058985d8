import './global-extensions.ts'

export { telemetryPlugin } from './telemetry-plugin.ts'
export { createTelemetry } from './create-telemetry.ts'
export { useTelemetry } from './use-telemetry.ts'
export {
  useTelemetryLog,
  type TelemetryLog,
  type TelemetryLogOptions,
} from './log/use-telemetry-log.ts'
export type { TelemetryOptions } from './options.ts'
export type { PageLabels } from './sources/pages/page-labels.ts'
export type { LeaveMode, PagesOptions } from './sources/pages/pages-options.ts'
export type { Telemetry } from './telemetry.ts'
export type * from './register.ts'

// What the operator decides
export type { ConsentModel, RuntimeConfig, TelemetryConfig } from './config/runtime-config.ts'

// As whom
export type { IdentityMode, IdentitySettings } from './identity/identity-settings.ts'
export {
  resolveIdentity,
  type IdentityConfig,
  type Person,
  type ResolvedIdentity,
} from './identity/resolve-identity.ts'

export { parseEndpoint, type EndpointRules } from './config/parse-endpoint.ts'
export { ConfigMismatch, type UnknownRecord } from './config/read-value.ts'

// Whether
export { useTelemetryConsent } from './consent/consent-store.ts'
export type { Reason } from './consent/decide.ts'
export type { ChoiceStorage } from './consent/stored-choice.ts'

// What
export { defineEvents } from './privacy/plan/define-events.ts'
export { bool, id, int, number, oneOf, route, text } from './privacy/plan/properties.ts'
export type { EventDefinition, EventPlan, PropertiesOf, Track } from './privacy/plan/event-plan.ts'
export type {
  BoolProperty,
  IdProperty,
  IntProperty,
  NumberOptions,
  NumberProperty,
  OneOfProperty,
  PropertyOptions,
  PropertyPlan,
  RouteProperty,
  TextOptions,
  TextProperty,
} from './privacy/plan/property-plan.ts'
export type {
  Campaign,
  GroupEvent,
  IdentifyEvent,
  LeaveCause,
  LeaveEvent,
  Page,
  PageEvent,
  PlainRecord,
  PlainValue,
  ResetEvent,
  Stay,
  TelemetryEvent,
  TelemetryEventType,
  TrackEvent,
} from './events.ts'
export type { DropReason, TelemetryEntry } from './delivery/journal.ts'
export type { TelemetryLogEntry } from './log/log-rows.ts'
export type { Remark, RemarkReason } from './privacy/remark.ts'

// To whom
export {
  posthog,
  type PostHogOptions,
  type PostHogSettings,
} from './destinations/posthog/posthog.ts'
export { scrubMiddleware } from './destinations/segment/scrub/scrub-middleware.ts'
export { scrubPlugin, type SegmentPlugin } from './destinations/segment/scrub/scrub-plugin.ts'
export type { ScrubOptions } from './destinations/segment/scrub/scrub-message.ts'
export type { AllowedIntegrations } from './destinations/segment/scrub/allow-integrations.ts'
export type {
  Destination,
  DestinationContext,
  FlushCause,
  Refusal,
  RunningDestination,
  StartDestination,
} from './destinations/destination.ts'

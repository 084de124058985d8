export { rudderstack, type RudderStackSettings } from './destinations/rudderstack/rudderstack.ts'

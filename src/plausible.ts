export { plausible, type PlausibleSettings } from './destinations/plausible/plausible.ts'

export { accoil, type AccoilSettings } from './destinations/accoil/accoil.ts'

export {
  segment,
  type SegmentOptions,
  type SegmentSettings,
} from './destinations/segment/segment.ts'

import type { MaskKind } from './mask/mask-rule.ts'
import { maskText } from './mask/mask-text.ts'
import type { ValueFault } from './plan/check-value.ts'

/** What was changed of something that was said, where, and why. Never the value. */
export interface Remark {
  /**
   * The path by which `privacy.allow` names a property or trait, `group.team.name` or
   * `track.Form Created.note`, or a text of a page, `page.title`. What is private in a path itself is masked there as well.
   */
  readonly at: string
  readonly what: 'dropped' | 'masked' | 'replaced'
  readonly why: RemarkReason
}

export type RemarkReason =
  | MaskKind
  | ValueFault
  /** The plan does not have it. */
  | 'unplanned'
  /** Vendors read a key of that name as identity or address. */
  | 'reserved'
  /** The key says that its text is private. */
  | 'private-key'
  /** There was more than 8,000 characters. */
  | 'too-large'

/** Takes what is remarked while something is looked at. */
export type TakeRemark = (remark: Remark) => void

/** How many remarks one event has at most. */
const MOST = 20

/** @returns a list, and what adds to it as long as there is room */
export function createRemarks(): {
  readonly remarks: readonly Remark[]
  readonly take: TakeRemark
} {
  const remarks: Remark[] = []
  return {
    remarks,
    take: (remark) => {
      // A key may be one half of what is private, and the one above it the other.
      if (remarks.length < MOST) remarks.push({ ...remark, at: maskText(remark.at).text })
    },
  }
}

import type { RouteLocationNormalizedLoaded, RouteRecordNormalized } from 'vue-router'
import type { PageEvent, PlainRecord, PlainValue } from '../../events.ts'
import type { FirstWall } from '../../privacy/first-wall.ts'
import { createRemarks, type TakeRemark } from '../../privacy/remark.ts'
import { allowedValues } from './allowed-values.ts'
import { labelOf, toPage, type PageLabel } from './describe-route.ts'
import type { PageLabels } from './page-labels.ts'
import { titleOf } from './page-title.ts'
import type { PagesOptions } from './pages-options.ts'

/** All that a view says of its page. */
export type Subject = Pick<PageEvent, 'page' | 'title' | 'params' | 'query' | 'remarks'>

export interface DescribeContext {
  readonly options: Pick<PagesOptions, 'title'>
  /** What the URL of a page begins with. */
  readonly origin: string
  /** The records that may be named; all where it is left out. */
  readonly staticRecords?: ReadonlySet<RouteRecordNormalized> | undefined
  /** What each text of it passes: labels and patterns may be built of what people have entered. */
  readonly wall: Pick<FirstWall, 'text'>
}

/**
 * @param labels - what the matched records say of it
 * @param isRendered - whether the page is on the screen
 */
export function describePage(
  route: RouteLocationNormalizedLoaded,
  labels: PageLabels,
  { options, origin, staticRecords, wall }: DescribeContext,
  isRendered: boolean,
): Subject {
  const { remarks, take } = createRemarks()
  const title = titleOf(route, labels.title ?? options.title, isRendered)
  const label = maskLabel(labelOf(route, labels, staticRecords), wall, take)
  const params = allowedValues(labels.params, () => route.params)
  const query = allowedValues(labels.query, () => route.query)
  return {
    page: toPage(label, origin),
    ...(title !== undefined && { title: wall.text(title, 'page.title', take) }),
    ...(params && { params: maskValues(params, 'page.params', wall, take) }),
    ...(query && { query: maskValues(query, 'page.query', wall, take) }),
    ...(remarks.length > 0 && { remarks }),
  }
}

function maskLabel(label: PageLabel, wall: DescribeContext['wall'], take: TakeRemark): PageLabel {
  const { route, name } = label
  return {
    route: wall.text(route, 'page.route', take),
    ...(name !== undefined && { name: wall.text(name, 'page.name', take) }),
  }
}

function maskValues(
  values: PlainRecord,
  path: string,
  wall: DescribeContext['wall'],
  take: TakeRemark,
): PlainRecord {
  const maskAll = (value: PlainValue, at: string): PlainValue => {
    if (Array.isArray(value)) return value.map((item: PlainValue) => maskAll(item, at))
    return typeof value === 'string' ? wall.text(value, at, take) : value
  }
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, maskAll(value, `${path}.${key}`)]),
  )
}

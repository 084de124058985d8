/** A JSON object. */
export type Fields = Record<string, unknown>

/** Whether a value is a JSON object, and no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value when it is an object, else an empty one. */
export function asFields(value: unknown): Fields {
  return isFields(value) ? value : {}
}

/** Whether a value is a text and not empty. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/**
 * The first that is a text and not empty, else ''.
 * @example firstText(undefined, '', 'd1') // 'd1'
 */
export function firstText(...values: unknown[]): string {
  return values.find(isText) ?? ''
}

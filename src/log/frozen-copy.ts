/**
 * Copies plain data, and freezes the copy with all that is in it. Whoever changes what is shown
 * must not change what is sent, and what is still to be sent is not ours to freeze.
 */
export function frozenCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  const copy: unknown = Array.isArray(value)
    ? value.map((item: unknown) => frozenCopy(item))
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, frozenCopy(inner)]))
  return Object.freeze(copy) as T
}

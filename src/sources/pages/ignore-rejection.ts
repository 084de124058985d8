/** An asynchronous function where none is expected: that it rejects is nobody's business. */
export function ignoreRejection(value: unknown): void {
  if (value instanceof Promise) value.catch(() => {})
}

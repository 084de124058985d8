declare global {
  interface Window {
    /** One entry for each listener that {@link countListeners} has found. */
    listeners: ReadonlySet<string>
  }
}

/** To be run before the page: keeps count of the listeners on the window and the document. */
export function countListeners(): void {
  const live = new Set<string>()
  const numbers = new WeakMap<object, number>()
  let last = 0
  const keyOf = (target: EventTarget, type: string, listener: object, options: unknown): string => {
    if (!numbers.has(listener)) numbers.set(listener, ++last)
    const { capture } = Object(options ?? {}) as { capture?: boolean }
    const place = target === window ? 'window' : 'document'
    return `${place} ${type} ${numbers.get(listener)} ${options === true || capture === true}`
  }
  const { addEventListener, removeEventListener } = EventTarget.prototype
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? window
    const { signal, once } = typeof options === 'object' ? options : {}
    if (listener && !signal?.aborted && (target === window || target === document)) {
      const key = keyOf(target, type, listener, options)
      const forget = (): void => void live.delete(key)
      live.add(key)
      if (signal) addEventListener.call(signal, 'abort', forget)
      if (once) addEventListener.call(target, type, forget, options)
    }
    addEventListener.call(target, type, listener, options)
  }
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this ?? window
    if (listener) live.delete(keyOf(target, type, listener, options))
    removeEventListener.call(target, type, listener, options)
  }
  window.listeners = live
}

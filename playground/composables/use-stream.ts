import { onBeforeUnmount, onMounted, ref } from 'vue'

export interface StreamHandlers {
  /** Called each time the connection is there, again after every gap. */
  opened(): void
  received(data: string): void
}

/**
 * Server-sent events that let the page into the back/forward cache and come back with it. They
 * last as long as the component is mounted.
 */
export function useStream(url: string, { opened, received }: StreamHandlers) {
  const connected = ref(false)
  let source: EventSource | undefined

  function open(): void {
    source?.close()
    source = new EventSource(url)
    source.addEventListener('message', ({ data }: MessageEvent<string>) => received(data))
    source.addEventListener('error', () => (connected.value = false))
    source.addEventListener('open', () => {
      connected.value = true
      opened()
    })
  }

  function pause(): void {
    source?.close()
    connected.value = false
  }

  function resume({ persisted }: PageTransitionEvent): void {
    if (persisted) open()
  }

  onMounted(() => {
    addEventListener('pagehide', pause)
    addEventListener('pageshow', resume)
    open()
  })
  onBeforeUnmount(() => {
    pause()
    removeEventListener('pagehide', pause)
    removeEventListener('pageshow', resume)
  })
  return { connected }
}

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

export function formatTime(time: number): string {
  return clock.format(time)
}

export function formatBytes(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`
}

/** `3.2 s`, and from a minute on `1 min 12 s`. */
export function formatDuration(seconds: number): string {
  const precise = seconds.toFixed(1)
  return Number(precise) < 60 ? `${precise} s` : formatSeconds(seconds)
}

/** `3 s`, `1 min 12 s`, `2 h 5 min`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds)
  const minutes = Math.floor(whole / 60)
  if (minutes === 0) return `${whole} s`
  if (minutes < 60) return `${minutes} min ${whole % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Whether a status says that all is well. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

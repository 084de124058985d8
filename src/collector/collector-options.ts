/** Options common to every way of running a collector. */
export interface CollectorOptions {
  /**
   * How many requests to keep; the oldest go first. They go earlier when the kept bodies exceed
   * 64 million characters, so that a hostile page cannot fill the memory.
   * @default 500
   */
  keep?: number
  /**
   * The largest body in bytes, on the wire and after decompression.
   * @default 1_000_000
   */
  maxBody?: number
  /**
   * The path the collector is mounted under, e.g. '/collector'.
   * @default '' (`collectorPlugin`: '/collector')
   */
  base?: string
  /**
   * Hosts besides loopback under which the captured requests may be read, as 'app.test' or
   * 'app.test:5173'.
   * @default []
   */
  hosts?: string[]
}

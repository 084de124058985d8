import type { TelemetryLogEntry } from 'vue-telemetry'

type Verdict = TelemetryLogEntry['verdict']

/** How many events of the log have come to what at a vendor. */
export function tallyOf(
  rows: readonly TelemetryLogEntry[],
  vendor: string,
): Readonly<Record<Verdict, number>> {
  const own = rows.filter(({ destinations }) => destinations.includes(vendor))
  const count = (verdict: Verdict): number => own.filter((row) => row.verdict === verdict).length
  return { sent: count('sent'), buffered: count('buffered'), dropped: count('dropped') }
}

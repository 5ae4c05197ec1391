/** The `count` months before a month, the latest first: `2026-01` is preceded by `2025-12`. */
export function monthsBefore(month: string, count: number): string[] {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, index) => new Date(Date.UTC(year, number - 2 - index, 1)).toISOString().slice(0, 7));
}

/** Durations, rates and sizes, as cells write them: a number with its unit. */

const msOf: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000
};
const secondsOf: Readonly<Record<string, number>> = { s: 1, sec: 1, min: 60, m: 60, h: 3600 };

/** `500ms`, `1.5s`, `2min` as whole ms; null where it is none. The units are those of Spark's own properties. */
export function parseDuration(text: string): number | null {
  const parts = /^(\d{1,12}(?:\.\d{1,9})?)\s?([a-z]{1,3})$/.exec(text);
  const unit = msOf[parts?.[2] ?? ''];
  if (unit === undefined) return null;
  const ms = Number((Number(parts?.[1]) * unit).toFixed(6));
  return Number.isSafeInteger(ms) ? ms : null;
}

/** The shortest text in ms, s or h that reads back as these whole ms. */
export function printDuration(ms: number): string {
  if (ms >= 3_600_000 && ms % 3_600_000 === 0) return `${ms / 3_600_000}h`;
  return ms >= 1000 && ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

/** `500/s`, `30/min` as records a second; null where it is none. */
export function parseRate(text: string): number | null {
  const parts = /^(\d{1,12}(?:\.\d{1,20})?)\s?\/\s?([a-z]{1,3})$/.exec(text);
  const unit = secondsOf[parts?.[2] ?? ''];
  return unit === undefined ? null : Number(parts?.[1]) / unit;
}

/** A rate in records a second, as a cell writes it. */
export function printRate(perSecond: number): string {
  return `${perSecond}/s`;
}

/** `512m`, `1g`, as Spark writes memory. */
export function isSize(text: string): boolean {
  return /^\d{1,9}\s?[kmgt]b?$/i.test(text);
}

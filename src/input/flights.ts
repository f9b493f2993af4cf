/** What a job makes of a flight. Source of both data sets: U.S. Bureau of Transportation Statistics, first quarter of 2001. */
import { numberField, parseFields, textField } from './fields.js';
import type { Computed } from './input.js';
import { grouped } from './words.js';

/** The Bureau counts a flight as delayed from 15 minutes on (bts.gov, "on-time performance", definitions). */
const LATE_MINUTES = 15;
/** The Bureau's distance groups are 250 miles wide; the eleventh takes all from 2,500 miles on (field `DistanceGroup`). */
const BAND_MILES = 250;
const LAST_BAND_MILES = 2500;

/** flights-20k: `{"date", "delay", "distance", "origin", "destination"}`; the key is the origin airport. */
export function computeFlight(text: string): Computed {
  const fields = parseFields(text) ?? {};
  const delay = numberField(fields, 'delay');
  const origin = textField(fields, 'origin');
  const row = {
    date: textField(fields, 'date'),
    origin,
    destination: textField(fields, 'destination'),
    distance: numberField(fields, 'distance'),
    delay,
    late: delay >= LATE_MINUTES
  };
  return { key: origin, measure: delay, row: JSON.stringify(row) };
}

/** flights-200k: `{"delay", "distance", "time"}`, no airports; the key is the distance band. */
export function computeFlightByDistance(text: string): Computed {
  const fields = parseFields(text) ?? {};
  const delay = numberField(fields, 'delay');
  const distance = numberField(fields, 'distance');
  const band = distanceBand(distance);
  const row = { time: numberField(fields, 'time'), distance, delay, band, late: delay >= LATE_MINUTES };
  return { key: band, measure: delay, row: JSON.stringify(row) };
}

/** `under 250 miles`, `250–499 miles` … `2,500 miles and more`. */
export function distanceBand(miles: number): string {
  if (miles < BAND_MILES) return `under ${BAND_MILES} miles`;
  if (miles >= LAST_BAND_MILES) return `${grouped(LAST_BAND_MILES)} miles and more`;
  const from = Math.floor(miles / BAND_MILES) * BAND_MILES;
  return `${grouped(from)}–${grouped(from + BAND_MILES - 1)} miles`;
}

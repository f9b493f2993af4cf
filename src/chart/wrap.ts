/** Vega-Lite never breaks a line, so every text is broken here, by its width in pixels. Hard blanks (U+00A0) are no place to break. */
import type { Face } from './letter-widths.js';
import { textWidth } from './letter-widths.js';

export interface Measure {
  /** Pixels that a line may be wide. A single word that is wider stands alone. */
  readonly width: number;
  readonly face: Face;
}

/** Fills each line as far as it goes. An empty text gives no line. */
export function wrap(text: string, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ').filter(part => part !== '')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && textWidth(longer, measure.face) > measure.width) {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  return current === '' ? lines : [...lines, current];
}

/** As many lines as `wrap` needs, of about the same length: for findings, so that no word is left alone. */
export function wrapEvenly(text: string, measure: Measure): readonly string[] {
  const needed = wrap(text, measure).length;
  let narrowest = wrap(text, measure);
  for (let width = measure.width - 10; width > measure.width / 3; width -= 10) {
    const lines = wrap(text, { ...measure, width });
    if (lines.length > needed) break;
    narrowest = lines;
  }
  return narrowest;
}

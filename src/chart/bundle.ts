/** What a cell shows, as MIME bundles. A chart's bundle never holds HTML or Markdown: JupyterLab would show them instead of the chart. */
import type { Display } from '../terms/display.js';
import type { Result } from '../terms/result.js';
import type { Picture } from './picture.js';
import type { Card } from './render.js';
import { tableHtml } from './table-html.js';
import { tableText } from './table-text.js';
import type { Table } from './table.js';

export const resultType = 'application/vnd.spillway+json';
const vegaLiteType = 'application/vnd.vegalite.v5+json';

/** @param card null: nobody looks at pictures here (a terminal), so the bundle holds specification, text and result. */
export function chartDisplay(picture: Picture, card: Card | null, result: Result): Display {
  const text = { 'text/plain': picture.text, [resultType]: result };
  // As SVG the words stay sharp at any zoom and can be selected.
  const metadata = { [vegaLiteType]: { embed_options: { renderer: 'svg' } } };
  if (card === null) return { content: { [vegaLiteType]: picture.spec, ...text }, metadata };
  return {
    content: { [vegaLiteType]: picture.spec, 'image/svg+xml': card.svg, 'image/png': card.png, ...text },
    metadata: { ...metadata, 'image/png': { width: card.width, height: card.height } }
  };
}

/** A picture to look at while the result is on its way: no result, and nothing to print in a terminal. */
export function pictureDisplay({ spec }: Picture): Display {
  return { content: { [vegaLiteType]: spec }, metadata: { [vegaLiteType]: { embed_options: { renderer: 'svg' } } } };
}

/** A table is a display of its own. */
export function tableDisplay(table: Table, result?: Result): Display {
  return { content: { 'text/html': tableHtml(table), 'text/plain': tableText(table), ...withResult(result) } };
}

export function textDisplay(text: string, result?: Result): Display {
  return { content: { 'text/plain': text, ...withResult(result) } };
}

function withResult(result: Result | undefined): Display['content'] {
  return result === undefined ? {} : { [resultType]: result };
}

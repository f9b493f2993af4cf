/** A cell's text is one document, or several between lines of `---`. */

/** Where a document stands in the text: UTF-16 offsets, `from` inclusive, `to` exclusive; its marker line is not part of it. */
export interface DocumentSpan {
  readonly from: number;
  readonly to: number;
}

/** YAML's markers are exact: `---` or `...` at a line's very start, then a blank or the line's end, also inside texts. */
const markerPattern = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;

/** The documents in their order. What stands before a leading `---` counts only if there is something. */
export function splitDocuments(text: string): readonly DocumentSpan[] {
  const spans: DocumentSpan[] = [];
  let from = text.startsWith('\uFEFF') ? 1 : 0; // a byte order mark is no part of the first document
  for (const match of text.matchAll(markerPattern)) {
    add(spans, text, { from, to: match.index });
    from = match.index + 3;
  }
  add(spans, text, { from, to: text.length });
  return spans.length > 0 ? spans : [{ from: 0, to: text.length }];
}

function add(spans: DocumentSpan[], text: string, span: DocumentSpan): void {
  if (text.slice(span.from, span.to).trim() !== '') spans.push(span);
}

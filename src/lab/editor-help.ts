/** Help in a cell's editor: squiggles with quick fixes, and hover, from the schema, without the kernel. */
import { lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { hoverTooltip, keymap, type EditorView, type Tooltip } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import type { Problem } from '../language/cell.js';
import { explainAt } from '../language/explain.js';
import { element } from './element.js';
import type { CellReading } from './notebook-reading.js';

/** @param reading the newest of the editor's cell; null: the notebook is not ours any more */
export function editorHelp(reading: () => CellReading | null): Extension {
  return [
    hoverTooltip((view, at) => explanation(view.state.doc.toString(), at, reading())),
    // The list of problems, from which a fix is taken by keyboard (Ctrl Shift M), and the next problem (F8).
    keymap.of(lintKeymap)
  ];
}

function explanation(text: string, at: number, reading: CellReading | null): Tooltip | null {
  const help = reading && explainAt(text, at, reading.context);
  if (help === null) return null;
  return { pos: help.from, end: help.to, above: true, create: () => ({ dom: tooltip(help.plain) }) };
}

function tooltip(plain: string): HTMLElement {
  const [heading = '', ...lines] = plain.split('\n');
  const paragraphs = lines.map(line => element('p', { text: line }));
  return element('div', {
    class: 'spillway-tooltip',
    attributes: { role: 'tooltip' },
    children: [element('b', { text: heading }), ...paragraphs]
  });
}

/** Puts the problems of the reading into the editor, if it still holds the text that was read. */
export function showProblems(view: EditorView, { text, documents }: CellReading): void {
  if (view.state.doc.toString() !== text) return;
  const problems = documents.flatMap(document =>
    document.kind === 'problems' ? document.problems : document.kind === 'cell' ? document.warnings : []
  );
  view.dispatch(
    setDiagnostics(
      view.state,
      problems.map(problem => diagnosticOf(problem, text))
    )
  );
}

export function clearProblems(view: EditorView): void {
  view.dispatch(setDiagnostics(view.state, []));
}

/** An empty place shows at its neighbour: a squiggle needs a letter. */
function diagnosticOf({ from, to, severity, message, fix }: Problem, text: string): Diagnostic {
  const shown = from < to ? { from, to } : { from: Math.max(0, from - 1), to: Math.min(text.length, from + 1) };
  return {
    ...shown,
    severity,
    message,
    ...(fix === undefined
      ? {}
      : {
          actions: [
            {
              name: fix.title,
              apply: view => view.dispatch({ changes: { from: fix.from, to: fix.to, insert: fix.text } })
            }
          ]
        })
  };
}

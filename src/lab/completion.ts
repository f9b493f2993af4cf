/** Completion from the schema, without the kernel. JupyterLab merges what the kernel offers too, and shows the same text once. */
import type { CompletionHandler, ICompletionContext, ICompletionProvider } from '@jupyterlab/completer';
import { NotebookPanel } from '@jupyterlab/notebook';
import { isOurs } from './our-notebook.js';
import type { NotebookWatch } from './notebook-watch.js';

export class CellCompletion implements ICompletionProvider {
  readonly identifier = 'CompletionProvider:spillway';
  /** Above the kernel's (550), so that what is shown has its sentence. */
  readonly rank = 600;
  readonly renderer = null;

  constructor(private readonly watch: NotebookWatch) {}

  isApplicable({ widget }: ICompletionContext): Promise<boolean> {
    return Promise.resolve(widget instanceof NotebookPanel && isOurs(widget));
  }

  async fetch(
    { text, offset }: CompletionHandler.IRequest,
    { widget }: ICompletionContext
  ): Promise<CompletionHandler.ICompletionItemsReply> {
    const [{ completeCell }, { newContext }] = await Promise.all([
      import('../language/complete.js'),
      import('../language/read.js')
    ]);
    const at = utf16(text, offset);
    const { matches, from, to } = completeCell(text, at, this.contextOf(widget) ?? newContext());
    return {
      start: codePoints(text, from),
      end: codePoints(text, to),
      items: matches.map(({ text: word, help }) => ({
        // What stands in brackets is shown, and not searched in.
        label: help === '' ? word.trim() : `${word.trim()}  (${help.replace(/\.$/, '')})`,
        insertText: word,
        ...(help === '' ? {} : { documentation: help })
      }))
    };
  }

  private contextOf(widget: ICompletionContext['widget']) {
    if (!(widget instanceof NotebookPanel)) return null;
    const id = widget.content.activeCell?.model.id;
    return id === undefined ? null : (this.watch.cellsOf(widget)?.readingOf(id)?.context ?? null);
  }
}

/** JupyterLab counts in code points, as kernels do. */
function codePoints(text: string, at: number): number {
  return [...text.slice(0, at)].length;
}

function utf16(text: string, at: number): number {
  return [...text].slice(0, at).join('').length;
}

/**
 * What we add to one cell: the bar above its source, the form below the bar, help in its editor, and below the source how its job
 * stands. Everything is derived from the model and from what the kernel tells.
 */
import type { CodeCell } from '@jupyterlab/cells';
import { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableSet, type IDisposable } from '@lumino/disposable';
import { PanelLayout } from '@lumino/widgets';
import type { LiveJob } from '../terms/live-job.js';
import { BadgeBar } from './badge-bar.js';
import { clearProblems, editorHelp, showProblems } from './editor-help.js';
import { FormPanel } from './form-panel.js';
import { glanceOf } from './glance.js';
import { LiveStrip, type StripActions } from './live-strip.js';
import type { CellReading } from './notebook-reading.js';

/** Squiggles wait until the typing pauses. */
const pauseMs = 300;

export interface FrameOptions {
  readonly cell: CodeCell;
  readonly trans: TranslationBundle;
  readonly formOpen: boolean;
  /** What the buttons of the cell's running job do. */
  readonly actions: StripActions;
  /** The cell's height is another. */
  readonly resized: () => void;
}

export class CellFrame implements IDisposable {
  private readonly owned = new DisposableSet();
  private readonly bar: BadgeBar;
  private form: FormPanel | null = null;
  /** One for each job that the cell shows. */
  private readonly strips: LiveStrip[] = [];
  private reading: CellReading | null = null;
  private pause = 0;

  constructor(private readonly options: FrameOptions) {
    const { cell, trans } = options;
    this.bar = new BadgeBar(trans, { toggleForm: () => this.toggleForm(true) });
    this.owned.add(this.bar);
    void cell.ready.then(() => this.attach());
    if (options.formOpen) this.toggleForm(false);
  }

  get isDisposed(): boolean {
    return this.owned.isDisposed;
  }

  /** Takes everything out of the cell again. */
  dispose(): void {
    if (this.isDisposed) return;
    window.clearTimeout(this.pause);
    const view = this.view;
    if (view !== null) clearProblems(view);
    this.reading = null;
    if (!this.options.cell.isDisposed) this.options.cell.removeClass('spillway-mod-live');
    this.owned.dispose();
  }

  show(reading: CellReading): void {
    if (this.reading === reading || this.isDisposed) return;
    this.reading = reading;
    this.bar.tell(glanceOf(reading, this.options.trans));
    this.form?.tell(reading);
    window.clearTimeout(this.pause);
    this.pause = window.setTimeout(() => this.showProblems(), pauseMs);
  }

  /** How the cell's jobs stand; none: the kernel knows of none. */
  showLive(live: readonly LiveJob[]): void {
    const { cell, trans, actions, resized } = this.options;
    const { strips } = this;
    if (this.isDisposed) return;
    const before = strips.length;
    while (strips.length > live.length) strips.pop()?.dispose();
    while (strips.length < live.length) {
      const strip = new LiveStrip(trans, actions);
      strips.push(strip);
      this.owned.add(strip);
      this.insertStrip(strip);
    }
    for (const [at, job] of live.entries()) strips[at]?.tell(job, { isFirst: at === 0 });
    if (strips.length === before) return;
    // What the strip says, the output need not say again.
    cell.toggleClass('spillway-mod-live', strips.length > 0);
    resized();
  }

  /** Opens or closes the form. @param focus whether the focus goes along */
  toggleForm(focus: boolean): void {
    const { cell, trans, resized } = this.options;
    if (this.form !== null) {
      const hadFocus = this.form.node.contains(document.activeElement);
      this.form.dispose();
      this.form = null;
      if (focus && hadFocus) this.bar.focusForm();
    } else {
      this.form = new FormPanel(trans, cell.model.sharedModel, () => this.leaveForm());
      this.owned.add(this.form);
      if (this.reading !== null) this.form.tell(this.reading);
      this.insert(this.form, this.bar);
      if (focus) this.form.focusFirst();
    }
    this.bar.formIsOpen = this.form !== null;
    resized();
  }

  get formIsOpen(): boolean {
    return this.form !== null;
  }

  /** Back to the text; the form stays open beside it. */
  private leaveForm(): void {
    this.options.cell.editor?.focus();
  }

  private get view() {
    const { editor } = this.options.cell;
    return editor instanceof CodeMirrorEditor ? editor.editor : null;
  }

  /** A cell makes its own parts when it comes into sight, and ours go in then. */
  private attach(): void {
    const { cell } = this.options;
    const { layout } = cell;
    if (this.isDisposed || cell.isDisposed || !(layout instanceof PanelLayout)) return;
    layout.insertWidget(1, this.bar);
    if (this.form !== null) this.insert(this.form, this.bar);
    for (const strip of this.strips) this.insertStrip(strip);
    if (cell.editor instanceof CodeMirrorEditor) cell.editor.injectExtension(editorHelp(() => this.reading));
    this.showProblems();
  }

  private insert(widget: FormPanel, after: BadgeBar): void {
    const { layout } = this.options.cell;
    if (!(layout instanceof PanelLayout)) return;
    const at = layout.widgets.indexOf(after);
    if (at >= 0) layout.insertWidget(at + 1, widget);
  }

  /** Above the outputs. */
  private insertStrip(strip: LiveStrip): void {
    const { layout } = this.options.cell;
    if (!(layout instanceof PanelLayout) || !layout.widgets.includes(this.bar)) return;
    const outputs = layout.widgets.findIndex(widget => widget.hasClass('jp-Cell-outputWrapper'));
    layout.insertWidget(outputs < 0 ? layout.widgets.length : outputs, strip);
  }

  private showProblems(): void {
    const view = this.view;
    if (view !== null && this.reading !== null) showProblems(view, this.reading);
  }
}

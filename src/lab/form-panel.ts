/** The form of a cell: it shows what the text says and writes minimal edits into it; the text stays the only truth. */
import type { ISharedCell } from '@jupyter/ydoc';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Widget } from '@lumino/widgets';
import { definition } from '../language/schema.js';
import { snippets } from '../language/snippets.js';
import type { Edit } from './cell-edit.js';
import { button, element } from './element.js';
import { newFailure, removeFailure } from './failure-edit.js';
import { editFor } from './form-edit.js';
import { FieldRow } from './form-field.js';
import { formOf, type CellForm, type FormField } from './form-fields.js';
import { helpOnFocus } from './help-on-focus.js';
import { insertable } from './insert-menu.js';
import type { CellReading } from './notebook-reading.js';

let made = 0;

export class FormPanel extends Widget {
  private readonly heading = element('p', { class: 'spillway-form-heading' });
  private readonly said = element('p', { class: 'spillway-wrong', attributes: { role: 'alert' } });
  private readonly first = element('div', { class: 'spillway-fields' });
  private readonly further = element('div', { class: 'spillway-fields' });
  private readonly folded = element('details', {
    children: [element('summary', { attributes: { 'data-lm-suppress-shortcuts': 'true' } }), this.further]
  });
  private readonly failures = element('div');
  private readonly addFailure: HTMLButtonElement;
  private readonly verbChoice: HTMLElement;
  private readonly prefix = `spillway-form-${(made += 1)}`;
  private rows: readonly FieldRow[] = [];
  private form: CellForm = { kind: 'empty' };
  private shape = '';
  private readonly help: IDisposable;

  /** @param leave called when the person leaves the form by Escape */
  constructor(
    private readonly trans: TranslationBundle,
    private readonly cell: ISharedCell,
    private readonly leave: () => void
  ) {
    super();
    this.addClass('spillway-form');
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', trans.__('This cell as a form'));
    this.folded.firstElementChild?.append(trans.__('More settings'));
    this.verbChoice = this.newVerbChoice();
    this.addFailure = button(trans.__('Add a failure'), () =>
      this.edit(({ root, verb }) => newFailure(this.cell.getSource(), root, verb))
    );
    const { heading, said, first, failures, addFailure, folded } = this;
    this.node.append(heading, this.verbChoice, said, first, failures, addFailure, folded);
    this.node.addEventListener('keydown', pressed => this.pressed(pressed));
    this.help = helpOnFocus(this.node, target => target.closest<HTMLElement>('.spillway-field'));
    // The notebook takes a press in a cell for a selection, and would move the focus away.
    for (const type of ['mousedown', 'keyup', 'keypress', 'dblclick', 'paste', 'copy', 'cut']) {
      this.node.addEventListener(type, event => event.stopPropagation());
    }
  }

  override dispose(): void {
    this.help.dispose();
    super.dispose();
  }

  tell(reading: CellReading): void {
    const { activeElement } = document;
    const hadFocus = this.node.contains(activeElement);
    const focused = activeElement instanceof HTMLElement ? activeElement.dataset['path'] : undefined;
    this.form = formOf(reading);
    const { form } = this;
    const shape = form.kind === 'fields' ? `fields ${form.verb}` : form.kind;
    const fields = form.kind === 'fields' ? form.fields : [];
    this.heading.textContent = this.headingOf(form);
    this.said.textContent = form.kind === 'fields' ? form.problems.map(({ message }) => message).join('\n') : '';
    this.verbChoice.hidden = form.kind !== 'empty';
    this.folded.hidden = !fields.some(({ further }) => further);
    this.addFailure.hidden = form.kind !== 'fields' || !form.takesFailure;
    const fits =
      shape === this.shape &&
      fields.length === this.rows.length &&
      fields.every((field, at) => this.rows[at]?.takes(field));
    if (fits) fields.forEach((field, at) => this.rows[at]?.show(field));
    else this.build(fields);
    if (hadFocus && !fits && shape !== this.shape) this.focusFirst();
    else if (hadFocus && !fits) this.focusOn(focused);
    this.shape = shape;
  }

  /** The field of that path, where there is one still; without a path it was a button of the list of failures. */
  private focusOn(path: string | undefined): void {
    const row = this.rows.find(each => each.path === path);
    if (row !== undefined) row.focus();
    else this.addFailure.focus();
  }

  focusFirst(): void {
    if (this.form.kind === 'empty') this.verbChoice.querySelector('button')?.focus();
    else this.rows[0]?.focus();
  }

  private headingOf(form: CellForm): string {
    switch (form.kind) {
      case 'aside':
        return this.trans.__('No form for this text now: %1. Go on in the text.', form.why);
      case 'empty':
        return this.trans.__('What should this cell do?');
      case 'fields':
        return definition(form.verb).description ?? '';
    }
  }

  /** Rows keep their place while the form is open: a field that gets a value does not jump. */
  private build(fields: readonly FormField[]): void {
    const events = { changed: (path: readonly string[], value: string) => this.change(path, value) };
    this.rows = fields.map((field, at) => new FieldRow(this.trans, field, { ...events, id: `${this.prefix}-${at}` }));
    const rowsOf = (wanted: (field: FormField) => boolean): readonly HTMLElement[] =>
      fields.flatMap((field, at) => (wanted(field) ? [this.rows[at]?.node].filter(node => node !== undefined) : []));
    const failures = new Set(fields.flatMap(({ failure }) => (failure === null ? [] : [failure])));
    this.first.replaceChildren(...rowsOf(({ further, failure }) => !further && failure === null));
    this.failures.replaceChildren(
      ...[...failures].map(at =>
        this.failureGroup(
          at,
          rowsOf(({ failure }) => failure === at)
        )
      )
    );
    this.further.replaceChildren(...rowsOf(({ further }) => further));
  }

  private failureGroup(at: number, rows: readonly HTMLElement[]): HTMLElement {
    const { trans } = this;
    const remove = button(trans.__('Remove'), () =>
      this.edit(form => removeFailure(this.cell.getSource(), form.root, at))
    );
    remove.setAttribute('aria-label', trans.__('Remove failure %1', String(at + 1)));
    return element('fieldset', {
      class: 'spillway-failure',
      children: [
        element('legend', { children: [document.createTextNode(trans.__('Failure %1', String(at + 1))), remove] }),
        element('div', { class: 'spillway-fields', children: rows })
      ]
    });
  }

  /** One change of the text, which one Ctrl Z takes back. */
  private edit(edited: (form: Extract<CellForm, { kind: 'fields' }>) => Edit | null): void {
    const edit = this.form.kind === 'fields' ? edited(this.form) : null;
    if (edit !== null) this.cell.updateSource(edit.from, edit.to, edit.text);
  }

  private change(path: readonly string[], value: string): void {
    this.edit(({ root, verb }) => editFor({ text: this.cell.getSource(), root, verb, path, value }));
  }

  /** A press for each verb: a list that is walked through by arrows would take the first one passed. */
  private newVerbChoice(): HTMLElement {
    const choices = snippets.filter(({ verb }) => insertable.includes(verb));
    return element('div', {
      class: 'spillway-verbs',
      attributes: { role: 'group', 'aria-label': this.trans.__('What should this cell do?') },
      children: choices.map(({ verb, name, help, text }) => {
        const choice = button(name, () => this.fill(text));
        choice.title = `${verb}: ${help}`;
        return choice;
      })
    });
  }

  private fill(snippet: string): void {
    if (this.form.kind !== 'empty') return;
    const { length } = this.cell.getSource();
    this.cell.updateSource(length, length, `${length > 0 ? '\n' : ''}${snippet.trimEnd()}`);
  }

  /** No key of the form reaches the notebook. Undo goes to the cell, but for a text that is still being typed. */
  private pressed(key: KeyboardEvent): void {
    key.stopPropagation();
    if (key.key === 'Escape') {
      this.leave();
      return;
    }
    const control = key.ctrlKey || key.metaKey;
    const letter = key.key.toLowerCase();
    if (!control || (letter !== 'z' && letter !== 'y') || this.rows.some(({ isTyping }) => isTyping)) return;
    key.preventDefault();
    if (letter === 'y' || key.shiftKey) this.cell.redo();
    else this.cell.undo();
  }
}

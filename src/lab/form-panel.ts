/** The form of a cell: it shows what the text says and writes minimal edits into it; the text stays the only truth. */
import type { ISharedCell } from '@jupyter/ydoc';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { definition } from '../language/schema.js';
import { snippets } from '../language/snippets.js';
import { button, element } from './element.js';
import { editFor } from './form-edit.js';
import { FieldRow } from './form-field.js';
import { formOf, type CellForm, type FormField } from './form-fields.js';
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
  private readonly verbChoice: HTMLElement;
  private readonly prefix = `spillway-form-${(made += 1)}`;
  private rows: readonly FieldRow[] = [];
  private form: CellForm = { kind: 'empty' };
  private shape = '';

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
    this.node.append(this.heading, this.verbChoice, this.said, this.first, this.folded);
    this.node.addEventListener('keydown', pressed => this.pressed(pressed));
    // The notebook takes a press in a cell for a selection, and would move the focus away.
    for (const type of ['mousedown', 'keyup', 'keypress', 'dblclick', 'paste', 'copy', 'cut']) {
      this.node.addEventListener(type, event => event.stopPropagation());
    }
  }

  tell(reading: CellReading): void {
    const hadFocus = this.node.contains(document.activeElement);
    this.form = formOf(reading);
    const { form } = this;
    const shape = form.kind === 'fields' ? `fields ${form.verb}` : form.kind;
    const fields = form.kind === 'fields' ? form.fields : [];
    this.heading.textContent = this.headingOf(form);
    this.said.textContent = form.kind === 'fields' ? form.problems.map(({ message }) => message).join('\n') : '';
    this.verbChoice.hidden = form.kind !== 'empty';
    this.folded.hidden = !fields.some(({ further }) => further);
    const fits = shape === this.shape && fields.every((field, at) => this.rows[at]?.takes(field));
    if (fits) fields.forEach((field, at) => this.rows[at]?.show(field));
    else this.build(fields);
    if (hadFocus && !fits) this.focusFirst();
    this.shape = shape;
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
    const isFurther = (at: number): boolean => fields[at]?.further ?? false;
    this.first.replaceChildren(...this.rows.filter((_, at) => !isFurther(at)).map(({ node }) => node));
    this.further.replaceChildren(...this.rows.filter((_, at) => isFurther(at)).map(({ node }) => node));
  }

  private change(path: readonly string[], value: string): void {
    if (this.form.kind !== 'fields') return;
    const { root, verb } = this.form;
    const edit = editFor({ text: this.cell.getSource(), root, verb, path, value });
    if (edit !== null) this.cell.updateSource(edit.from, edit.to, edit.text);
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

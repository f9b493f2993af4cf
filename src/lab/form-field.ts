/** One field of a form: a label, a control, its help and its problems. The control is never made anew while it has the focus. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { element } from './element.js';
import type { FormField } from './form-fields.js';

export interface FieldEvents {
  /** A value was entered: at once for a choice, with Enter or on leaving for a text. */
  changed(path: readonly string[], value: string): void;
}

type Control = HTMLInputElement | HTMLSelectElement;

export class FieldRow {
  readonly node = element('div', { class: 'spillway-field' });
  private readonly control: Control;
  private readonly help = element('p', { class: 'spillway-help' });
  private readonly wrong = element('p', { class: 'spillway-wrong', attributes: { role: 'alert' } });
  /** Where the value comes from that is not written: beside the label, where it may wrap. */
  private readonly from = element('span', { class: 'spillway-from' });
  private choices = '';

  /** @param id unique in the page */
  constructor(
    private readonly trans: TranslationBundle,
    private field: FormField,
    events: FieldEvents & { readonly id: string }
  ) {
    const { id } = events;
    this.control = element(field.choices.length > 0 ? 'select' : 'input', {
      attributes: {
        id,
        'data-lm-suppress-shortcuts': 'true',
        'data-path': field.path.join('.'),
        'aria-describedby': `${id}-from ${id}-help ${id}-wrong`
      }
    });
    if (this.control instanceof HTMLInputElement) {
      this.control.autocomplete = 'off';
      this.control.spellcheck = false;
      this.control.addEventListener('keydown', pressed => {
        if (pressed.key === 'Enter' && !pressed.shiftKey) this.enter(events);
      });
    }
    this.from.id = `${id}-from`;
    this.help.id = `${id}-help`;
    this.wrong.id = `${id}-wrong`;
    this.control.addEventListener('change', () => this.enter(events));
    const label = element('label', { text: field.title, attributes: { for: id } });
    const key = element('code', { text: field.path.join('.'), attributes: { 'aria-hidden': 'true' } });
    label.append(' ', key);
    this.node.append(label, ' ', this.from, this.control, this.help, this.wrong);
    this.show(field);
  }

  /** Whether this row can show the field: a choice stays a choice. */
  takes({ path, choices }: FormField): boolean {
    const isSelect = this.control instanceof HTMLSelectElement;
    return path.join('.') === this.field.path.join('.') && isSelect === choices.length > 0;
  }

  focus(): void {
    this.control.focus();
  }

  get path(): string {
    return this.field.path.join('.');
  }

  /** Whether the person has typed what the text does not hold yet. */
  get isTyping(): boolean {
    return this.control instanceof HTMLInputElement && this.control.value !== plainValue(this.field.value);
  }

  show(field: FormField): void {
    const before = this.field;
    this.field = field;
    if (this.control instanceof HTMLSelectElement) this.showChoices(this.control, field);
    else this.showText(this.control, field, before);
    this.from.textContent = field.value === '' ? this.origin(field) : '';
    this.control.disabled = field.inText !== null;
    const chosen = field.choices.find(({ value }) => value === plainValue(field.value));
    const lines = field.inText === null ? [field.help] : [this.aside(field.inText)];
    this.help.textContent = [chosen?.help ?? '', ...lines].filter(line => line !== '').join('\n');
    this.wrong.textContent = field.problems.map(({ message }) => message).join('\n');
    const isWrong = field.problems.some(({ severity }) => severity === 'error');
    this.control.setAttribute('aria-invalid', String(isWrong));
    this.node.dataset['given'] = String(field.value !== '');
    this.node.dataset['aside'] = String(field.inText !== null);
  }

  /** Why a field is changed in the text alone: shown also where it has no focus, for it takes none. */
  private aside(why: NonNullable<FormField['inText']>): string {
    switch (why) {
      case 'several lines':
        return this.trans.__('Written over several lines: change it in the text.');
      case 'kafka':
        return this.trans.__(
          'Reads from Kafka: its brokers, its topic and what is read of it are changed in the text.'
        );
    }
  }

  private showText(control: HTMLInputElement, { value, usual, inText }: FormField, before: FormField): void {
    control.placeholder = usual;
    const shown = inText !== null ? this.trans.__('in the text') : plainValue(value);
    const untouched = control.value === plainValue(before.value) || document.activeElement !== control;
    if (untouched && control.value !== shown) control.value = shown;
  }

  private showChoices(control: HTMLSelectElement, field: FormField): void {
    const { choices, value, usual, required } = field;
    const plain = plainValue(value);
    const none = required ? this.trans.__('choose …') : usual === '' ? '–' : usual;
    const known = choices.some(choice => choice.value === plain) || plain === '';
    const options = [...choices.map(choice => choice.value), ...(known ? [] : [plain])];
    const key = JSON.stringify([none, options]);
    if (key !== this.choices) {
      this.choices = key;
      control.replaceChildren(new Option(none, ''), ...options.map(option => new Option(option, option)));
    }
    if (control.value !== plain) control.value = plain;
  }

  private origin({ from }: FormField): string {
    switch (from) {
      case null:
        return '';
      case 'default':
        return this.trans.__('by default');
      case 'configuration':
        return this.trans.__('from its configuration');
      case 'like':
        return this.trans.__('from the job it is like');
    }
  }

  private enter(events: FieldEvents): void {
    if (this.control.value.trim() !== plainValue(this.field.value)) events.changed(this.field.path, this.control.value);
  }
}

/** Without the quotes that a text is written with. */
function plainValue(written: string): string {
  return /^"[^"\\]*"$|^'[^']*'$/.test(written) ? written.slice(1, -1) : written;
}

/** The one-line bar above a cell's source: what the cell does, the row of the page with its promises, and the way to its form. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import type { Void } from '../guarantee/voids.js';
import { button, element } from './element.js';
import type { Glance, GlancePromise, GlanceRow } from './glance.js';

export interface BarActions {
  toggleForm(): void;
}

/** Its height is fixed by the style sheet, so that it is known before it is attached. */
export class BadgeBar extends Widget {
  private readonly says = element('div', { class: 'spillway-bar-says', attributes: { role: 'status' } });
  private readonly form: HTMLButtonElement;
  private shown = '';

  constructor(
    private readonly trans: TranslationBundle,
    act: BarActions
  ) {
    super();
    this.addClass('spillway-bar');
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', trans.__('Spillway cell'));
    this.form = button(trans.__('Form'), () => act.toggleForm());
    this.form.title = trans.__('Fill in this cell as a form');
    this.form.setAttribute('aria-expanded', 'false');
    this.node.append(this.says, this.form);
    // The notebook takes a press in a cell for a selection, and would move the focus away.
    for (const type of ['mousedown', 'keydown', 'dblclick']) {
      this.node.addEventListener(type, pressed => {
        if (pressed.target instanceof HTMLButtonElement) pressed.stopPropagation();
      });
    }
  }

  set formIsOpen(open: boolean) {
    this.form.setAttribute('aria-expanded', String(open));
  }

  focusForm(): void {
    this.form.focus();
  }

  /** Shows a glance; the same one again changes nothing, so that no screen reader repeats it. */
  tell(glance: Glance): void {
    const key = JSON.stringify(glance);
    if (key === this.shown) return;
    this.shown = key;
    this.node.dataset['kind'] = glance.kind;
    this.says.replaceChildren(...this.parts(glance));
  }

  private parts(glance: Glance): readonly Node[] {
    switch (glance.kind) {
      case 'empty':
        return [muted(glance.says)];
      case 'problems':
        return [
          element('span', { class: 'spillway-badge spillway-problem', text: `✗ ${glance.says}` }),
          element('span', { class: 'spillway-muted spillway-shrinks', text: glance.first, title: glance.first })
        ];
      case 'cell':
        return [
          element('b', { text: glance.title }),
          muted(glance.says),
          ...(glance.promise === null ? [] : this.promise(glance.promise))
        ];
      case 'job':
        return glance.row === null ? [muted(glance.says)] : this.row(glance.row, glance.says);
    }
  }

  private row(row: GlanceRow, says: string): readonly Node[] {
    const voided = row.semanticsVoids.map(each => this.voided(each));
    const title = row.sentences.map(sentence => `“${sentence}”`).join('\n');
    return [
      element('b', { class: 'spillway-shrinks', text: says, title }),
      ...row.promises.flatMap(promise => this.promise(promise)),
      ...voided
    ];
  }

  /** A sign, the failure and the page's word; struck out where a setting voids it. */
  private promise({ failure, promise, words, voids }: GlancePromise): readonly Node[] {
    const kept = promise === 'no data loss';
    const state = voids.length > 0 ? 'void' : kept ? 'kept' : 'loss';
    const sign = { void: '⊘', kept: '✓', loss: '△' }[state];
    const badge = element('span', {
      class: 'spillway-badge',
      title: this.trans.__('The page: “%1”', words),
      attributes: { 'data-promise': state },
      children: [
        element('span', { text: sign, attributes: { 'aria-hidden': 'true' } }),
        ...[' ', failure.replace(' failure', '')].map(text => document.createTextNode(text)),
        element('span', { class: 'spillway-wide', text: ' failure' }),
        document.createTextNode(': '),
        element(state === 'void' ? 's' : 'span', { text: promise })
      ]
    });
    return [badge, ...voids.map(each => this.voided(each))];
  }

  private voided({ setting, sentence }: Void): HTMLElement {
    return element('span', {
      class: 'spillway-void',
      title: `${setting}: ${sentence}`,
      children: [
        element('span', { class: 'spillway-wide', text: `${this.trans.__('void with')} ` }),
        document.createTextNode(setting)
      ]
    });
  }
}

function muted(text: string): HTMLElement {
  return element('span', { class: 'spillway-muted spillway-shrinks', text, title: text });
}

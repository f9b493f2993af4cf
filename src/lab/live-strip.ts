/** The line between a job's source and its output while the job runs: how it stands, and buttons that act on it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import type { LiveJob } from '../terms/live-job.js';
import { button, element } from './element.js';
import { canFail, canStop, figures, isOver, stateWord } from './live-words.js';

export interface StripActions {
  /** Opens the menu of failures below the button. */
  inject(button: HTMLElement, live: LiveJob): void;
  pause(live: LiveJob): Promise<void>;
  stop(live: LiveJob): Promise<void>;
}

/** Its height is fixed by the style sheet, so that it is known before it is attached. */
export class LiveStrip extends Widget {
  /** In a comparison: elsewhere the cell says it. */
  private readonly job = element('span');
  /** Read aloud when it changes; the figures change too often for that. */
  private readonly state = element('span', { class: 'spillway-badge', attributes: { role: 'status' } });
  private readonly progress = element('progress');
  private readonly figures = element('span', { class: 'spillway-muted spillway-shrinks' });
  private readonly buttons: Readonly<Record<'inject' | 'pause' | 'stop', HTMLButtonElement>>;
  private live: LiveJob | null = null;
  private isFirst = true;
  private isActing = false;

  constructor(
    private readonly trans: TranslationBundle,
    private readonly act: StripActions
  ) {
    super();
    this.addClass('spillway-live');
    this.node.setAttribute('role', 'group');
    const says = element('div', {
      class: 'spillway-bar-says',
      children: [this.job, this.state, this.progress, this.figures]
    });
    this.buttons = {
      inject: this.button(trans.__('Inject failure now'), live => this.act.inject(this.buttons.inject, live)),
      pause: this.button(trans.__('Pause'), live => this.once(() => this.act.pause(live))),
      stop: this.button(trans.__('Stop'), live => this.once(() => this.act.stop(live)))
    };
    this.buttons.inject.setAttribute('aria-haspopup', 'menu');
    this.buttons.inject.title = trans.__('Inserts a cell “fail” with the step at which the job stands, and runs it');
    this.buttons.pause.title = trans.__('Inserts a cell “fail” that pauses the driver for 3 s, and runs it');
    this.node.append(says, ...Object.values(this.buttons));
    // The notebook takes a press in a cell for a selection, and would move the focus away.
    for (const type of ['mousedown', 'keydown', 'dblclick']) {
      this.node.addEventListener(type, pressed => {
        if (pressed.target instanceof HTMLButtonElement) pressed.stopPropagation();
      });
    }
  }

  /** @param isFirst of the cell's. */
  tell(live: LiveJob, { isFirst } = { isFirst: true }): void {
    const { trans } = this;
    this.live = live;
    this.isFirst = isFirst;
    this.node.setAttribute('aria-label', trans.__('The job %1', live.job));
    this.node.dataset['state'] = live.state;
    this.job.textContent = live.cell === 'compare' ? live.job : '';
    this.buttons.stop.title =
      live.cell === 'compare'
        ? trans.__('Interrupts the cell, and with it every job of the comparison')
        : trans.__('Inserts a cell “stop” that drains and judges the job, and runs it');
    const state = stateWord(live, trans);
    if (this.state.textContent !== state) this.state.textContent = state;
    this.figures.textContent = figures(live, trans).join(' · ');
    this.progress.hidden = live.end === null || isOver(live);
    if (live.end !== null) {
      this.progress.max = live.end.all;
      this.progress.value = live.end.done;
      this.progress.setAttribute('aria-label', trans.__('Progress of %1', live.job));
    }
    this.allow();
  }

  private button(label: string, act: (live: LiveJob) => void): HTMLButtonElement {
    return button(label, () => {
      if (this.live !== null) act(this.live);
    });
  }

  /** A second press acts only when the first one's cell has run. */
  private once(act: () => Promise<void>): void {
    if (this.isActing) return;
    this.isActing = true;
    this.allow();
    void act().finally(() => {
      this.isActing = false;
      this.allow();
    });
  }

  private allow(): void {
    const { live, isFirst, isActing } = this;
    if (live === null) return;
    const { inject, pause, stop } = this.buttons;
    // The jobs of a comparison end together.
    inject.hidden = pause.hidden = isOver(live) || live.cell === 'compare';
    stop.hidden = isOver(live) || (live.cell === 'compare' && !isFirst);
    inject.disabled = pause.disabled = isActing || !canFail(live);
    stop.disabled = isActing || !canStop(live);
  }
}

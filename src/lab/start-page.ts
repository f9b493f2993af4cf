/** The start page: the examples that come with the kernel, each copied into the folder in view by one press. */
import { MainAreaWidget } from '@jupyterlab/apputils';
import type { ServiceManager } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import { button, element } from './element.js';
import { spillwayIcon } from './icon.js';
import { copyTutorial, listTutorials, type Tutorial } from './tutorials.js';

export interface StartPageOptions {
  readonly services: ServiceManager.IManager;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
  /** Where a tutorial is copied to. */
  readonly folder: string;
}

let made = 0;

export function newStartPage(options: StartPageOptions): MainAreaWidget {
  const page = new MainAreaWidget({ content: new StartPage(options) });
  page.id = `spillway-start-page-${(made += 1)}`;
  page.title.label = options.trans.__('Spillway Tutorials');
  page.title.icon = spillwayIcon;
  page.title.closable = true;
  page.toolbar.hide();
  return page;
}

class StartPage extends Widget {
  private readonly said = element('p', { class: 'spillway-muted', attributes: { role: 'status' } });
  private readonly list = element('ul');

  constructor(private readonly options: StartPageOptions) {
    super();
    this.addClass('spillway-start');
    this.node.tabIndex = 0;
    const { trans } = options;
    this.node.append(
      element('h1', { text: trans.__('Spillway: make a streaming job fail, and see what it loses') }),
      element('p', { text: trans.__('Each tutorial is a notebook; opening one copies it into your folder.') }),
      this.said,
      this.list
    );
    void this.fill();
  }

  private async fill(): Promise<void> {
    try {
      const tutorials = await listTutorials();
      this.list.replaceChildren(...tutorials.map(tutorial => this.entry(tutorial)));
    } catch (error) {
      this.say(error);
    }
  }

  private entry({ file, title, about }: Tutorial): HTMLElement {
    const open = button(this.options.trans.__('Open'), () => void this.open(file));
    open.setAttribute('aria-label', this.options.trans.__('Open “%1”', title));
    return element('li', {
      children: [element('h2', { text: title }), element('p', { text: about }), open]
    });
  }

  private async open(file: string): Promise<void> {
    const { commands, services, folder } = this.options;
    try {
      const path = await copyTutorial(file, { services, folder });
      await commands.execute('docmanager:open', { path, factory: 'Notebook' });
    } catch (error) {
      this.say(error);
    }
  }

  private say(error: unknown): void {
    this.said.textContent = error instanceof Error ? error.message : String(error);
  }
}

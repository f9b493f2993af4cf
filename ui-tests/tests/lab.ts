/** JupyterLab in a browser, as the tests use it: open a notebook, run it, wait for moments instead of for time. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The part of JupyterLab's own objects that the tests ask; the server exposes them (`expose_app_in_browser`). */
interface NotebookWidget {
  readonly sessionContext?: {
    readonly session: { readonly kernel: { readonly status: string; readonly connectionStatus: string } | null } | null;
  };
  readonly context?: { readonly model: { readonly dirty: boolean } };
  readonly content?: {
    readonly widgets: readonly { readonly model: { readonly sharedModel: { getSource(): string } } }[];
  };
}
declare global {
  interface Window {
    /** Set by a test that asks axe. */
    readonly axe?: {
      run(where: unknown): Promise<{
        readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
      }>;
    };
    readonly jupyterapp?: {
      readonly shell: {
        readonly currentWidget: NotebookWidget | null;
        widgets(area: 'main'): Iterable<{ dispose(): void }>;
      };
      readonly commands: { execute(command: string, settings?: Readonly<Record<string, string>>): Promise<unknown> };
    };
  }
}

const checkout = new URL('../../', import.meta.url);
const pictures = fileURLToPath(new URL('build/screenshots/', checkout));

/** A notebook of code cells with these sources, and other cells behind them. */
export function notebookOf(
  kernel: 'spillway' | 'python3',
  sources: readonly string[],
  more: readonly unknown[] = []
): unknown {
  const cells: readonly unknown[] = sources.map((source, index) => ({
    id: `cell-${index + 1}`,
    cell_type: 'code',
    execution_count: null,
    metadata: {},
    outputs: [],
    source
  }));
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: kernel, display_name: kernel } },
    cells: [...cells, ...more]
  };
}

/** The notebook of that name in the examples. */
export function example(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`examples/${name}`, checkout), 'utf8'));
}

export class Lab {
  constructor(readonly page: Page) {}

  /** Loads JupyterLab afresh, with nothing open. */
  async start(): Promise<void> {
    const quiet = { raw: JSON.stringify({ fetchNews: 'false' }) }; // else a question lies over the notebook
    await this.page.request.put('/lab/api/settings/@jupyterlab/apputils-extension:notification', { data: quiet });
    await this.page.goto('/lab?reset');
    await this.page.locator('.jp-Launcher').first().waitFor();
  }

  /** Closes what is open, saved or not, and ends its kernels: as after `start`, without loading the page. */
  async clear(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.evaluate(() => {
      for (const widget of [...(window.jupyterapp?.shell.widgets('main') ?? [])]) widget.dispose();
    });
    const sessions = await this.page.request.get('/api/sessions');
    for (const { id } of (await sessions.json()) as readonly { readonly id: string }[]) {
      await this.page.request.delete(`/api/sessions/${id}`);
    }
    await this.page.locator('.jp-Launcher').first().waitFor();
  }

  /** Puts the notebook into the server's folder under that name and opens it; resolves when its kernel is there and idle. */
  async open(name: string, notebook: unknown): Promise<void> {
    const put = await this.page.request.put(`/api/contents/${name}`, { data: { type: 'notebook', content: notebook } });
    expect(put.ok()).toBe(true);
    await this.reopen(name);
  }

  /** The notebook, with the least around it: for pictures. */
  async alone(): Promise<void> {
    for (const side of ['left', 'right']) {
      if (await this.page.locator(`#jp-${side}-stack`).isVisible())
        await this.execute(`application:toggle-${side}-area`);
    }
  }

  async reopen(name: string): Promise<void> {
    await this.execute('docmanager:open', { path: name, factory: 'Notebook' });
    await this.idle();
  }

  /** Until the kernel of the notebook in front is there and idle: its indicator says so before there is one. */
  async idle(): Promise<void> {
    await this.page.waitForFunction(
      () => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'
    );
  }

  async busy(): Promise<void> {
    await this.page.waitForFunction(
      () => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'busy'
    );
  }

  /** Until the notebook in front is so connected to its kernel. */
  async connection(status: 'connecting' | 'connected'): Promise<void> {
    await this.page.waitForFunction(
      wanted => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.connectionStatus === wanted,
      status
    );
  }

  /** Whether the notebook in front has unsaved changes. */
  dirty(): Promise<boolean | undefined> {
    return this.page.evaluate(() => window.jupyterapp?.shell.currentWidget?.context?.model.dirty);
  }

  /** A command of JupyterLab's, awaited to its end. */
  async execute(command: string, settings: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.page.evaluate(
      async ([id, args]) => {
        await window.jupyterapp?.commands.execute(id, args);
      },
      [command, settings] as const
    );
  }

  /** Starts a command that opens a dialog or runs for long, without waiting for its end. */
  async begin(command: string): Promise<void> {
    await this.page.evaluate(id => {
      void window.jupyterapp?.commands.execute(id);
    }, command);
  }

  async runAll(): Promise<void> {
    await this.execute('notebook:run-all-cells');
    await this.idle();
  }

  /** Restarts the kernel, and with `notebook:restart-run-all` runs every cell then; says yes to the question. */
  async restart(command: 'notebook:restart-run-all' | 'kernelmenu:restart'): Promise<void> {
    await this.begin(command);
    await this.page.getByRole('button', { name: 'Confirm Kernel Restart' }).click();
    await this.page.locator('.jp-Dialog').waitFor({ state: 'detached' });
  }

  /** Runs that cell alone. */
  async run(cell: Locator): Promise<void> {
    await cell.locator('.cm-content').click();
    await this.execute('notebook:run-cell');
    await this.idle();
  }

  /** The code cell of the notebook in front whose source begins so. */
  cell(beginning: string): Locator {
    return this.page
      .locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell')
      .filter({ has: this.page.locator('.cm-line:first-child', { hasText: beginning }) })
      .first();
  }

  /** The theme, with the charts drawn anew in it. */
  async theme(name: 'JupyterLab Light' | 'JupyterLab Dark' | 'JupyterLab Dark High Contrast'): Promise<void> {
    await this.execute('apputils:change-theme', { theme: name });
    await this.page.locator(`body[data-jp-theme-name="${name}"]`).waitFor({ state: 'attached' });
  }

  /** A picture of a main state, for people to look at: in a window tall enough for all of it, since notebooks scroll by themselves. */
  async picture(name: string, part?: Locator): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    const usual = this.page.viewportSize() ?? { width: 1280, height: 800 };
    if (part !== undefined) {
      await this.page.setViewportSize({ ...usual, height: 3000 });
      await part.scrollIntoViewIfNeeded();
    }
    await (part ?? this.page).screenshot({ path: `${pictures}${name}.png` });
    await this.page.setViewportSize(usual);
  }
}

export const chartOf = (cell: Locator): Locator =>
  cell.locator('.jp-RenderedVegaCommon5').locator('canvas, svg.marks').first();
export const tableOf = (cell: Locator): Locator => cell.locator('.jp-RenderedHTML table').first();
/** Errors; JupyterLab draws warnings in the same way, so what a cell failed with stands last. */
export const errorOf = (cell: Locator): Locator =>
  cell.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]').last();
/** Our bar above a cell's source, and the form below it. */
export const barOf = (cell: Locator): Locator => cell.locator('.spillway-bar');
export const formOf = (cell: Locator): Locator => cell.locator('.spillway-form');
/** How the cell's job stands, while the kernel knows of it. */
export const stripOf = (cell: Locator): Locator => cell.locator('.spillway-live');
/** A field by its path in the cell: `source.rate`. */
export const fieldOf = (form: Locator, path: string): Locator => form.locator(`[data-path="${path}"]`);
/** The prompt of a cell that has run: `[3]:`. */
export const promptOf = (cell: Locator): Locator => cell.locator('.jp-InputPrompt');

const withLab = async (
  page: Page,
  ready: (lab: Lab) => Promise<void>,
  use: (lab: Lab) => Promise<void>
): Promise<void> => {
  const lab = new Lab(page);
  await ready(lab);
  const errors: string[] = [];
  const listen = (error: Error): void => void errors.push(error.message);
  page.on('pageerror', listen);
  await use(lab);
  page.off('pageerror', listen);
  // Any kernel without a debugger makes JupyterLab say so.
  expect(errors.filter(message => !message.includes('No active debugger session'))).toEqual([]);
};

/** Every test begins in a JupyterLab with nothing open, and ends with no page error but those that are JupyterLab's own; one page serves them all. */
export const test = base.extend<{ readonly lab: Lab }, { readonly served: Page }>({
  served: [
    async ({ browser }, use, { project }) => {
      const { baseURL = '', viewport = null } = project.use;
      const context = await browser.newContext({ baseURL, viewport });
      const page = await context.newPage();
      await new Lab(page).start();
      await use(page);
      await context.close();
    },
    { scope: 'worker' }
  ],
  page: ({ served }, use) => use(served),
  context: ({ served }, use) => use(served.context()),
  lab: ({ served }, use) => withLab(served, lab => lab.clear(), use)
});

/** The same with a page of its own: where a test looks at what loading a page does, or changes what would stay. */
export const testAlone = base.extend<{ readonly lab: Lab }>({
  lab: ({ page }, use) => withLab(page, lab => lab.start(), use)
});

export { expect };

/** The supervisor of one job: carries out the kernel's orders one after another, and tells what happens as it happens. */
import { dataFolders } from '../../input/data-folders.js';
import { openInput } from '../../input/open-input.js';
import type { FailureReport } from '../../terms/trace.js';
import type { Waited } from '../engine.js';
import { RunControl } from '../run-control.js';
import type { News, Order } from './orders.js';
import { RealWorld } from './real-world.js';

const newsEveryMs = 50;
const lookEveryMs = 10;

export class Supervisor {
  private world: RealWorld | null = null;
  private control: RunControl | null = null;
  private told = 0;

  constructor(private readonly tell: (news: News) => void) {}

  async carryOut(order: Order): Promise<void> {
    if (order.kind === 'launch') {
      await this.launch(order);
      return;
    }
    const { control } = this;
    if (control === null) {
      throw new Error(`"${order.kind}" came before "launch"`);
    }
    let reports: readonly FailureReport[] = [];
    let waited: Waited;
    switch (order.kind) {
      case 'to steady':
        control.beginSteady();
        waited = await this.wait(control);
        control.endSteady(waited);
        break;
      case 'inject':
        control.beginFailures(order.failures);
        waited = await this.wait(control);
        reports = control.endFailures(waited);
        break;
      case 'drain':
        control.beginDrain();
        waited = await this.wait(control);
        control.endDrain(waited);
        this.world?.end();
    }
    this.tellNews();
    const { job, engine, seed, failures, endPosition, ended, outcome } = control.trace();
    const frame = { job, engine, seed, failures, endPosition, ended, outcome };
    this.tell({ kind: 'done', waited, reports, frame });
  }

  end(): void {
    this.world?.end();
  }

  private async launch({ job, seed, folder, baseFolder, script }: Extract<Order, { kind: 'launch' }>): Promise<void> {
    const application = await openInput(job.source.content, { baseFolder, dataFolders: dataFolders(), seed });
    const failed = (error: Error) => this.tell({ kind: 'failed', message: String(error.stack) });
    const world = new RealWorld({ job, application, seed, folder, baseFolder, script, failed });
    const control = new RunControl(job, seed, world);
    world.observer = control;
    this.world = world;
    this.control = control;
    setInterval(() => this.tellNews(), newsEveryMs);
    world.begin();
  }

  /** Timed failures and limits are looked for between moments too. */
  private wait(control: RunControl): Promise<Waited> {
    const { world } = this;
    return new Promise(resolve => {
      const timer = setInterval(() => {
        const nowMs = world?.nowMs ?? 0;
        control.onTime(nowMs);
        const waited = control.waited(nowMs);
        if (waited !== null) {
          clearInterval(timer);
          resolve(waited);
        }
      }, lookEveryMs);
    });
  }

  private tellNews(): void {
    const { world, control } = this;
    if (world === null || control === null || world.moments.length === this.told) {
      return;
    }
    const moments = world.moments.slice(this.told);
    this.told = world.moments.length;
    this.tell({ kind: 'moments', moments, progress: control.progress() });
  }
}

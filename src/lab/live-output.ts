/**
 * The displays that jobs keep up to date in their cells' outputs. A page that was loaded anew is not told of a display's updates, for
 * it does not know the request that they answer: so what the kernel says that it shows is put in.
 */
import type { CodeCell } from '@jupyterlab/cells';
import type { PartialJSONObject, ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { LiveDisplay, LiveJob } from '../terms/live-job.js';

/** Changes nothing where the display is up to date already. */
export function showLiveDisplays(cells: readonly CodeCell[], live: readonly LiveJob[]): void {
  const shown = live.flatMap(({ display }) => (display === null ? [] : [display]));
  if (shown.length === 0) return;
  for (const { model } of cells) {
    for (let at = 0; at < model.outputs.length; at += 1) {
      const output = model.outputs.get(at);
      const display = shown.find(({ id }) => id === idIn(output.metadata));
      if (display !== undefined && !isShown(output.data, display)) {
        model.outputs.set(at, {
          output_type: 'display_data',
          data: asData(display),
          metadata: { spillway: { live: display.id } }
        });
      }
    }
  }
}

function idIn(metadata: ReadonlyPartialJSONObject): unknown {
  const { spillway } = metadata;
  return typeof spillway === 'object' && spillway !== null && 'live' in spillway ? spillway['live'] : null;
}

function isShown(data: ReadonlyPartialJSONObject, { content }: LiveDisplay): boolean {
  return Object.entries(content).every(([type, value]) => JSON.stringify(data[type]) === JSON.stringify(value));
}

function asData({ content }: LiveDisplay): PartialJSONObject {
  return Object.fromEntries(Object.entries(content).flatMap(([type, value]) => (isText(value) ? [[type, value]] : [])));
}

const isText = (value: unknown): value is string => typeof value === 'string';

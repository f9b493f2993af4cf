/** A place in a toolbar for what notebooks of our kernel alone have: empty and hidden until the notebook turns out to be one. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import { PanelLayout, Widget } from '@lumino/widgets';
import { isOurs } from './our-notebook.js';

/** Whether a notebook is ours, found out once for all its places. */
interface Known {
  ours: boolean;
  readonly looks: Set<() => void>;
}

const notebooks = new WeakMap<NotebookPanel, Known>();

/** @param make called at most once; the notebooks of other kernels pay neither for a button nor for a layout */
export function placeInOurs(panel: NotebookPanel, make: () => Widget): Widget {
  const place = new Widget();
  place.hide();
  const known = knownOf(panel);
  const look = (): void => {
    if (known.ours !== place.isHidden) return;
    if (known.ours && place.layout === null) {
      const layout = new PanelLayout();
      place.layout = layout;
      layout.addWidget(make());
    }
    place.setHidden(!known.ours);
  };
  known.looks.add(look);
  place.disposed.connect(() => known.looks.delete(look), place);
  look();
  return place;
}

function knownOf(panel: NotebookPanel): Known {
  const before = notebooks.get(panel);
  if (before !== undefined) return before;
  const known: Known = { ours: isOurs(panel), looks: new Set() };
  notebooks.set(panel, known);
  const look = (): void => {
    known.ours = isOurs(panel);
    for (const each of known.looks) each();
  };
  panel.sessionContext.kernelChanged.connect(look, panel);
  if (!panel.context.isReady) {
    void panel.context.ready.then(() => {
      if (!panel.isDisposed) look();
    });
  }
  return known;
}

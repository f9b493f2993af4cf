/** A place in a toolbar for what notebooks of our kernel alone have: empty and hidden until the notebook turns out to be one. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import { Panel, type Widget } from '@lumino/widgets';
import { isOurs } from './our-notebook.js';

/** @param make called at most once; the notebooks of other kernels do not pay for a button */
export function placeInOurs(panel: NotebookPanel, make: () => Widget): Widget {
  const place = new Panel();
  const look = (): void => {
    const ours = isOurs(panel);
    if (ours && place.widgets.length === 0) place.addWidget(make());
    place.setHidden(!ours);
  };
  panel.sessionContext.kernelChanged.connect(look, place);
  void panel.context.ready.then(() => {
    if (!place.isDisposed) look();
  });
  place.disposed.connect(() => panel.sessionContext.kernelChanged.disconnect(look, place), place);
  look();
  return place;
}

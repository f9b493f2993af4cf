/** The names of our commands, as users see them in the settings of shortcuts, menus and toolbars. */
export const CommandIDs = {
  newNotebook: 'spillway:new-notebook',
  insertCell: 'spillway:insert-cell',
  toggleForm: 'spillway:toggle-form',
  act: 'spillway:act',
  runCell: 'spillway:run-cell',
  injectNow: 'spillway:inject-now',
  pause: 'spillway:pause',
  stop: 'spillway:stop',
  openTutorial: 'spillway:open-tutorial'
} as const;

/** The kernel's name, as kernelspecs and notebooks have it. */
export const KERNEL_NAME = 'spillway';

/** The domain under which translations of our words are looked up. */
export const TRANSLATION_DOMAIN = 'jupyterlab_spillway';

export const PLUGIN_ID = 'jupyterlab-spillway:plugin';

/** The kernel's comm on which it tells of its jobs: its id, and the name of its target. */
export const LIVE_COMM = 'spillway';

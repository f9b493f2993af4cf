/** The names of our commands, as users see them in the settings of shortcuts, menus and toolbars. */
export const CommandIDs = {
  newNotebook: 'spillway:new-notebook',
  insertCell: 'spillway:insert-cell',
  toggleForm: 'spillway:toggle-form',
  act: 'spillway:act',
  openTutorial: 'spillway:open-tutorial'
} as const;

/** The kernel's name, as kernelspecs and notebooks have it. */
export const KERNEL_NAME = 'spillway';

/** The domain under which translations of our words are looked up. */
export const TRANSLATION_DOMAIN = 'jupyterlab_spillway';

export const PLUGIN_ID = 'jupyterlab-spillway:plugin';

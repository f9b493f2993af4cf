/** The cell language as JupyterLab's editors know it: YAML under our name, so that ```` ```spillway ```` in a Markdown cell is highlighted too. */
import type { IEditorLanguage, IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { TranslationBundle } from '@jupyterlab/translation';

/**
 * Cells themselves are highlighted by what the kernel says of its language (`language_info.codemirror_mode: yaml`), as in every
 * other front end. YAML's own highlighter is loaded when the first such text is shown, not before.
 */
export function cellLanguage(languages: IEditorLanguageRegistry, trans: TranslationBundle): IEditorLanguage {
  return {
    name: 'spillway',
    displayName: trans.__('Spillway'),
    mime: 'text/x-spillway',
    async load() {
      const yaml = await languages.getLanguage('yaml');
      if (yaml?.support === undefined) throw new Error('JupyterLab has no highlighter for YAML');
      return yaml.support;
    }
  };
}

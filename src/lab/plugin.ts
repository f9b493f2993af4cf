/** The JupyterLab extension's entry. Every service of JupyterLab's that it uses is optional: where one is missing, the rest works. */
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { cellLanguage } from './cell-language.js';

/** The domain under which translations of our words are looked up. */
export const TRANSLATION_DOMAIN = 'jupyterlab_spillway';

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-spillway:plugin',
  description: 'The cell language of the Spillway kernel in editors and Markdown.',
  autoStart: true,
  optional: [IEditorLanguageRegistry, ITranslator],
  activate: (_app, languages: IEditorLanguageRegistry | null, translator: ITranslator | null) => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    languages?.addLanguage(cellLanguage(languages, trans));
  }
};

export default plugin;

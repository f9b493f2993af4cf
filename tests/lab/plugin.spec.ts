/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { CodeMirrorMimeTypeService, EditorLanguageRegistry, IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { DocumentRegistry } from '@jupyterlab/docregistry';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { PluginRegistry } from '@lumino/coreutils';
import { RenderMimeRegistry, standardRendererFactories } from '@jupyterlab/rendermime';
import { spillway } from '../../src/kernel/identity.js';
import { cellLanguage } from '../../src/lab/cell-language.js';
import plugin, { type Host } from '../../src/lab/plugin.js';

const trans = nullTranslator.load('jupyterlab_spillway');

/** Only ranks are asked for; nothing is drawn. */
function noRenderer(): never {
  throw new Error('nothing is drawn here');
}

function registry(): EditorLanguageRegistry {
  const languages = new EditorLanguageRegistry();
  for (const language of EditorLanguageRegistry.getDefaultLanguages()) languages.addLanguage(language);
  return languages;
}

describe('highlighting', () => {
  test('cells of our kernel are YAML, by what the kernel says of its language', () => {
    const mimeType = new CodeMirrorMimeTypeService(registry()).getMimeTypeByLanguage(spillway('1.0.0').language_info);
    expect(mimeType).toBe('text/x-yaml');
  });

  test('our name stands for JupyterLab’s own YAML highlighter, loaded when it is first asked for', async () => {
    const languages = registry();
    languages.addLanguage(cellLanguage(languages, trans));
    expect(languages.findByName('yaml')?.support).toBeUndefined();
    const ours = await languages.getLanguage('spillway');
    expect(ours?.support).toBeDefined();
    expect(ours?.support).toBe(languages.findByName('yaml')?.support);
  });

  test('a JupyterLab without YAML shows plain text', async () => {
    const languages = new EditorLanguageRegistry();
    languages.addLanguage(cellLanguage(languages, trans));
    const ours = await languages.getLanguage('spillway');
    expect(ours?.support).toBe(languages.findByMIME('text/plain')?.support);
  });

  test('other languages are as they were', () => {
    const languages = registry();
    const before = languages.getLanguages();
    languages.addLanguage(cellLanguage(languages, trans));
    expect(languages.getLanguages().slice(0, before.length)).toEqual(before);
    expect(
      new CodeMirrorMimeTypeService(languages).getMimeTypeByLanguage({ name: 'python', codemirror_mode: 'python' })
    ).toBe('text/x-python');
  });
});

/** JupyterLab as bare as the extension takes it: no service of its own. */
function newApplication(): PluginRegistry<Host> {
  const application = new PluginRegistry<Host>();
  application.application = { commands: new CommandRegistry(), docRegistry: new DocumentRegistry() };
  return application;
}

describe('the plugin', () => {
  test('starts where no service of JupyterLab’s is there', async () => {
    const application = newApplication();
    application.registerPlugin(plugin);
    await application.activatePlugin(plugin.id);
    expect(application.isPluginActivated(plugin.id)).toBe(true);
  });

  test('adds our language where there is a registry for it', async () => {
    const languages = registry();
    const application = newApplication();
    application.registerPlugin({ id: 'languages', provides: IEditorLanguageRegistry, activate: () => languages });
    application.registerPlugin(plugin);
    await application.activatePlugin(plugin.id);
    expect(languages.findByName('spillway')?.displayName).toBe('Spillway');
  });
});

test('the result that machines read is never what is shown: JupyterLab has no renderer for it', () => {
  const rendermime = new RenderMimeRegistry({ initialFactories: standardRendererFactories });
  const vegaMime = 'application/vnd.vegalite.v5+json';
  rendermime.addFactory({ safe: true, mimeTypes: [vegaMime], createRenderer: noRenderer }, 0);
  const bundle = {
    [vegaMime]: {},
    'image/svg+xml': '<svg/>',
    'image/png': '',
    'text/plain': 'a sentence',
    'application/vnd.spillway+json': {}
  };
  const result = { 'text/plain': 'a sentence', 'application/vnd.spillway+json': {} };
  for (const trust of ['any', 'ensure'] as const) {
    expect(rendermime.preferredMimeType(bundle, trust)).toBe(vegaMime);
    expect(rendermime.preferredMimeType(result, trust)).toBe('text/plain');
    expect(rendermime.preferredMimeType({ ...result, 'text/html': '<table></table>' }, trust)).toBe('text/html');
  }
});

/** The examples that come with the kernel: listed and read from its folder, copied into the user's. */
import { ServerConnection, type ServiceManager } from '@jupyterlab/services';
import { URLExt } from '@jupyterlab/coreutils';
import { KERNEL_NAME } from './command-ids.js';

export interface Tutorial {
  readonly file: string;
  readonly title: string;
  readonly about: string;
}

/** @throws Error where the server has none: a kernel of another version. */
export async function listTutorials(): Promise<readonly Tutorial[]> {
  const list = await read('index.json');
  return Array.isArray(list) ? list.filter(isTutorial) : [];
}

/**
 * Copies one into a folder, under a name that is free there.
 *
 * @returns its path
 */
export async function copyTutorial(
  file: string,
  { services, folder }: { readonly services: ServiceManager.IManager; readonly folder: string }
): Promise<string> {
  const content = await read(file);
  const taken = new Set(await namesIn(services, folder));
  const [stem = file] = file.split('.ipynb');
  let name = file;
  for (let number = 1; taken.has(name); number += 1) name = `${stem}-${number}.ipynb`;
  const path = folder === '' ? name : `${folder}/${name}`;
  await services.contents.save(path, { type: 'notebook', format: 'json', content });
  return path;
}

async function namesIn({ contents }: ServiceManager.IManager, folder: string): Promise<readonly string[]> {
  const listed: { readonly content?: unknown } = await contents.get(folder, { content: true });
  if (!Array.isArray(listed.content)) return [];
  return listed.content.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'name' in entry ? [String(entry.name)] : []
  );
}

/** What the kernel's folder holds; the server hands it out beside the kernel's picture. */
async function read(file: string): Promise<unknown> {
  const settings = ServerConnection.makeSettings();
  const url = URLExt.join(settings.baseUrl, 'kernelspecs', KERNEL_NAME, 'examples', file);
  const response = await ServerConnection.makeRequest(url, {}, settings);
  if (!response.ok) throw new Error(`the server has no ${file} beside the kernel`);
  const content: unknown = await response.json();
  return content;
}

function isTutorial(entry: unknown): entry is Tutorial {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    ['file', 'title', 'about'].every(key => key in entry && typeof Reflect.get(entry, key) === 'string')
  );
}

/** Where the data sets' files are: in the package vega-datasets, of the checkout or carried beside the bundled kernel. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Folders that exist and may hold data sets, the nearest first. The package is looked for in every folder above this module, as
 * Node looks for any package; bundled, this module is in the kernel's folder or one below it.
 */
export function dataFolders(moduleUrl: string = import.meta.url): readonly string[] {
  return ancestors(dirname(fileURLToPath(moduleUrl)))
    .map(folder => join(folder, 'node_modules', 'vega-datasets', 'data'))
    .filter(folder => existsSync(folder));
}

function ancestors(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

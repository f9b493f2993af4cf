import ts from 'typescript';
import { at, nodes } from './source.js';
import type { Complaint, Source } from './source.js';

/** Lines of a file, of a function, and of the file in the middle; and parameters of a function. */
export const LIMITS = { file: 400, function: 70, median: 100, parameters: 3 } as const;

/** No file is longer than its limit. */
export function longFiles(files: readonly Source[]): readonly Complaint[] {
  return files
    .filter(file => lines(file) > LIMITS.file)
    .map(file => `${file.path} has ${lines(file)} lines, and ${LIMITS.file} are enough`);
}

/** The file in the middle is short. */
export function medianFile(files: readonly Source[]): readonly Complaint[] {
  const middle = median(files.map(lines));
  return middle <= LIMITS.median ? [] : [`the median file has ${middle} lines, and ${LIMITS.median} are enough`];
}

/** No function is longer than its limit; its documentation does not count. */
export function longFunctions(files: readonly Source[]): readonly Complaint[] {
  return eachFunction(files, (file, node) => {
    const length = lineOf(file, node.getEnd()) - lineOf(file, node.getStart(file.tree)) + 1;
    return length > LIMITS.function ? `is a function of ${length} lines, and ${LIMITS.function} are enough` : null;
  });
}

/** No function has more parameters than people can keep apart; JupyterLab's `activate` gets a plugin's services so. */
export function manyParameters(files: readonly Source[]): readonly Complaint[] {
  return eachFunction(files, (_, node) => {
    const given = node.parameters.filter(parameter => parameter.name.getText() !== 'this').length;
    return given > LIMITS.parameters && nameOf(node) !== 'activate'
      ? `takes ${given} parameters: give them names in one object`
      : null;
  });
}

function eachFunction(
  files: readonly Source[],
  judge: (file: Source, node: ts.SignatureDeclaration) => string | null
): readonly Complaint[] {
  return files.flatMap(file =>
    [...nodes(file.tree)].flatMap(node => {
      if (!ts.isFunctionLike(node)) return [];
      const why = judge(file, node);
      return why === null ? [] : [`${at(file, node)} ${why}`];
    })
  );
}

function nameOf(node: ts.SignatureDeclaration): string {
  const named = node.name ?? (ts.isPropertyAssignment(node.parent) ? node.parent.name : undefined);
  return named?.getText() ?? '';
}

function lines(file: Source): number {
  return file.text.trimEnd().split('\n').length;
}

function lineOf(file: Source, position: number): number {
  return file.tree.getLineAndCharacterOfPosition(position).line;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

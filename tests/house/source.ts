import ts from 'typescript';

/** One file of TypeScript: where it lies, its text, and what the compiler reads in it. */
export interface Source {
  /** From the checkout's root, with `/`: `src/protocol/receiver.ts`. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** What a rule finds wrong: a sentence that begins with the file and, where there is one, the line. */
export type Complaint = string;

/** Reads one file's text. */
export function source(path: string, text: string): Source {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
}

/** `src/a.ts:12`, as terminals and editors open it. */
export function at(file: Source, node: ts.Node): string {
  return `${file.path}:${file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1}`;
}

/** Every node of a file, in the order of its text. */
export function* nodes(root: ts.Node): Generator<ts.Node> {
  yield root;
  const children: ts.Node[] = [];
  root.forEachChild(child => {
    children.push(child);
  });
  for (const child of children) yield* nodes(child);
}

/** What a file imports, in whatever form: the node that does it and the name that is imported from. */
export function imports(file: Source): readonly { readonly node: ts.Node; readonly from: string }[] {
  const found: { node: ts.Node; from: string }[] = [];
  for (const node of nodes(file.tree)) {
    const from = importedFrom(node);
    if (from !== null && ts.isStringLiteralLike(from)) found.push({ node, from: from.text });
  }
  return found;
}

/** The file that a relative import leads to, from the checkout's root; null where it names a package. */
export function target(file: Source, from: string): string | null {
  if (!from.startsWith('.')) return null;
  const base = new URL(`file:///${file.path}`);
  return new URL(from, base).pathname.slice(1).replace(/\.js$/, '.ts');
}

function importedFrom(node: ts.Node): ts.Node | null {
  if (ts.isImportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExportDeclaration(node)) return node.moduleSpecifier ?? null;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0] ?? null;
  return null;
}

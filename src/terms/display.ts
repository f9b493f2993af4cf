/** What a cell shows: MIME bundles, as Jupyter knows them, and where they go. */

/** MIME type → content: text types as strings, JSON types as values, `image/png` as base64. */
export type MimeBundle = Readonly<Record<string, unknown>>;

export interface Display {
  readonly content: MimeBundle;
  readonly metadata?: MimeBundle;
}

/** Where one execution's outputs go. */
export interface Publisher {
  /** A display of its own. With an id, `update` can replace it later, also from a later cell. */
  display(display: Display, id?: string): void;
  update(display: Display, id: string): void;
  /** Plain text, for progress lines and warnings. */
  stream(name: 'stdout' | 'stderr', text: string): void;
  /** The cell that was interrupted has heard, and puts away what it has made before it ends: a front end that would not wait for it does. */
  puttingAway?(): void;
}

export type Execution =
  | { readonly status: 'ok' }
  | { readonly status: 'error'; readonly name: string; readonly message: string; readonly lines: readonly string[] };

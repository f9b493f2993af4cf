/** Who this kernel is, as `kernel_info_reply` says it. */

export interface Identity {
  readonly implementation: string;
  readonly implementation_version: string;
  readonly language_info: {
    readonly name: string;
    readonly version: string;
    readonly mimetype: string;
    readonly file_extension: string;
    readonly pygments_lexer: string;
    readonly codemirror_mode: string;
  };
  readonly banner: string;
  readonly help_links: readonly { readonly text: string; readonly url: string }[];
}

/** Cells are YAML to every highlighter: JupyterLab, Notebook, VS Code and nbconvert know it by these names. */
export function spillway(version: string): Identity {
  return {
    implementation: 'spillway',
    implementation_version: version,
    language_info: {
      name: 'spillway',
      version,
      mimetype: 'text/x-yaml',
      file_extension: '.yaml',
      pygments_lexer: 'yaml',
      codemirror_mode: 'yaml'
    },
    banner: `Spillway ${version}: launch a streaming job, fail it, and see what was lost. The cell "help:" says what cells can say.`,
    help_links: [
      {
        text: 'Spark Streaming: fault-tolerance semantics',
        url: 'https://spark.apache.org/docs/2.4.0/streaming-programming-guide.html#fault-tolerance-semantics'
      },
      {
        text: 'Spark Streaming: semantics of output operations',
        url: 'https://spark.apache.org/docs/2.4.0/streaming-programming-guide.html#semantics-of-output-operations'
      }
    ]
  };
}

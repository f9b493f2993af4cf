/** What a chart is before it is drawn: a Vega-Lite specification, and the same finding in words. */
import type { TopLevelSpec } from 'vega-lite';

/** A layered Vega-Lite specification, within the features of 5.6 (which JupyterLab renders) and accepted by 6 as well. */
export type Spec = Extract<TopLevelSpec, { layer: unknown }>;
/** One layer of a specification. */
export type Layer = Spec['layer'][number];

export interface Picture {
  readonly spec: Spec;
  /** What stands under text/plain: the finding and the counts as sentences. */
  readonly text: string;
}

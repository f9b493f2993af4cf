/** The time scale of a run's picture, with its axis: every layer in seconds carries the same, so that Vega-Lite draws it once. */
import { frame } from './run-frame.js';
import type { Window } from './run-window.js';
import { colour, type } from './tokens.js';

export type TimeScale = ReturnType<typeof timeScale>;

/** @param above pixels between the axis and the lower end of the picture. */
export function timeScale(window: Window, above: number) {
  return {
    type: 'quantitative' as const,
    scale: {
      domain: [window.fromMs / 1000, window.untilMs / 1000],
      range: [frame.left, frame.right],
      nice: false,
      zero: false
    },
    axis: {
      orient: 'bottom' as const,
      offset: -above,
      title: null,
      grid: false,
      tickCount: 5,
      labelFontSize: type.small,
      labelExpr: "datum.label + ' s'",
      labelOverlap: false,
      labelFlush: false,
      labelBound: false,
      domainColor: colour.quiet,
      tickColor: colour.quiet
    }
  };
}

/**
 * One sheet: the finding as its title, the picture, the fine print. Every picture is laid out on it in pixels from its left upper corner,
 * so nothing depends on how wide a renderer thinks a text is: no automatic size, no label limits, no lines broken by others.
 */
import { ink, words } from './marks.js';
import type { Layer, Spec } from './picture.js';
import { colour, line, measure, type } from './tokens.js';
import { wrap, wrapEvenly } from './wrap.js';
import { boundCounts } from './writing.js';

export interface Sheet {
  /** The finding, a sentence: becomes the title. */
  readonly finding: string;
  /** The whole picture in words, for those who do not see it. */
  readonly description: string;
  /** Pixels from under the title to the fine print. */
  readonly height: number;
  readonly layers: readonly Layer[];
  /** Sentences; each begins a line of its own. */
  readonly finePrint: readonly string[];
  /** So many marks that a word on each would help nobody who listens: the description says it all. */
  readonly crowded?: true;
}

/** Letters overhang their advance width by a pixel or two; rules end where letters may. */
const edge = 2;
const width = measure.sheet - 2 * edge;

/** From the picture's lower end to the first baseline of the fine print. */
const finePrintGap = 24;

/** The pixels from the left edge to the right one on which a picture may draw. */
export const sheetWidth = width;

export function sheet(content: Sheet): Spec {
  const title = wrapEvenly(boundCounts(content.finding), {
    width: width - 8,
    face: { size: type.finding, bold: true }
  });
  const fine = content.finePrint.flatMap(sentence => wrap(sentence, { width, face: { size: type.small } }));
  const fineTop = content.height + finePrintGap;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: content.description,
    background: 'transparent',
    width,
    height: content.height,
    autosize: 'none',
    padding: {
      left: edge,
      right: edge,
      top: title.length * line.finding + 16,
      bottom: fine.length === 0 ? edge : finePrintGap + (fine.length - 1) * line.small + 6
    },
    title: {
      text: [...title],
      anchor: 'start',
      frame: 'group',
      fontSize: type.finding,
      lineHeight: line.finding,
      fontWeight: 'bold',
      color: ink,
      offset: 10
    },
    layer: [
      ...content.layers,
      ...words(
        fine.map((text, i) => ({ x: 0, y: fineTop + i * line.small, text })),
        { size: type.small, muted: true }
      )
    ],
    config: {
      view: { stroke: null },
      axis: { labelLimit: 0, labelColor: ink, titleColor: ink },
      ...(content.crowded ? { mark: { aria: false } } : {})
    },
    resolve: { scale: { y: 'independent' }, axis: { y: 'independent' } }
  };
}

/** The same picture on its light card: what is saved as SVG and PNG. */
export function onCard(spec: Spec): Spec {
  const side = (name: 'left' | 'right' | 'top' | 'bottom'): number => {
    const padding = spec.padding ?? 0;
    const own = typeof padding === 'number' ? padding : name in padding ? Number(Reflect.get(padding, name)) : 0;
    return own + measure.card;
  };
  return {
    ...spec,
    background: colour.card,
    padding: { left: side('left'), right: side('right'), top: side('top'), bottom: side('bottom') }
  };
}

/**
 * The few marks that all pictures are made of, at places in pixels of the sheet; marks of one look share one layer.
 * Ink follows the theme: it is `currentColor`, the colour of the words around the picture, so it follows too where a theme changes under a
 * picture that is drawn already, which JupyterLab does not draw anew. On a card, which has no words around it, that is black.
 * A layer without marks is no layer: each function gives back none or one, to be spread into a list.
 */
import type { Layer } from './picture.js';
import { colour, fade, type } from './tokens.js';

export interface Words {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly text: string;
}
export interface WordsLook {
  readonly size?: number;
  readonly bold?: boolean;
  readonly muted?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  /** White, on a filled pill. */
  readonly onPill?: boolean;
  /** Turned about its place, in degrees clockwise. */
  readonly angle?: number;
}

/** CSS's word, which SVG and canvas both know. */
export const ink = 'currentColor';
/** Marks are not read out one by one: the description of the whole sheet says it in sentences. */
export const silent = { aria: false } as const;

export function words(items: readonly Words[], look: WordsLook = {}): readonly Layer[] {
  if (items.length === 0) return [];
  return [
    {
      data: values(items),
      mark: {
        ...silent,
        type: 'text',
        align: look.align ?? 'left',
        baseline: 'alphabetic',
        fontSize: look.size ?? type.body,
        ...(look.bold ? { fontWeight: 'bold' } : {}),
        ...(look.muted ? { fillOpacity: fade.muted } : {}),
        ...(look.angle === undefined ? {} : { angle: look.angle }),
        fill: look.onPill ? colour.onPill : ink
      },
      encoding: { x: pixels('x'), y: pixels('y'), text: { field: 'text' } }
    }
  ];
}

export interface Line {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
}
export interface LineLook {
  readonly stroke: string;
  readonly opacity?: number;
  readonly width?: number;
  readonly round?: boolean;
}

export function lines(items: readonly Line[], look: LineLook): readonly Layer[] {
  if (items.length === 0) return [];
  return [
    {
      data: values(items),
      mark: {
        ...silent,
        type: 'rule',
        stroke: look.stroke,
        opacity: look.opacity ?? 1,
        strokeWidth: look.width ?? 1,
        ...(look.round ? { strokeCap: 'round' } : {})
      },
      encoding: { x: pixels('x'), y: pixels('y'), x2: { field: 'x2' }, y2: { field: 'y2' } }
    }
  ];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
  /** Words for whoever points at it; they also stand elsewhere. All boxes of a layer have some, or none has. */
  readonly hint?: string;
}
export interface BoxLook {
  readonly fill?: string;
  readonly fillOpacity?: number;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
}

export function boxes(items: readonly Box[], look: BoxLook): readonly Layer[] {
  if (items.length === 0) return [];
  return [
    {
      data: values(items),
      mark: {
        ...silent,
        type: 'rect',
        fill: look.fill ?? null,
        fillOpacity: look.fillOpacity ?? 1,
        stroke: look.stroke ?? null,
        strokeWidth: look.strokeWidth ?? 1,
        ...(look.dash ? { strokeDash: [...look.dash] } : {})
      },
      encoding: {
        x: pixels('x'),
        y: pixels('y'),
        x2: { field: 'x2' },
        y2: { field: 'y2' },
        ...(items[0]?.hint === undefined ? {} : { tooltip: { field: 'hint', type: 'nominal' } })
      }
    }
  ];
}

/** A box in ink, two pixels wide: the line of a fault, which must be seen in either theme. */
export function inkLines(items: readonly Box[]): readonly Layer[] {
  if (items.length === 0) return [];
  return [
    {
      data: values(items),
      mark: { ...silent, type: 'rect', fill: ink, stroke: null },
      encoding: { x: pixels('x'), y: pixels('y'), x2: { field: 'x2' }, y2: { field: 'y2' } }
    }
  ];
}

export interface Place {
  readonly x: number;
  readonly y: number;
}
export interface SignLook {
  readonly shape: string;
  /** Vega's `size`: the area, in square pixels, of the square that the sign's path is scaled to. */
  readonly size: number;
  readonly colour: string;
  /** An outline of this width instead of a filled sign. */
  readonly outline?: number;
}

export function signs(items: readonly Place[], look: SignLook): readonly Layer[] {
  const paint =
    look.outline === undefined
      ? { filled: true, color: look.colour }
      : { filled: false, stroke: look.colour, strokeWidth: look.outline };
  if (items.length === 0) return [];
  return [
    {
      data: values(items),
      mark: { ...silent, type: 'point', shape: look.shape, size: look.size, opacity: 1, ...paint },
      encoding: { x: pixels('x'), y: pixels('y') }
    }
  ];
}

/** A field that holds pixels of the sheet. */
export function pixels(field: string) {
  return { field, type: 'quantitative', scale: null } as const;
}

/** A hundredth of a pixel is enough, and keeps the specification small. */
function values<T extends object>(items: readonly T[]): { values: object[] } {
  const round = (value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
  return {
    values: items.map(item => Object.fromEntries(Object.entries(item).map(([key, value]) => [key, round(value)])))
  };
}

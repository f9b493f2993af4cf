/**
 * Draws a specification on its light card, as SVG and PNG. Vega, Vega-Lite and the rasteriser are heavy: whoever needs a card
 * imports this file on first use (`await import('…/chart/render.js')`) and hands in the bytes of the rasteriser and of two fonts.
 */
import { Resvg, initWasm } from '@resvg/resvg-wasm';
import * as vega from 'vega';
import { compile } from 'vega-lite';
import { indexedPng } from './indexed-png.js';
import { textWidth } from './letter-widths.js';
import type { Spec } from './picture.js';
import { onCard } from './sheet.js';

export interface RendererParts {
  /** `@resvg/resvg-wasm/index_bg.wasm` */
  readonly wasm: Uint8Array;
  /** DejaVu Sans, regular and bold (TrueType). */
  readonly fonts: readonly Uint8Array[];
}

export interface Card {
  readonly svg: string;
  /** Base64, as a MIME bundle carries it. */
  readonly png: string;
  /** Pixels of the card as it should be shown. */
  readonly width: number;
  readonly height: number;
}

export interface Renderer {
  /** @throws Error when the specification is none that Vega-Lite understands. */
  draw(spec: Spec): Promise<Card>;
}

/** The rasteriser can be started once a process only. */
let rasteriser: Promise<void> | null = null;

/** The first call's `wasm` counts; fonts belong to the renderer that is given back. */
export async function createRenderer(parts: RendererParts): Promise<Renderer> {
  rasteriser ??= initWasm(new Uint8Array(parts.wasm));
  await rasteriser;
  measureTextAsDejaVu();
  const fonts = [...parts.fonts];
  return {
    async draw(spec) {
      const svg = await toSvg(onCard(spec));
      return { svg, ...toPng(svg, fonts) };
    }
  };
}

/** What Vega-Lite would warn of is held by the tests of the pictures; a user could do nothing about it. */
async function toSvg(spec: Spec): Promise<string> {
  const view = new vega.View(vega.parse(compile(spec, { logger: vega.logger(vega.None) }).spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

function toPng(svg: string, fonts: Uint8Array[]): Omit<Card, 'svg'> {
  const face = 'DejaVu Sans';
  const drawing = new Resvg(svg, { font: { fontBuffers: fonts, defaultFontFamily: face, sansSerifFamily: face } });
  try {
    const image = drawing.render();
    const { width, height, pixels } = image;
    image.free();
    return { png: Buffer.from(indexedPng({ width, height, rgba: pixels })).toString('base64'), width, height };
  } finally {
    drawing.free();
  }
}

/** Without a canvas Vega guesses 0.8 em a letter, far too wide. `textMetrics` is exported by Vega, but not described by its types. */
function measureTextAsDejaVu(): void {
  const metrics: unknown = Reflect.get(vega, 'textMetrics');
  if (typeof metrics !== 'object' || metrics === null) throw new Error('this Vega has no textMetrics to set');
  Reflect.set(metrics, 'width', (item: TextItem, text: string = item.text ?? '') =>
    textWidth(text, { size: item.fontSize ?? 11, bold: item.fontWeight === 'bold' })
  );
}
interface TextItem {
  readonly text?: string;
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

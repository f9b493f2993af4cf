/** An opaque drawing as a PNG with a palette: a few hundred colours at most, so a third of the size that three channels would need. */
import { encode } from 'fast-png';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha of each pixel; alpha is ignored. */
  readonly rgba: Uint8Array;
}

const coloursMax = 256;

/** Exact up to 256 colours; beyond them colours that differ least become one. */
export function indexedPng(pixels: Pixels): Uint8Array {
  const { palette, indices } = indexed(pixels);
  return encode({ width: pixels.width, height: pixels.height, data: indices, depth: 8, channels: 1, palette });
}

interface Indexed {
  readonly palette: number[][];
  readonly indices: Uint8Array;
}

function indexed(pixels: Pixels): Indexed {
  for (let shift = 0; shift < 8; shift += 1) {
    const found = indexedBy(pixels.rgba, shift);
    if (found !== null) return found;
  }
  throw new Error('one bit a channel is eight colours');
}

/** Colours alike in all but their lowest `shift` bits are one, the first of them; null: they are still too many. */
function indexedBy(rgba: Uint8Array, shift: number): Indexed | null {
  const indexOf = new Map<number, number>();
  const palette: number[][] = [];
  const indices = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < indices.length; i += 1) {
    const red = rgba[4 * i] ?? 0;
    const green = rgba[4 * i + 1] ?? 0;
    const blue = rgba[4 * i + 2] ?? 0;
    const key = ((red >> shift) << 16) | ((green >> shift) << 8) | (blue >> shift);
    let index = indexOf.get(key);
    if (index === undefined) {
      if (palette.length === coloursMax) return null;
      index = palette.push([red, green, blue]) - 1;
      indexOf.set(key, index);
    }
    indices[i] = index;
  }
  return { palette, indices };
}

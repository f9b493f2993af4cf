/** The card and the bundle: what is kept in a notebook. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decode } from 'fast-png';
import { chartDisplay, resultType, tableDisplay, textDisplay } from '../../src/chart/bundle.js';
import { guaranteeRows } from '../../src/chart/guarantee-rows.js';
import { guaranteeTable } from '../../src/chart/guarantee-table.js';
import { indexedPng } from '../../src/chart/indexed-png.js';
import { manyRunsPicture } from '../../src/chart/many-runs.js';
import { createRenderer } from '../../src/chart/render.js';
import type { Renderer } from '../../src/chart/render.js';
import { runPicture } from '../../src/chart/run.js';
import type { Display } from '../../src/terms/display.js';
import type { FailureResult, Result } from '../../src/terms/result.js';
import { anyPlot } from './fixtures/any-plot.js';
import { losingRuns } from './fixtures/many.js';
import { stories, told, toldPlainly, replicated } from './fixtures/runs.js';
import { hardTable } from './fixtures/tables.js';
import { killed } from './fixtures/verdicts.js';

const { resolve } = createRequire(import.meta.url);
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(resolve(file)));

/** A notebook indents its JSON. */
const notebookSize = (display: Display): number => JSON.stringify(display, null, 1).length;

let renderer: Renderer;
beforeAll(async () => {
  renderer = await createRenderer({
    wasm: bytesOf('@resvg/resvg-wasm/index_bg.wasm'),
    fonts: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map(font => bytesOf(`dejavu-fonts-ttf/ttf/${font}`))
  });
});

describe('a card', () => {
  test('is 700 pixels wide and light, whatever the theme', async () => {
    const { svg, png, width, height } = await renderer.draw(guaranteeTable(hardTable).spec);
    expect(width).toBe(700);
    expect(svg.startsWith('<svg')).toBe(true);
    const image = decode(Buffer.from(png, 'base64'));
    expect([image.width, image.height]).toEqual([width, height]);
    expect(image.palette?.[image.data[0] ?? -1]).toEqual([255, 255, 255]);
  });

  test('is set in the font that was handed in, also where the machine has none', async () => {
    const { spec } = runPicture(told(stories.lost));
    const written = decode(Buffer.from((await renderer.draw(spec)).png, 'base64'));
    const wordless = {
      ...spec,
      title: '',
      layer: spec.layer.filter(layer => !JSON.stringify(layer).includes('"type":"text"'))
    };
    const bare = decode(Buffer.from((await renderer.draw(wordless)).png, 'base64'));
    const inked = (image: typeof bare) => image.data.filter(index => index !== image.data[0]).length;
    expect(inked(written)).toBeGreaterThan(inked(bare) + 5000);
  });

  test('is the same bytes each time', async () => {
    const { spec } = runPicture(told(stories.stopped));
    expect(await renderer.draw(spec)).toEqual(await renderer.draw(spec));
  });
});

describe('a palette', () => {
  test('is exact up to 256 colours, and never refuses a picture of more', () => {
    const gradient = (colours: number) =>
      new Uint8Array(Array.from({ length: colours }, (_, i) => [i % 256, (i * 7) % 256, i >> 8, 255]).flat());
    const read = (rgba: Uint8Array) => {
      const { data, palette } = decode(indexedPng({ width: rgba.length / 4, height: 1, rgba }));
      return [...data].map(index => palette?.[index] ?? []);
    };
    const few = gradient(256);
    expect(read(few)).toEqual(Array.from({ length: 256 }, (_, i) => [...few.slice(4 * i, 4 * i + 3)]));
    const many = gradient(2000);
    const furthest = read(many).flatMap((colour, i) =>
      colour.map((channel, k) => Math.abs(channel - (many[4 * i + k] ?? 0)))
    );
    expect(Math.max(...furthest)).toBeLessThan(64);
  });
});

describe('a chart’s bundle', () => {
  test('holds the chart, its card, its words and its result, and nothing that would win over the chart', async () => {
    const picture = guaranteeTable(hardTable);
    const { content, metadata } = chartDisplay(picture, await renderer.draw(picture.spec), hardTable);
    expect(Object.keys(content)).toEqual([
      'application/vnd.vegalite.v5+json',
      'image/svg+xml',
      'image/png',
      'text/plain',
      resultType
    ]);
    expect(metadata?.['image/png']).toMatchObject({ width: 700 });
  });

  test('needs no card where nobody looks at pictures', () => {
    const { content } = chartDisplay(guaranteeTable(hardTable), null, hardTable);
    expect(content['image/png']).toBeUndefined();
    expect(content['text/plain']).toContain('1 of 14 promises contradicted');
  });

  const struckOften = toldPlainly({
    job: { ...replicated, name: 'a-name-that-is-as-long-as-a-name-may-be' },
    rate: 40,
    sendsForMs: 20_000,
    fault: { kind: 'driver killed', atMs: 3000, downMs: null }
  });
  const worst = {
    ...struckOften,
    verdict: {
      ...struckOften.verdict,
      failures: new Array<FailureResult>(9).fill(killed('receiver executor', { occurrence: 311, backAtMs: null }))
    }
  };
  test.each([
    ['the hardest table', guaranteeTable(hardTable), hardTable],
    ['fifty runs', manyRunsPicture(losingRuns), losingRuns.verdict],
    ['a run of many failures, most of it hatched', runPicture(worst), worst.verdict]
  ] as const)('is at most 300 kB as a notebook keeps it: %s', async (_, picture, result: Result) => {
    const display = chartDisplay(picture, await renderer.draw(picture.spec), result);
    expect(notebookSize(display)).toBeLessThan(300_000);
  });

  test('is at most 300 kB for any run', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlot, async plot => {
        const run = toldPlainly(plot);
        const picture = runPicture(run);
        expect(notebookSize(chartDisplay(picture, await renderer.draw(picture.spec), run.verdict))).toBeLessThan(
          300_000
        );
      }),
      { numRuns: 8 }
    );
  });
});

describe('other bundles', () => {
  test('a table is HTML and text, with its result where it has one', () => {
    const table = guaranteeRows(hardTable);
    expect(Object.keys(tableDisplay(table).content)).toEqual(['text/html', 'text/plain']);
    expect(tableDisplay(table, hardTable).content[resultType]).toBe(hardTable);
  });

  test('a sentence is text', () => {
    expect(textDisplay('done').content).toEqual({ 'text/plain': 'done' });
  });
});

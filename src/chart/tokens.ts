/**
 * What all pictures share: colours, type, fades, measures in pixels.
 * Colour is the verdict, nothing else: 30 lost records are `holds` where the page warns of them, `breaks` where it promises none.
 * Contrast on white / on #111: holds 4.3/4.4, breaks 4.7/4.0, quiet 3.5/5.5, chip 5.3/3.5, unjudged 4.5/4.2. Words and signs always stand beside a colour.
 */
export const colour = {
  /** What a promise or a warning of the page is borne out by. */
  holds: '#2880c0',
  /** What breaks a promise. */
  breaks: '#c94a05',
  /** Stages, rules, rings, hatching: whatever is no verdict. */
  quiet: '#8a8a8a',
  /** The pill of "not exercised". */
  chip: '#6b6b6b',
  /** Marks of records of which no promise speaks. */
  unjudged: '#777777',
  /** Words and signs on a filled pill or disc; nothing else is white. */
  onPill: '#ffffff',
  /** The light card of a saved SVG or PNG. */
  card: '#ffffff'
} as const;

/** Font sizes; nothing is smaller than `small`. */
export const type = { finding: 16, head: 14, body: 13, small: 12 } as const;
/** Distances between baselines. */
export const line = { finding: 21, body: 18, small: 17 } as const;

/** Opacities. Muted words are ink seen through this, so that they follow the theme too. */
export const fade = {
  muted: 0.72,
  stage: 0.6,
  rule: 0.45,
  hatch: 0.75,
  faintHatch: 0.3,
  tint: 0.12,
  faintTint: 0.08
} as const;

/** A sheet is 676 wide; the card around a saved one adds 12 on each side: 700. */
export const measure = { sheet: 676, card: 12, pill: 20, sign: 16 } as const;

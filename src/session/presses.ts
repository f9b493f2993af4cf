/** Buttons act once, whoever presses them: of presses that come together, from whatever window, the first is the one that acts. */

/** Presses of one button within so many ms are one. */
export const togetherMs = 1000;

export class Presses {
  private readonly firsts = new Map<string, { readonly by: string; readonly untilMs: number }>();

  /** @param nowMs from any fixed point. */
  constructor(private readonly nowMs: () => number) {}

  /** @param by whose press it is, unique among presses. @returns whose press acts. */
  press(button: string, by: string): string {
    const now = this.nowMs();
    const first = this.firsts.get(button);
    if (first !== undefined && now < first.untilMs) return first.by;
    this.firsts.set(button, { by, untilMs: now + togetherMs });
    return by;
  }
}

/** Whether a text, whole, matches a pattern in which `*` stands for any run of characters and `?` for any one; the time is at most text × pattern. */
export function matchesGlob(text: string, pattern: string): boolean {
  let at = 0;
  let wanted = 0;
  // On a mismatch only the last star has to give: let it swallow one character more, and try again behind it.
  let star = -1;
  let swallowed = 0;
  while (at < text.length) {
    const next = pattern[wanted];
    if (next === '*') {
      star = wanted;
      swallowed = at;
      wanted += 1;
    } else if (next === '?' || next === text[at]) {
      at += 1;
      wanted += 1;
    } else if (star >= 0) {
      swallowed += 1;
      at = swallowed;
      wanted = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(wanted));
}

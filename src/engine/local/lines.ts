/** Lines out of chunks. What a killed writer left half-written is no line. */

/** @returns a function that takes chunks and hands on every whole line. */
export function linesTo(line: (text: string) => void): (chunk: string) => void {
  let rest = '';
  return chunk => {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      line(rest + chunk.slice(from, end));
      rest = '';
      from = end + 1;
    }
    rest += chunk.slice(from);
  };
}

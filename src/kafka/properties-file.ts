/** A Java properties file (`java.util.Properties`), as far as clients of Kafka write them. */

/** A key, then `=`, `:` or white space, then its value; `#` and `!` begin comments; a backslash at a line's end continues it. */
export function parseProperties(text: string): ReadonlyMap<string, string> {
  const lines = text.replaceAll(/\\\r?\n[ \t]*/g, '').split(/\r?\n/);
  const properties = new Map<string, string>();
  for (const line of lines) {
    const [, key = '', value = ''] = /^\s*((?:\\.|[^\s=:#!\\])(?:\\.|[^\s=:\\])*)\s*[=:]?\s*(.*)$/.exec(line) ?? [];
    if (key !== '') properties.set(unescaped(key), unescaped(value).trimEnd());
  }
  return properties;
}

const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };
const unescaped = (text: string): string =>
  text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, letter: string) =>
    code === undefined ? (letters[letter] ?? letter) : String.fromCharCode(parseInt(code, 16))
  );

/** Numbers in words for people: the same on every machine, whatever its locale. */

/** `20,000` */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1.8 MB`, `48 kB`, `900 bytes`: decimal units, as file managers count. */
export function sizeInWords(bytes: number): string {
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  if (bytes >= 1e3) return `${Math.round(bytes / 1e3)} kB`;
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}

/** `1 record`, `20,000 flights` (the plural is the noun with an s). */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

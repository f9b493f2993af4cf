/** Elements of our widgets, made in one call. */

export interface ElementParts {
  readonly class?: string;
  readonly text?: string;
  /** Explains it to a pointer that rests on it; the words stand elsewhere too. */
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly (Node | null)[];
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  parts: ElementParts = {}
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (parts.class !== undefined) made.className = parts.class;
  if (parts.text !== undefined) made.textContent = parts.text;
  if (parts.title !== undefined) made.title = parts.title;
  for (const [name, value] of Object.entries(parts.attributes ?? {})) made.setAttribute(name, value);
  for (const child of parts.children ?? []) if (child !== null) made.append(child);
  return made;
}

/** A button that does one thing. Keys typed on it are its own: the notebook's shortcuts leave it alone. */
export function button(label: string, act: () => void): HTMLButtonElement {
  const made = element('button', {
    text: label,
    attributes: { type: 'button', 'data-lm-suppress-shortcuts': 'true' }
  });
  made.addEventListener('click', act);
  return made;
}

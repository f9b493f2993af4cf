/**
 * The help of a field is shown while the field has the focus. It stays until a press that takes the focus away is over: where it went
 * at once, what is below would move up under the pointer, and the press would miss it.
 */
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';

/** @param rowOf the field that an element belongs to; null: none */
export function helpOnFocus(node: HTMLElement, rowOf: (target: Element) => HTMLElement | null): IDisposable {
  let isPressed = false;
  const pressed = (): void => {
    isPressed = true;
  };
  const released = (): void => {
    isPressed = false;
  };
  const focused = ({ target }: Event): void => {
    const row = target instanceof Element ? rowOf(target) : null;
    if (row !== null) row.dataset['help'] = 'true';
  };
  const left = ({ target }: Event): void => {
    const row = target instanceof Element ? rowOf(target) : null;
    if (row === null) return;
    const hide = (): void => {
      if (!row.contains(document.activeElement)) delete row.dataset['help'];
    };
    // The click comes right after the release.
    if (isPressed) document.addEventListener('pointerup', () => window.setTimeout(hide), { once: true });
    else window.setTimeout(hide);
  };
  node.addEventListener('focusin', focused);
  node.addEventListener('focusout', left);
  document.addEventListener('pointerdown', pressed, true);
  document.addEventListener('pointerup', released, true);
  document.addEventListener('pointercancel', released, true);
  return new DisposableDelegate(() => {
    document.removeEventListener('pointerdown', pressed, true);
    document.removeEventListener('pointerup', released, true);
    document.removeEventListener('pointercancel', released, true);
  });
}

/** A menu below a button, gone once it is closed. */
import type { CommandRegistry } from '@lumino/commands';
import { DisposableSet } from '@lumino/disposable';
import { Menu } from '@lumino/widgets';

export function openBelow(button: HTMLElement, commands: CommandRegistry, items: readonly Menu.IItemOptions[]): void {
  const owned = new DisposableSet();
  const menu = new Menu({ commands });
  owned.add(menu);
  // A menu runs its command after it has closed.
  menu.aboutToClose.connect(() => window.setTimeout(() => owned.dispose()), owned);
  for (const item of items) menu.addItem(item);
  const { left, bottom } = button.getBoundingClientRect();
  menu.open(left, bottom);
}

// Keys: / to the search field, j and k along the rows or cards, Enter to open, ? for help.
import { useEffect } from 'preact/hooks';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

export function useKeys(keys: Record<string, () => void>, dependencies: unknown[] = []): void {
  useEffect(() => {
    const pressed = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || (typing(e.target) && e.key !== 'Escape')) return;
      const act = keys[e.key];
      if (!act) return;
      e.preventDefault();
      act();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, dependencies);
}

/** Moves the focus to the next (1) or last (-1) element that a selector finds. */
export function step(selector: string, by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(selector)];
  if (!all.length) return;
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))];
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('main input[type=search]') ?? document.querySelector<HTMLInputElement>('input[type=search]');
  field?.focus();
  field?.select();
}

import { store } from '../dom/store.js';

export type Theme = 'auto' | 'light' | 'dark';

const Key = 'crowdmind-theme';

/** The colour scheme: the system's, unless one was chosen. */
export const theme = store<Theme>(read());

/** Follows the choice, and keeps it. */
export function applyTheme(): void {
  theme.follow((choice) => {
    if (choice === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
    try {
      localStorage.setItem(Key, choice);
    } catch {
      // Where nothing may be kept, the choice lasts as long as the page.
    }
    dispatchEvent(new Event('schemechange'));
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('schemechange')));
}

/** A colour of the style sheet as a canvas takes it, in the scheme of now. */
export function colour(name: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function read(): Theme {
  try {
    const kept = localStorage.getItem(Key);
    return kept === 'light' || kept === 'dark' ? kept : 'auto';
  } catch {
    return 'auto';
  }
}

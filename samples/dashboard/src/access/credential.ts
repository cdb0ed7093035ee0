const Kept = 'crowdmind-credential';
const Ended = 'crowdmind-session-ended';

let held = read(Kept);

/** The key or token that was signed in with. It lasts as long as the tab. */
export const credential = (): string | undefined => held;

/** The header it goes in. */
export const bearer = (text = held): Record<string, string> => (text === undefined ? {} : { Authorization: `Bearer ${text}` });

/** Keeps it for this tab. */
export function keep(text: string): void {
  held = text;
  write(Kept, text);
}

/** Forgets it, and begins anew: with the sign-in, where the server asks for it. */
export function leave(ended: boolean): void {
  held = undefined;
  write(Kept, undefined);
  if (ended) write(Ended, 'yes');
  location.reload();
}

/** Whether this page was loaded because a session had ended; asked once. */
export function hasEnded(): boolean {
  const ended = read(Ended) !== undefined;
  write(Ended, undefined);
  return ended;
}

function read(name: string): string | undefined {
  try {
    return sessionStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(name: string, text: string | undefined): void {
  try {
    if (text === undefined) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, text);
  } catch {
    // Where nothing may be kept, it lasts as long as the page.
  }
}

import { file } from '../api/http.js';
import { h } from '../dom/h.js';

/** Fetches a file with the credential, which a link cannot bring, and has the browser save it. */
export async function save(url: string): Promise<void> {
  const answer = await file(url);
  const name = /filename="?([^";]+)"?/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? '';
  const address = URL.createObjectURL(await answer.blob());
  h('a', { href: address, download: name }).click();
  // The browser has taken the file by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

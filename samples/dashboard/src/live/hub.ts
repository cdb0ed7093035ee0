import type { HubConnection } from '@microsoft/signalr';
import { credential, leave } from '../access/credential.js';
import type { Lifetime } from '../dom/lifetime.js';

type Tell = (message: never) => void;

let connecting: Promise<HubConnection> | undefined;
const watches = new Map<string, { readonly method: string; readonly id: string; readonly users: Set<Tell> }>();

/**
 * Watches something that the hub tells of: `WatchDataset` with `DatasetProgress`, `WatchAgent` with `ReceiveAgent`. All share
 * one connection, which is made anew, with all that is watched, whenever it breaks. What is told says how things stand, so
 * nothing is lost by that.
 */
export function watch<Message>(kind: 'Dataset' | 'Agent', id: string, life: Lifetime, tell: (message: Message) => void): void {
  const key = `${kind} ${id}`;
  const watched = watches.get(key) ?? { method: kind, id, users: new Set<Tell>() };
  watches.set(key, watched);
  watched.users.add(tell as Tell);
  if (watched.users.size === 1) void invoke(`Watch${kind}`, id);
  life.ends(() => {
    watched.users.delete(tell as Tell);
    if (watched.users.size > 0) return;
    watches.delete(key);
    void invoke(`Unwatch${kind}`, id);
  });
}

async function invoke(method: string, id: string): Promise<void> {
  try {
    await (await (connecting ??= connect())).invoke(method, id);
  } catch {
    // Watching only spares the page the asking, which it does as well, less often.
  }
}

async function connect(): Promise<HubConnection> {
  const { HttpTransportType, HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr');
  const connection = new HubConnectionBuilder()
    .withUrl('/hubs/experiments', {
      transport: HttpTransportType.WebSockets, skipNegotiation: true, accessTokenFactory: () => credential() ?? '',
    })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => Math.min(10_000, 250 * 2 ** previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build();
  const told = (kind: string) => (id: string, message: never): void => {
    for (const tell of watches.get(`${kind} ${id}`)?.users ?? []) tell(message);
  };
  connection.on('DatasetProgress', told('Dataset'));
  connection.on('ReceiveAgent', told('Agent'));
  connection.on('SessionEnded', () => leave(true));
  connection.onreconnected(() => {
    for (const { method, id } of watches.values()) void invoke(`Watch${method}`, id);
  });
  await connection.start().catch((failure: unknown) => {
    connecting = undefined;
    throw failure;
  });
  return connection;
}

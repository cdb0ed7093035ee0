import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';

export { range, seqs } from './seqs.js';

export const transports = [
  { name: 'WebSockets', type: HttpTransportType.WebSockets },
  { name: 'Server-Sent Events', type: HttpTransportType.ServerSentEvents },
  { name: 'long polling', type: HttpTransportType.LongPolling },
];

/** A started connection of the official client; `configure` may change the builder, `accessTokenFactory` gives credentials. */
export async function connectHub(
  url, type = HttpTransportType.WebSockets, configure = (builder) => builder, accessTokenFactory = undefined) {
  const options = { transport: type, ...(accessTokenFactory && { accessTokenFactory }) };
  const builder = new HubConnectionBuilder().withUrl(url, options).configureLogging(LogLevel.None);
  const connection = configure(builder).build();
  connection.received = new Map();
  connection.on('ReceiveEvents', (experimentId, events) => {
    const soFar = connection.received.get(experimentId) ?? [];
    connection.received.set(experimentId, soFar.concat(events));
  });
  connection.on('SubscriptionEnded', (experimentId, ending) => { connection.ended = { experimentId, ending }; });
  await connection.start();
  return connection;
}

/** What a connection was sent of an experiment. */
export const eventsOf = (connection, experiment) => connection.received.get(experiment.id) ?? [];

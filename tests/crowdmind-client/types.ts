// What the types must allow and refuse; compiled with the package's own compiler, never run.
import { AgentsClient, ExperimentStream, ServerError, StreamError, type ExperimentEvent, type StreamState } from 'crowdmind-client';
import type { Experiment, ProblemBody } from 'crowdmind-client/rest';
import type { ReactionCreated } from 'crowdmind-client/stream';

interface Mood { mood: number }

const stream = new ExperimentStream<Mood>({ url: 'http://localhost:8000', experimentId: 'id', after: undefined });

export async function read(): Promise<number> {
  for await (const event of stream) {
    if (event.type === 'reaction_created') return event.data.payload.mood;
    const experiment: Experiment = event.data;
    if (event.type === 'experiment_stopped') return experiment.last_seq;
    // @ts-expect-error an experiment has no payload
    event.data.payload;
  }
  return stream.lag.milliseconds;
}

export function listen(): () => void {
  stream.on('state', (state: StreamState) => state === 'live');
  stream.on('retry', ({ attempt, milliseconds }) => attempt + milliseconds);
  stream.on('error', (error: StreamError) => error.reason === 'beyond_head' && error.head);
  stream.on('events', (events: readonly ExperimentEvent<Mood>[]) => events.length);
  // @ts-expect-error a state has no such word
  stream.on('state', (state) => state === 'lively');
  // @ts-expect-error nothing has this name
  stream.on('reactions', () => undefined);
  return stream.on('reaction', (event: ReactionCreated<Mood>) => event.data.payload.mood.toFixed());
}

export async function call(): Promise<ProblemBody | undefined> {
  const agents = new AgentsClient({ url: 'http://localhost:8000', accessToken: async () => 'token' });
  try {
    await agents.createAgent({ name: 'Ada', type: 'digital', traits: { temper: 0.3 } });
    // @ts-expect-error an agent is digital or physical
    await agents.createAgent({ name: 'Ada', type: 'imaginary' });
    // @ts-expect-error a name is needed
    await agents.createAgent({ type: 'digital' });
    // @ts-expect-error an agent to be made has no such member
    await agents.createAgent({ name: 'Ada', type: 'digital', nmae: 'Ada' });
    return undefined;
  } catch (error) {
    return error instanceof ServerError ? error.problem : undefined;
  }
}

// @ts-expect-error an experiment must be named
new ExperimentStream({ url: 'http://localhost:8000' });

const untyped = new ExperimentStream({ url: 'http://localhost:8000', experimentId: 'id' });
untyped.on('reaction', (event) => {
  const mood: unknown = event.data.payload['mood'];
  return mood;
});

/** Reads an event stream with nothing but fetch, as a page in a browser would. */
export class EventStream {
  #abort = new AbortController();
  frames = [];
  comments = [];
  ended = false;

  static async open(url, headers = {}) {
    const stream = new EventStream();
    stream.answer = await fetch(url, { headers, signal: stream.#abort.signal });
    if (stream.answer.ok) stream.done = stream.#read();
    return stream;
  }

  get events() { return this.frames.map((frame) => JSON.parse(frame.data)); }

  get ids() { return this.frames.map((frame) => Number(frame.id)); }

  close() { this.#abort.abort(); }

  async #read() {
    const text = new TextDecoder();
    let rest = '';
    try {
      for await (const bytes of this.answer.body) {
        const blocks = (rest + text.decode(bytes, { stream: true })).split('\n\n');
        rest = blocks.pop();
        for (const block of blocks) this.#take(block);
      }
    } catch (failure) {
      this.failure = failure;
    } finally {
      this.ended = true;
    }
  }

  #take(block) {
    const frame = {};
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':');
      if (colon === 0) this.comments.push(line.slice(1).trim());
      else frame[line.slice(0, colon)] = line.slice(colon + 1).replace(/^ /, '');
    }
    if (frame.data !== undefined) this.frames.push(frame);
  }
}

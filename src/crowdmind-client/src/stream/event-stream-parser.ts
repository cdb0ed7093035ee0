/** One message of an event stream, or a comment. */
export interface StreamMessage {
  readonly data?: string;
  readonly comment?: string;
}

/** Takes an event stream apart (HTML Living Standard, section 9.2.6), however its bytes are cut. */
export class EventStreamParser {
  readonly #decoder = new TextDecoder();
  #rest = '';
  #data: string[] = [];

  /** What the next bytes complete. */
  take(bytes: Uint8Array): StreamMessage[] {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    const messages: StreamMessage[] = [];
    for (const line of lines) this.#takeLine(line.endsWith('\r') ? line.slice(0, -1) : line, messages);
    return messages;
  }

  #takeLine(line: string, messages: StreamMessage[]): void {
    if (line === '') {
      if (this.#data.length > 0) messages.push({ data: this.#data.join('\n') });
      this.#data = [];
    } else if (line.startsWith(':')) {
      messages.push({ comment: line.slice(1).trim() });
    } else if (line.startsWith('data:')) {
      this.#data.push(line.slice(line[5] === ' ' ? 6 : 5));
    }
  }
}

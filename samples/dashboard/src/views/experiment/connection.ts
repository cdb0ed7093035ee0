import type { Frame, Phase } from '../../live/messages.js';
import { say } from '../../app/announce.js';
import { count, counted } from '../../dom/format.js';
import { h, setText } from '../../dom/h.js';

const Words: Record<Phase, string> = {
  connecting: 'Connecting',
  'catching up': 'Catching up',
  live: 'Live',
  reconnecting: 'Reconnecting',
  ended: 'Ended',
};

/** Says how the page follows the log: its state, and that nothing is missing. */
export class Connection {
  readonly #state = h('strong');
  readonly #more = h('span', { class: 'quiet-text' });
  readonly element = h('p', { class: 'connection', 'data-phase': 'connecting' }, h('i', { 'aria-hidden': 'true' }), this.#state, this.#more);
  readonly #noted: Record<string, number> = {};
  #phase: Phase | undefined;

  show(frame: Frame): void {
    const { phase, since, seq, missing, reconnects } = frame;
    if (phase !== this.#phase) {
      this.element.dataset['phase'] = phase.replace(' ', '-');
      setText(this.#state, Words[phase]);
      if (phase === 'reconnecting' || phase === 'ended' || this.#phase === 'reconnecting') say(`${Words[phase]}.`);
      this.#phase = phase;
    }
    setText(this.#more, this.#words(frame));
    this.#note({ seq, since, missing, reconnects });
  }

  // For those who look at the page with a program; written when it changed, for each writing costs.
  #note(figures: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(figures)) {
      if (this.#noted[name] === value) continue;
      this.#noted[name] = value;
      this.element.dataset[name] = String(value);
    }
  }

  #words({ phase, reason, since, seq, head, missing, reconnects }: Frame): string {
    if (phase === 'ended') return reason ?? '';
    if (phase === 'catching up') return `${counted(head - seq, 'event')} behind`;
    const whole = missing > 0 ? `${counted(missing, 'event')} missing`
      : seq > since ? `every event after #${count(since)}, none missing` : 'waiting for the first event';
    return reconnects > 0 ? `${whole}, over ${counted(reconnects, 'reconnect')}` : whole;
  }
}

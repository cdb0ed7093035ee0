const whole = new Intl.NumberFormat('en');
const few = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const size = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });
const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** A whole number with its thousands apart. */
export const count = (value: number): string => whole.format(value);

/** A number with four digits that count; very large and small ones with a power of ten. */
export function number(value: number): string {
  const large = Math.abs(value);
  return large !== 0 && (large < 1e-4 || large >= 1e9) ? value.toExponential(2) : few.format(value);
}

/** `1 reaction`, `2 reactions`. */
export const counted = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;

/** Bytes in the unit that suits them. */
export function bytes(value: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = value < 1024 ? 0 : Math.min(4, Math.floor(Math.log2(value) / 10));
  return step === 0 ? counted(value, 'byte') : `${size.format(value / 1024 ** step)} ${units[step]}`;
}

/** A time of the server's as this place says it. */
export const time = (text: string): string => moment.format(new Date(text));

/** The day of a time of the server's. */
export const day = (text: string): string => date.format(new Date(text));

/** The time of day to the millisecond, as tables of reactions want it. */
export function clock(text: string): string {
  const at = new Date(text);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** How long ago, in words. */
export function since(text: string): string {
  const seconds = (new Date(text).getTime() - Date.now()) / 1000;
  const [unit, size] = ([['day', 86_400], ['hour', 3600], ['minute', 60]] as const).find(([, size]) => -seconds >= size) ?? ['second', 1];
  return unit === 'second' && seconds > -10 ? 'just now' : ago.format(Math.round(seconds / size), unit);
}

/** Milliseconds as people say them. */
export const span = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.max(0, Math.round(milliseconds))} ms`
    : milliseconds < 90_000 ? `${(milliseconds / 1000).toFixed(1)} s`
      : `${Math.round(milliseconds / 60_000)} min`;

/** The first digits of an id or checksum, which tell it from its neighbours. */
export const short = (id: string): string => (id.length > 12 ? `…${id.slice(-8)}` : id);

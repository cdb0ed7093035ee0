import type { JsonObject } from '../api/types.js';

/** What a row can show on a wide screen. More would be laid out sixty times a second for nobody. */
const Longest = 160;

/** A payload on one line: its members with their values, without the marks that only programs need. */
export function payloadText(payload: JsonObject): string {
  let text = '';
  for (const name in payload) {
    const value = payload[name];
    text += `${text === '' ? '' : '   '}${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
    if (text.length > Longest) return `${text.slice(0, Longest)}…`;
  }
  return text === '' ? '{}' : text;
}

// The rows of the event table as CSV (RFC 4180), one row for each event.
import type { Event } from './types';
import { actorName, chain } from './format';

const COLUMNS: [string, (e: Event) => string | number | null | undefined][] = [
  ['id', (e) => e.id],
  ['doc', (e) => e.doc],
  ['outlet', (e) => e.outlet],
  ['published', (e) => e.published],
  ['type', (e) => e.type],
  ['mode', (e) => e.mode],
  ['cameo', (e) => e.cameo],
  ['quad', (e) => e.quad],
  ['goldstein', (e) => e.goldstein],
  ['acled_type', (e) => e.acled.type],
  ['acled_subtype', (e) => e.acled.subtype],
  ['status', (e) => e.status],
  ['actors', (e) => e.actors.map(actorName).join('; ')],
  ['actor_codes', (e) => e.actors.map((a) => a.code ?? '').join('; ')],
  ['recipients', (e) => e.recipients.map(actorName).join('; ')],
  ['recipient_codes', (e) => e.recipients.map((a) => a.code ?? '').join('; ')],
  ['date_begin', (e) => e.date.begin],
  ['date_end', (e) => e.date.end],
  ['date_precision', (e) => e.date.precision],
  ['place', (e) => e.place?.name],
  ['admin1', (e) => e.place?.admin1],
  ['country', (e) => e.place?.country],
  ['lat', (e) => e.place?.lat],
  ['lon', (e) => e.place?.lon],
  ['counts', (e) => e.counts.map((c) => `${c.kind} ${c.min ?? ''}..${c.max ?? ''}`).join('; ')],
  ['according_to', (e) => chain(e.attribution).join(' < ')],
  ['confidence', (e) => e.confidence],
  ['sentence', (e) => e.sentence.text],
  ['url', (e) => e.url],
];

// A spreadsheet runs a cell that begins with one of these; a leading apostrophe keeps it text.
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export function eventsCsv(events: Event[]): string {
  const lines = [COLUMNS.map(([name]) => name).join(',')];
  for (const e of events) lines.push(COLUMNS.map(([, of]) => cell(of(e))).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

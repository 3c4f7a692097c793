// Words for what the ledger says.
import type { Actor, Attribution, Count, EventDate, Place } from './types';

export const TYPES = ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN',
  'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'];

export const STATUSES = ['happened', 'claimed', 'denied', 'negated', 'threatened', 'demanded', 'planned', 'hypothetical', 'background'];

const STATUS_HINTS: Record<string, string> = {
  happened: 'Told as a fact',
  claimed: 'Somebody with a stake in it says so',
  denied: 'Somebody denies it',
  negated: 'It did not happen',
  threatened: 'Announced as a threat',
  demanded: 'Asked for',
  planned: 'Announced for later',
  hypothetical: 'Only thought of: if, could, would',
  background: 'Long before the article',
};

export const statusHint = (status: string): string => STATUS_HINTS[status] ?? '';

const QUADS = ['', 'verbal cooperation', 'material cooperation', 'verbal conflict', 'material conflict'];
export const quadName = (quad: number | null): string => QUADS[quad ?? 0] ?? '';

// Which quad class most events of a type belong to, for charts of types.
const TYPE_QUADS: Record<string, number> = { AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1, COOPERATE: 2, AID: 2, RETREAT: 2, REQUEST: 3, ACCUSE: 3,
  REJECT: 3, THREATEN: 3, PROTEST: 4, SANCTION: 4, MOBILIZE: 4, COERCE: 4, ASSAULT: 4 };
export const typeQuad = (type: string): number => TYPE_QUADS[type] ?? 0;

export const words = (s: string | null | undefined): string => (s ?? '').replace(/_/g, ' ');
export const capital = (s: string): string => (s ? s[0].toUpperCase() + s.slice(1) : s);
export const typeName = (type: string): string => capital(type.toLowerCase());

export const number = (n: number): string => n.toLocaleString('en-GB');
export const plural = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 2021-08-02T10:00 -> 2 Aug 2021; 2021-08 -> Aug 2021. */
export function day(iso: string | null | undefined): string {
  const m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso ?? '');
  if (!m) return '';
  const month = m[2] ? MONTHS[+m[2] - 1] ?? m[2] : '';
  return [m[3] ? String(+m[3]) : '', month, m[1]].filter(Boolean).join(' ');
}

export function dates(date: EventDate | null | undefined): string {
  if (!date?.begin) return date?.end ? `until ${day(date.end)}` : '';
  const { begin, end } = date;
  if (!end || end.slice(0, 10) === begin.slice(0, 10)) return day(begin);
  if (date.precision === 'year' && begin.slice(0, 4) === end.slice(0, 4)) return begin.slice(0, 4);
  if (date.precision === 'month' && begin.slice(0, 7) === end.slice(0, 7)) return day(begin.slice(0, 7));
  const [a, b] = [day(begin).split(' '), day(end).split(' ')];
  if (a.length === 3 && b.length === 3 && a[2] === b[2]) return `${a[1] === b[1] ? a[0] : `${a[0]} ${a[1]}`}–${b.join(' ')}`;
  return `${a.join(' ')} – ${b.join(' ')}`;
}

export const actorName = (a: Actor): string => a.name || a.text || 'unnamed';
export const names = (list: Actor[]): string => list.map(actorName).join(', ');

export function placeName(p: Place | null | undefined): string {
  if (!p) return '';
  const parts = [p.name || p.text, p.precision === 'country' ? null : p.admin1, p.precision === 'country' ? null : p.country].filter((x): x is string => !!x);
  return parts.filter((x, i) => parts.indexOf(x) === i).join(', ');
}

export function range(min: number | null, max: number | null): string {
  if (min === null && max === null) return 'an unknown number';
  if (max === null) return `at least ${number(min!)}`;
  if (min === null) return `at most ${number(max)}`;
  return min === max ? number(min) : `${number(min)}–${number(max)}`;
}

export const countName = (c: Pick<Count, 'kind' | 'min' | 'max'>): string => `${range(c.min, c.max)} ${words(c.kind)}`;

/** The chain, the one who speaks to the reader first: "Dawn, citing unnamed officials". */
export function chain(attribution: Attribution[]): string[] {
  return attribution.map((a) => {
    const name = a.speaker ? actorName(a.speaker) : a.text || 'unnamed';
    return a.anonymous ? `${name} (unnamed)` : name;
  });
}

export const percent = (x: number): string => `${Math.round(x * 100)} %`;

/** Only addresses that a browser opens as a page; an article could carry any text here. */
export function safeUrl(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

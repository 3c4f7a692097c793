// What the page computes without a browser. Run by web/test.sh.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsCsv } from '../../web/src/csv';
import { actorName, chain, dates, day, range, safeUrl } from '../../web/src/format';
import { mergeFigures } from '../../web/src/pages/incidents';
import { fill, trim } from '../../web/src/pages/overview';
import { href, parseRoute } from '../../web/src/route';
import { byteIndex, cut } from '../../web/src/spans';
import type { Actor, Event } from '../../web/src/types';

(globalThis as { location?: unknown }).location ??= { hash: '' };

const slice = (text: string, begin: number, end: number): string => {
  const at = byteIndex(text);
  return text.slice(at(begin), at(end));
};

test('byte offsets: every span of every text is what the bytes say', () => {
  for (const text of ['plain words', 'Gölbaşı köyü', '“quoted” — dash', '日本語 x', '🚀 over Σ 🛰️ é', '']) {
    const bytes = Buffer.from(text, 'utf8');
    const borders: number[] = [];
    let at = 0;
    for (const character of text) { borders.push(at); at += Buffer.byteLength(character); }
    borders.push(at);
    for (const b of borders) for (const e of borders) if (b <= e) assert.equal(slice(text, b, e), bytes.subarray(b, e).toString('utf8'), `${text} ${b}-${e}`);
  }
});

test('byte offsets: inside a character its begin, past the end the end', () => {
  const at = byteIndex('aé🚀b');
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 99].map(at), [0, 1, 1, 2, 2, 2, 2, 4, 5, 5]);
  assert.equal(byteIndex('abc')(99), 3);
});

test('cut: segments cover the text once and know their marks', () => {
  const marks = [{ begin: 2, end: 6, kind: 'actor', event: 'e1' }, { begin: 4, end: 9, kind: 'place', event: 'e2' }, { begin: 4, end: 4, kind: 'date', event: 'e3' },
    { begin: 20, end: 30, kind: 'date', event: 'e4' }];
  const segments = cut(0, 12, marks);
  assert.deepEqual(segments.map((s) => [s.begin, s.end, s.marks.map((m) => m.kind).join('+')]),
    [[0, 2, ''], [2, 4, 'actor'], [4, 6, 'actor+place'], [6, 9, 'place'], [9, 12, '']]);
});

test('cut: a mark that begins before the block and ends behind it covers all of it', () => {
  assert.deepEqual(cut(5, 8, [{ begin: 0, end: 99, kind: 'content', event: 'e' }]).map((s) => [s.begin, s.end, s.marks.length]), [[5, 8, 1]]);
});

test('routes go there and back, with ids that hold anything', () => {
  for (const id of ['a/b c?d#e', '100%', 'Ünï–code', 'https://x.example/a?b=1&c=2']) {
    const route = parseRoute(href('documents', id, { event: 'e1', empty: '', none: null }));
    assert.deepEqual(route, { page: 'documents', id, params: { event: 'e1' } });
  }
  assert.deepEqual(parseRoute(''), { page: 'overview', id: null, params: {} });
  assert.deepEqual(parseRoute('#/events?type=ASSAULT&status='), { page: 'events', id: null, params: { type: 'ASSAULT' } });
  assert.equal(parseRoute('#/documents/100%').id, '100%');
});

test('dates in words', () => {
  assert.equal(day('2021-08-02T10:00'), '2 Aug 2021');
  assert.equal(day('2021-08'), 'Aug 2021');
  assert.equal(day(null), '');
  assert.equal(dates({ begin: '2021-08-01', end: '2021-08-01', precision: 'day' }), '1 Aug 2021');
  assert.equal(dates({ begin: '2021-08-01', end: '2021-08-07', precision: 'week' }), '1–7 Aug 2021');
  assert.equal(dates({ begin: '2021-07-30', end: '2021-08-02' }), '30 Jul–2 Aug 2021');
  assert.equal(dates({ begin: '2020-12-30', end: '2021-01-02' }), '30 Dec 2020 – 2 Jan 2021');
  assert.equal(dates({ begin: '2014-01-01', end: '2014-12-31', precision: 'year' }), '2014');
  assert.equal(dates({ begin: '2022-12-01', end: '2022-12-31', precision: 'month' }), 'Dec 2022');
  assert.equal(dates({ begin: null, end: null }), '');
});

test('numbers with bounds', () => {
  assert.deepEqual([range(9, 9), range(9, null), range(null, 9), range(5, 9), range(null, null)], ['9', 'at least 9', 'at most 9', '5–9', 'an unknown number']);
});

test('only web addresses become links', () => {
  assert.equal(safeUrl('https://a.example/'), 'https://a.example/');
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', '//a.example', ' javascript:1', null, '']) assert.equal(safeUrl(bad), null);
});

const actor = (name: string | null, text = ''): Actor => ({ span: [0, 1], text, id: null, name, code: 'X', country: null, sectors: [], person: null });

test('the chain names who speaks, the unnamed too', () => {
  assert.equal(actorName(actor(null, 'three men')), 'three men');
  assert.deepEqual(chain([{ speaker: null, text: 'officials', cue: null, anonymous: true }, { speaker: actor('A'), text: 'x', cue: null, anonymous: false }]),
    ['officials (unnamed)', 'A']);
});

const EVENT: Event = {
  id: 'e1', doc: 'd', published: null, outlet: 'The "Herald"', url: null, type: 'ASSAULT', mode: null, contexts: [], cameo: '190', quad: 4, goldstein: -10,
  acled: { type: null, subtype: null }, actors: [actor('Mordor, army')], recipients: [], place: null, date: { begin: '2021-08-01', end: '2021-08-01' },
  counts: [{ kind: 'killed', min: 9, max: null, of: null, span: null }], status: 'happened', attribution: [], trigger: { span: [0, 1], text: 'x' },
  sentence: { index: 0, span: [0, 1], text: '=HYPERLINK("x")\nnext' }, headline: false, confidence: 0.5,
};

test('CSV: quotes, line ends, and no cell that a spreadsheet would run', () => {
  const [head, row] = eventsCsv([EVENT]).split('\r\n');
  assert.equal(head.split(',')[0], 'id');
  assert.match(row, /"The ""Herald"""/);
  assert.match(row, /"Mordor, army"/);
  assert.match(row, /"'=HYPERLINK\(""x""\)\nnext"/);
  assert.match(row, /,killed 9\.\.,/);
  assert.match(row, /,-10,/);
});

test('figures: the same figure of the same speaker is one line', () => {
  const lines = mergeFigures([{ min: 5, max: 5, speaker: actor('A'), doc: 'd', event: 'e1' }, { min: 5, max: 5, speaker: actor('A'), doc: 'f', event: 'e2' },
    { min: 7, max: null, speaker: null, who: 'Herald', doc: 'd', event: 'e1' }]);
  assert.deepEqual(lines.map((l) => [l.who, l.min, l.events.length]), [['A', 5, 2], ['Herald', 7, 1]]);
});

test('the time line has every month, or every year when that is long', () => {
  assert.deepEqual(fill([{ name: '2021-11', count: 2 }, { name: '2022-02', count: 1 }, { name: null, count: 9 }]).map((b) => `${b.name} ${b.count}`),
    ['2021-11 2', '2021-12 0', '2022-01 0', '2022-02 1']);
  const years = fill([{ name: '1994-01', count: 1 }, { name: '2021-02', count: 3 }, { name: '2021-03', count: 4 }]);
  assert.deepEqual([years.length, years[0], years[27]], [28, { name: '1994', count: 1 }, { name: '2021', count: 7 }]);
  assert.deepEqual(fill([]), []);
});

test('the time line leaves out the few that lie far off, never more than one in fifty at an end', () => {
  const rows = [{ name: '1994-01', count: 1 }, { name: '2021-02', count: 60 }, { name: '2021-03', count: 40 }, { name: null, count: 5 }];
  assert.deepEqual(trim(rows).map((r) => r.name), ['2021-02', '2021-03']);
  assert.deepEqual(trim([{ name: '1994-01', count: 1 }, { name: '2021-02', count: 10 }]).length, 2);
  assert.deepEqual(trim([]), []);
});

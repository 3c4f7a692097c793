// The table of events: filters, order, pages, downloads; each row leads to the words in the text.
import { useEffect, useState } from 'preact/hooks';
import { ask, query, useAsk, type Params } from '../api';
import { eventsCsv } from '../csv';
import { chain, countName, dates, number, placeName, plural, STATUSES, typeName, TYPES } from '../format';
import { step, useKeys } from '../keys';
import { go, href } from '../route';
import type { ActorRow, Event, List, Stats } from '../types';
import { Actors, Answer, Empty, Pager, Problem, Loading, Status, Title, TypeChip } from '../ui';
import { Search } from './documents';

const LIMIT = 50;
const FILTERS = ['search', 'type', 'status', 'actor', 'recipient', 'place', 'since', 'until', 'doc', 'outlet'];
const LAYOUTS: [string, string][] = [['plover', 'PLOVER'], ['cameo', 'CAMEO'], ['gdelt', 'GDELT 2.0'], ['icews', 'ICEWS'], ['acled', 'ACLED'],
  ['geojson', 'GeoJSON'], ['jsonl', 'JSON lines']];

type Given = Record<string, string>;

function filtersOf(params: Given): Given {
  return Object.fromEntries(FILTERS.filter((name) => params[name]).map((name) => [name, params[name]]));
}

function Field({ name, label, params, set, list, type = 'text' }:
  { name: string; label: string; params: Given; set: (name: string, value: string) => void; list?: string; type?: string }) {
  const [text, setText] = useState(params[name] ?? '');
  useEffect(() => setText(params[name] ?? ''), [params[name]]);
  return (
    <label class="field"><span>{label}</span>
      <input type={type} value={text} list={list} autocomplete="off" spellcheck={false} onInput={(e) => setText(e.currentTarget.value)}
        onChange={(e) => set(name, e.currentTarget.value.trim())} />
    </label>
  );
}

export function Choice({ name, label, params, set, options }:
  { name: string; label: string; params: Given; set: (name: string, value: string) => void; options: [string, string][] }) {
  return (
    <label class="field"><span>{label}</span>
      <select value={params[name] ?? ''} onChange={(e) => set(name, e.currentTarget.value)}>
        <option value="">any</option>
        {options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
    </label>
  );
}

function Filters({ params, stats, set }: { params: Given; stats: Stats | null; set: (name: string, value: string) => void }) {
  const [wanted, want] = useState(false);       // names to choose from are asked for when somebody is about to choose
  const actors = useAsk<List<ActorRow>>(wanted ? 'actors' : null, { limit: 300 });
  const counted = (names: string[], tally: { name: string | null; count: number }[] | undefined, say: (s: string) => string): [string, string][] =>
    names.map((n) => [n, `${say(n)}${tally ? ` (${number(tally.find((t) => t.name === n)?.count ?? 0)})` : ''}`]);
  return (
    <form class="filters" onSubmit={(e) => e.preventDefault()} onFocusIn={() => want(true)} aria-label="Filters">
      <Search label="Words in the text" value={params.search ?? ''} set={(text) => set('search', text)} />
      <Choice name="type" label="Type" params={params} set={set} options={counted(TYPES, params.type ? undefined : stats?.types, typeName)} />
      <Choice name="status" label="Status" params={params} set={set} options={counted(STATUSES, params.status ? undefined : stats?.statuses, (s) => s)} />
      <Field name="actor" label="Who" params={params} set={set} list="actors" />
      <Field name="recipient" label="To whom" params={params} set={set} list="actors" />
      <Field name="place" label="Where" params={params} set={set} />
      <Field name="since" label="From" type="date" params={params} set={set} />
      <Field name="until" label="Until" type="date" params={params} set={set} />
      <datalist id="actors">{actors.data?.rows.filter((a) => a.name).map((a, i) => <option key={i} value={a.name!} label={a.code ?? ''} />)}</datalist>
    </form>
  );
}

/** All rows that fit, in steps of a thousand. */
async function allEvents(filters: Params, most = 100000): Promise<Event[]> {
  const events: Event[] = [];
  for (;;) {
    const list = await ask<List<Event>>('events', { ...filters, limit: 1000, offset: events.length });
    events.push(...list.rows);
    if (events.length >= Math.min(list.total, most) || !list.rows.length) return events;
  }
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function Downloads({ filters, total }: { filters: Given; total: number }) {
  const [state, set] = useState<string | null>(null);
  const csv = () => {
    set('Collecting rows …');
    allEvents(filters).then((events) => { save('events.csv', eventsCsv(events)); set(null); }, (error) => set(String(error.message)));
  };
  if (!total) return null;
  return (
    <div class="downloads">
      {state ? <span role="status">{state}</span> : null}
      <button type="button" id="csv" onClick={csv}>Download CSV</button>
      <details class="menu">
        <summary>Other layouts</summary>
        <ul>{LAYOUTS.map(([as, name]) => <li key={as}><a href={`/api/export${query({ ...filters, as })}`} download>{name}</a></li>)}</ul>
      </details>
    </div>
  );
}

const COLUMNS: [string, string | null][] = [['When', 'date'], ['What', 'type'], ['Who', 'actor'], ['To whom', null], ['Where', 'place'], ['How many', null],
  ['According to', null], ['Source', 'outlet']];

function Head({ params }: { params: Given }) {
  const sort = params.sort ?? '-date';
  return (
    <thead><tr>{COLUMNS.map(([name, by]) => {
      const on = by && sort.replace(/^-/, '') === by, down = sort.startsWith('-');
      return (
        <th key={name} scope="col" aria-sort={on ? (down ? 'descending' : 'ascending') : undefined}>
          {by ? <a href={href('events', null, { ...params, offset: null, sort: on && !down ? `-${by}` : by })}>{name}<span aria-hidden="true">{on ? (down ? ' ↓' : ' ↑') : ''}</span></a> : name}
        </th>
      );
    })}</tr></thead>
  );
}

function Row({ e }: { e: Event }) {
  const to = href('documents', e.doc, { event: e.id });
  return (
    <tr data-event={e.id}>
      <td class="when" data-label="When">{dates(e.date) || <span class="nobody">—</span>}</td>
      <td class="what"><TypeChip type={e.type} quad={e.quad} /> <Status status={e.status} /></td>
      <td data-label="Who" class={e.actors.length ? undefined : 'none'}><Actors list={e.actors} /></td>
      <td data-label="To whom" class={e.recipients.length ? undefined : 'none'}><Actors list={e.recipients} /></td>
      <td data-label="Where" class={e.place ? undefined : 'none'}>{placeName(e.place) || <span class="nobody">—</span>}</td>
      <td data-label="How many" class={e.counts.length ? undefined : 'none'}>{e.counts.map(countName).join(', ') || <span class="nobody">—</span>}</td>
      <td data-label="According to" class={e.attribution.length ? undefined : 'none'}>{chain(e.attribution).join(' ← ') || <span class="nobody">—</span>}</td>
      <td data-label="Source"><a data-row class="source-link" href={to} title={e.sentence.text}>{e.outlet || e.doc}<q>{e.trigger.text}</q></a></td>
    </tr>
  );
}

function Given({ params, drop }: { params: Given; drop: (name: string) => void }) {
  const given = FILTERS.filter((f) => params[f]);
  if (!given.length) return null;
  return (
    <p class="given">{given.map((f) => (
      <button key={f} type="button" onClick={() => drop(f)} title="Take this filter away">{f}: {params[f]} <span aria-hidden="true">×</span></button>
    ))} <a href={href('events')}>Clear all</a></p>
  );
}

export function EventsPage({ params }: { params: Given }) {
  const offset = +(params.offset ?? 0);
  const filters = filtersOf(params);
  const asked = useAsk<List<Event>>('events', { ...filters, sort: params.sort ?? '-date', limit: LIMIT, offset });
  const stats = useAsk<Stats>(asked.data ? 'stats' : null, filters);     // the rows first
  useKeys({ j: () => step('[data-row]', 1), k: () => step('[data-row]', -1) });
  const set = (name: string, value: string) => go(href('events', null, { ...params, offset: null, [name]: value }), true);
  return (
    <>
      <Title text="Events"><p class="lead">Who did what to whom, where and when, according to whom. Every row leads to the words it rests on.</p></Title>
      <Filters params={params} stats={stats.data} set={set} />
      <Given params={params} drop={(name) => set(name, '')} />
      <Answer asked={asked}>{(list) => (
        <>
          <div class="above-table"><p class="sum" aria-live="polite">{plural(list.total, 'event')}</p><Downloads filters={filters} total={list.total} /></div>
          {list.total === 0
            ? <Empty title="No event fits."><p>Take a filter away, or <a href={href('events')}>show all events</a>.</p></Empty>
            : <div class="wide"><table class="events"><Head params={params} /><tbody>{list.rows.map((e) => <Row key={e.id} e={e} />)}</tbody></table></div>}
          <Pager total={list.total} limit={LIMIT} offset={offset} to={(o) => href('events', null, { ...params, offset: o || null })} />
        </>
      )}</Answer>
    </>
  );
}

/** An address for an event alone: finds its document and goes there. */
export function EventPage({ id }: { id: string }) {
  const asked = useAsk<{ event: Event }>(`events/${encodeURIComponent(id)}`);
  useEffect(() => { if (asked.data) go(href('documents', asked.data.event.doc, { event: id }), true); }, [asked.data]);
  return asked.error ? <Problem text={asked.error} /> : <Loading />;
}

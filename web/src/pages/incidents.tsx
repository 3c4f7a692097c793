// Reports of one incident grouped over documents, with every figure and its speaker.
import { useAsk } from '../api';
import { actorName, dates, placeName, plural, range, words } from '../format';
import { step, useKeys } from '../keys';
import { go, href } from '../route';
import type { Figure, Incident, List } from '../types';
import { Answer, Deed, Empty, EventLink, Pager, Status, Title } from '../ui';
import { Choice } from './events';
import { TYPES, typeName } from '../format';

const LIMIT = 40;

/** One line for each speaker and figure; the same figure of the same speaker in several reports is one line. */
export function mergeFigures(by: Figure[]): { who: string; min: number | null; max: number | null; events: string[] }[] {
  const lines = new Map<string, { who: string; min: number | null; max: number | null; events: string[] }>();
  for (const f of by) {
    const who = f.speaker ? actorName(f.speaker) : f.who || f.doc;
    const key = JSON.stringify([who, f.min, f.max]);
    const line = lines.get(key) ?? { who, min: f.min, max: f.max, events: [] };
    if (f.event && !line.events.includes(f.event)) line.events.push(f.event);
    lines.set(key, line);
  }
  return [...lines.values()];
}

function Figures({ count }: { count: Incident['counts'][number] }) {
  const lines = mergeFigures(count.by);
  const top = Math.max(1, ...lines.map((l) => l.max ?? l.min ?? 0));
  return (
    <div class={lines.length === 1 ? 'figures one' : 'figures'}>
      <h3>{words(count.kind)}</h3>
      <ul>{lines.map((l, i) => (
        <li key={i}>
          <span class="figure">{range(l.min, l.max)}</span>
          {lines.length === 1 ? <span /> : <svg class="figure-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width={Math.max(1, (100 * (l.max ?? l.min ?? 0)) / top)} height="8" rx="1" /></svg>}
          <span>{l.events[0] ? <EventLink id={l.events[0]}>{l.who}</EventLink> : l.who}{l.events.length > 1 ? <small> in {plural(l.events.length, 'report')}</small> : null}</span>
        </li>
      ))}</ul>
    </div>
  );
}

function Box({ row }: { row: Incident }) {
  return (
    <article class="incident" data-row tabIndex={-1}>
      <p class="dispute-top"><span class="when">{[dates(row.date), placeName(row.place)].filter(Boolean).join(' · ')}</span><Status status={row.status} />
        <span class="sources" title="Reprints of one text count once">{plural(row.independent_sources, 'independent source')} in {plural(row.documents, 'document')}</span></p>
      <h2><Deed type={row.type} actors={row.actors} recipients={row.recipients} /></h2>
      {row.text ? <blockquote>{row.text}</blockquote> : null}
      {row.counts.map((c) => <Figures key={c.kind} count={c} />)}
      <p class="links">{row.events.slice(0, 6).map((e, i) => <EventLink key={e} id={e}>{i ? `report ${i + 1}` : 'read it in the text'}</EventLink>)}{row.events.length > 6 ? <span>and {row.events.length - 6} more</span> : null}</p>
    </article>
  );
}

export function IncidentsPage({ params }: { params: Record<string, string> }) {
  const offset = +(params.offset ?? 0);
  const asked = useAsk<List<Incident>>('incidents', { sort: '-sources', ...params, limit: LIMIT, offset });
  useKeys({ j: () => step('[data-row]', 1), k: () => step('[data-row]', -1) });
  const set = (name: string, value: string) => go(href('incidents', null, { ...params, offset: null, [name]: value }), true);
  return (
    <>
      <Title text="Incidents"><p class="lead">Reports of one event, put together over outlets: how many sources stand behind it, and which figures they give.</p></Title>
      <form class="tools" onSubmit={(e) => e.preventDefault()}>
        <Choice name="type" label="Type" params={params} set={set} options={TYPES.map((t) => [t, typeName(t)])} />
        <label>Actor <input type="search" value={params.actor ?? ''} onChange={(e) => set('actor', e.currentTarget.value.trim())} /></label>
        <label>Place <input type="search" value={params.place ?? ''} onChange={(e) => set('place', e.currentTarget.value.trim())} /></label>
        <label>Order <select value={params.sort ?? '-sources'} onChange={(e) => set('sort', e.currentTarget.value)}>
          <option value="-sources">most sources</option>
          <option value="-date">newest first</option>
          <option value="date">oldest first</option>
        </select></label>
      </form>
      <Answer asked={asked}>{(list) => list.total === 0
        ? <Empty title="No incident fits."><p><a href={href('incidents')}>All incidents</a></p></Empty>
        : <>
          <p class="sum">{plural(list.total, 'incident')}</p>
          {list.rows.map((row) => <Box key={row.id} row={row} />)}
          <Pager total={list.total} limit={LIMIT} offset={offset} to={(o) => href('incidents', null, { ...params, offset: o || null })} />
        </>}</Answer>
    </>
  );
}

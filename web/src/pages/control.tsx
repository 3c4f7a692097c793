// Who holds which place, as of when, and who says so.
import { useAsk } from '../api';
import { day, placeName, plural } from '../format';
import { step, useKeys } from '../keys';
import { go, href } from '../route';
import type { Control, List } from '../types';
import { Actors, Answer, Empty, Status, Title } from '../ui';
import { SideBox } from './disputes';

function byPlace(rows: Control[]): [string, Control[]][] {
  const places = new Map<string, Control[]>();
  for (const row of rows) {
    const name = placeName(row.place);
    places.set(name, [...(places.get(name) ?? []), row]);
  }
  return [...places].sort((a, b) => a[0].localeCompare(b[0]));
}

function Holding({ row }: { row: Control }) {
  const sides = (row.sides ?? []).filter((s) => s.who || s.text || s.events.length);
  return (
    <div class="holding">
      <p class="holding-head"><b><Actors list={[row.holder]} /></b> <Status status={row.status} />
        <span class="when">{[row.since ? `since ${day(row.since)}` : '', row.until ? `until ${day(row.until)}` : '', row.documents ? plural(row.documents, 'document') : ''].filter(Boolean).join(' · ')}</span></p>
      <div class={`sides n${Math.min(sides.length || 1, 3)}`}>{sides.map((s, i) => <SideBox key={i} side={s} />)}</div>
    </div>
  );
}

export function ControlPage({ params }: { params: Record<string, string> }) {
  const asked = useAsk<List<Control>>('control', { ...params, limit: 500 });
  useKeys({ j: () => step('[data-row]', 1), k: () => step('[data-row]', -1) });
  const set = (name: string, value: string) => go(href('control', null, { ...params, [name]: value }), true);
  return (
    <>
      <Title text="Control of places"><p class="lead">Held, claimed, contested, lost or denied: as of when, and by whose word.</p></Title>
      <form class="tools" onSubmit={(e) => e.preventDefault()}>
        <label>Place <input type="search" value={params.place ?? ''} onChange={(e) => set('place', e.currentTarget.value.trim())} /></label>
        <label>Status <select value={params.status ?? ''} onChange={(e) => set('status', e.currentTarget.value)}>
          <option value="">any</option>
          {['held', 'claimed', 'contested', 'lost', 'denied'].map((s) => <option key={s} value={s}>{s}</option>)}
        </select></label>
      </form>
      <Answer asked={asked}>{(list) => list.total === 0
        ? <Empty title="Nothing is known about who holds a place."><p>Rows appear when a text says that somebody took, held or lost a place. <a href={href('control')}>All places</a></p></Empty>
        : <div class="places">{byPlace(list.rows).map(([name, rows]) => (
          <section key={name} class="place" data-row tabIndex={-1}>
            <h2>{name}{new Set(rows.map((r) => r.holder.id)).size > 1 ? <span class="tag">{plural(rows.length, 'account')}</span> : null}</h2>
            {rows.map((row) => <Holding key={row.id} row={row} />)}
          </section>
        ))}</div>}</Answer>
    </>
  );
}

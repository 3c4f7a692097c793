// The ledger at a glance: totals, types, months, and what is disputed.
import { useAsk } from '../api';
import { day, number, plural, statusHint, typeName, typeQuad, words } from '../format';
import { href } from '../route';
import type { ActorRow, Dispute, List, Stats, Tally } from '../types';
import { Answer, Deed, Empty, Title } from '../ui';

function Tile({ page, n, name }: { page: string; n: unknown; name: string }) {
  return <a class="tile" href={href(page)}><b>{number(Number(n ?? 0))}</b><span>{name}</span></a>;
}

function Bars({ rows, to, kind }: { rows: Tally[]; to: (name: string) => string; kind: (name: string) => string }) {
  const top = Math.max(1, ...rows.map((r) => r.count));
  return (
    <ul class="bars">{[...rows].sort((a, b) => b.count - a.count).map((r) => (
      <li key={r.name}><a href={to(r.name ?? '')}>
        <span class="bar-name">{kind === undefined ? r.name : r.name === r.name?.toUpperCase() ? typeName(r.name ?? '') : words(r.name)}</span>
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class={kind(r.name ?? '')} width={Math.max(0.5, (100 * r.count) / top)} height="10" rx="1" /></svg>
        <span class="bar-count">{number(r.count)}</span>
      </a></li>
    ))}</ul>
  );
}

/** Every month from the first to the last, or every year when that would be too many to see. */
export function fill(rows: Tally[], most = 72): Tally[] {
  const known = rows.filter((r): r is { name: string; count: number } => !!r.name && /^\d{4}-\d\d$/.test(r.name));
  if (!known.length) return [];
  const month = (name: string) => +name.slice(0, 4) * 12 + +name.slice(5) - 1;
  const [first, last] = [month(known[0].name), month(known[known.length - 1].name)];
  if (last - first < most) {
    const counts = new Map(known.map((r) => [month(r.name), r.count]));
    return Array.from({ length: last - first + 1 }, (_, i) => ({ name: `${String(Math.floor((first + i) / 12)).padStart(4, '0')}-${String(((first + i) % 12) + 1).padStart(2, '0')}`, count: counts.get(first + i) ?? 0 }));
  }
  const years = new Map<number, number>();
  for (const r of known) years.set(+r.name.slice(0, 4), (years.get(+r.name.slice(0, 4)) ?? 0) + r.count);
  const [a, b] = [Math.floor(first / 12), Math.floor(last / 12)];
  return Array.from({ length: b - a + 1 }, (_, i) => ({ name: String(a + i), count: years.get(a + i) ?? 0 }));
}

/** Without the few that lie far off, at most one in fifty at either end, so that the rest can be seen. */
export function trim(rows: Tally[]): Tally[] {
  const known = rows.filter((r) => r.name), most = known.reduce((sum, r) => sum + r.count, 0) / 50;
  const drop = (list: Tally[]) => {
    let n = 0, sum = 0;
    while (n < list.length && sum + list[n].count <= most) sum += list[n++].count;
    return list.slice(n);
  };
  return drop(drop(known).reverse()).reverse();
}

function Timeline({ rows }: { rows: Tally[] }) {
  const kept = trim(rows), bars = fill(kept);
  const beyond = rows.reduce((sum, r) => sum + r.count, 0) - kept.reduce((sum, r) => sum + r.count, 0);
  if (!bars.length) return <p class="quiet">No event has a date.</p>;
  const top = Math.max(...bars.map((b) => b.count));
  return (
    <figure class="timeline">
      <div class="columns">{bars.map((b) => (
        <a key={b.name} href={href('events', null, { since: b.name, until: b.name, sort: 'date' })} title={`${day(b.name)}: ${plural(b.count, 'event')}`} aria-label={`${day(b.name)}: ${plural(b.count, 'event')}`}>
          <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true"><rect y={100 - (100 * b.count) / top} width="10" height={(100 * b.count) / top} /></svg>
        </a>
      ))}</div>
      <figcaption><span>{day(bars[0].name)}</span>{beyond ? <small>{plural(beyond, 'event')} without a date or far off {beyond === 1 ? 'is' : 'are'} not drawn</small> : null}{bars.length > 1 ? <span>{day(bars[bars.length - 1].name)}</span> : null}</figcaption>
    </figure>
  );
}

function Open() {
  const asked = useAsk<List<Dispute>>('disputes', { sort: '-date', limit: 6 });
  return (
    <Answer asked={asked}>{(list) => list.rows.length
      ? <ul class="lines">{list.rows.map((d) => <li key={d.id}><a href={href('disputes', d.id)}><Deed type={d.about.type} actors={d.about.actors} recipients={d.about.recipients} /></a>
        <small>{d.sides.filter((s) => s.who).map((s) => `${s.who} ${words(s.stance)}`).join('; ')}</small></li>)}</ul>
      : <p class="quiet">No claim stands against another yet.</p>}</Answer>
  );
}

function Most() {
  const asked = useAsk<List<ActorRow>>('actors', { limit: 8 });
  return <Answer asked={asked}>{(list) => <ul class="lines">{list.rows.map((a, i) => <li key={i}><a href={href('events', null, { actor: a.id ?? a.name })}>{a.name ?? a.id}</a> <small>{plural(a.events, 'event')}</small></li>)}</ul>}</Answer>;
}

export function OverviewPage() {
  const asked = useAsk<Stats>('stats');
  const told = useAsk<Stats>('stats', { status: 'happened,claimed,denied,threatened,demanded,planned' });
  return (
    <>
      <Title text="Overview"><p class="lead">Who did what to whom, where and when, according to whom, and who denies it.</p></Title>
      <Answer asked={asked}>{(s) => Number(s.totals.documents) === 0
        ? <Empty title="The ledger is empty."><p>Add pages, then reload: <code>bayhaqi add --db FILE pages/</code></p></Empty>
        : <>
          <div class="tiles">
            <Tile page="documents" n={s.totals.documents} name="documents" /><Tile page="events" n={s.totals.events} name="events" />
            <Tile page="incidents" n={s.totals.incidents} name="incidents" /><Tile page="disputes" n={s.totals.disputes} name="disputes" />
            <Tile page="control" n={s.totals.control} name="places held or claimed" />
          </div>
          <div class="grid">
            <section class="span2"><h2>When</h2><Timeline rows={told.data?.months ?? s.months} /></section>
            <section><h2>What</h2><Bars rows={s.types} to={(type) => href('events', null, { type })} kind={(t) => `fill-quad-${typeQuad(t)}`} />
              <p class="key"><span class="fill-quad-1">verbal cooperation</span><span class="fill-quad-2">material cooperation</span><span class="fill-quad-3">verbal conflict</span><span class="fill-quad-4">material conflict</span></p></section>
            <section><h2>Did it happen?</h2><Bars rows={s.statuses} to={(status) => href('events', null, { status })} kind={(t) => (statusHint(t) ? `fill-status-${t}` : '')} /></section>
            <section><h2>Disputed</h2><Open /><p><a href={href('disputes')}>All disputes</a></p></section>
            <section><h2>Most often seen</h2><Most /><p><a href={href('actors')}>All actors</a></p></section>
            <section class="span2"><h2>Outlets</h2><Bars rows={s.outlets.filter((o) => o.name)} to={(outlet) => href('events', null, { outlet })} kind={() => 'fill-plain'} /></section>
          </div>
        </>}</Answer>
    </>
  );
}

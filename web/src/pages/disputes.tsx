// Where accounts stand against each other: each side with its speakers and words.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAsk } from '../api';
import { chain, dates, day, names, placeName, plural, words } from '../format';
import { step, useKeys } from '../keys';
import { go, href } from '../route';
import type { Dispute, List, Member, Side } from '../types';
import { Actors, Answer, Deed, Empty, EventLink, Pager, Status, Title, TypeChip } from '../ui';

const LIMIT = 25;
const KINDS: Record<string, string> = { accusation: 'Accusation and answer', event: 'Did it happen?', control: 'Who holds it?', figures: 'How many?' };

export function SideBox({ side }: { side: Side }) {
  const quiet = !side.events.length && !side.claims.length && !side.speakers.length;
  return (
    <div class={`side stance-${side.stance}`}>
      <p class="side-head"><span class="stance">{words(side.stance)}</span>{side.who ? <b>{side.who}</b> : null}</p>
      {side.text ? <blockquote>{side.text}</blockquote>
        : <p class="quiet">{quiet ? 'The ledger holds no report in which this side speaks for itself.' : 'No words of its own are quoted.'}</p>}
      {side.events.length ? <p class="links">{side.events.slice(0, 4).map((e, i) => <EventLink key={e} id={e}>{i ? `report ${i + 1}` : 'read it in the text'}</EventLink>)}</p> : null}
    </div>
  );
}

function About({ d }: { d: Dispute }) {
  const place = placeName(d.about.place);
  return (
    <>
      <p class="dispute-top"><span class="dispute-kind">{KINDS[d.kind ?? ''] ?? 'Dispute'}</span><span class={d.open ? 'open' : 'settled'}>{d.open ? 'open' : 'settled'}</span>
        <span class="when">{[dates(d.about.date), place, d.documents ? plural(d.documents, 'document') : ''].filter(Boolean).join(' · ')}</span></p>
      <h2>{d.kind === 'control' && place ? `Who holds ${place}` : <Deed type={d.about.type} actors={d.about.actors} recipients={d.about.recipients} />}</h2>
    </>
  );
}

function Members({ id }: { id: string }) {
  const asked = useAsk<{ members: Member[] }>(`disputes/${encodeURIComponent(id)}`);
  return (
    <Answer asked={asked}>{({ members }) => (
      <table class="members"><thead><tr><th>Side</th><th>Event</th><th>Who → whom</th><th>According to</th><th>In</th></tr></thead>
        <tbody>{members.map(({ side, event, claim }, i) => (
          <tr key={i}>
            <td>{side + 1}{claim ? <>: {words(claim.stance)}</> : null}</td>
            <td><TypeChip type={event.type} quad={event.quad} /> <Status status={event.status} /></td>
            <td><Actors list={event.actors} /> → <Actors list={event.recipients} /></td>
            <td>{claim?.speaker ? names([claim.speaker]) : claim?.text || chain(event.attribution).join(' ← ') || claim?.outlet || '—'}</td>
            <td><a href={href('documents', event.doc, { event: event.id })}>{event.outlet || event.doc}</a>, {day(event.published)}</td>
          </tr>
        ))}</tbody></table>
    )}</Answer>
  );
}

function DisputeBox({ d, open }: { d: Dispute; open: boolean }) {
  useEffect(() => { if (open) document.getElementById(d.id)?.scrollIntoView({ block: 'start' }); }, [open]);
  return (
    <article class={`dispute${open ? ' chosen' : ''}`} id={d.id} data-row tabIndex={-1}>
      <About d={d} />
      <div class={`sides n${Math.min(d.sides.length, 3)}`}>{d.sides.map((s, i) => <SideBox key={i} side={s} />)}</div>
      <details open={open}><summary>All reports</summary>{open ? <Members id={d.id} /> : <Lazy><Members id={d.id} /></Lazy>}</details>
    </article>
  );
}

/** Mounts its children when the <details> around it is opened. */
function Lazy({ children }: { children: preact.ComponentChildren }) {
  const here = useRef<HTMLSpanElement>(null);
  const [on, set] = useState(false);
  useEffect(() => {
    const box = here.current?.closest('details');
    const opened = () => { if (box?.open) set(true); };
    box?.addEventListener('toggle', opened);
    return () => box?.removeEventListener('toggle', opened);
  }, []);
  return on ? <>{children}</> : <span ref={here} />;
}

export function DisputesPage({ params, id }: { params: Record<string, string>; id: string | null }) {
  const offset = +(params.offset ?? 0);
  const one = useAsk<{ finding: Dispute }>(id ? `disputes/${encodeURIComponent(id)}` : null);
  const asked = useAsk<List<Dispute>>(id ? null : 'disputes', { sort: '-date', ...params, limit: LIMIT, offset });
  useKeys({ j: () => step('[data-row]', 1), k: () => step('[data-row]', -1) });
  if (id) {
    return (
      <>
        <p class="crumbs"><a href={href('disputes')}>Disputes</a> / {id}</p>
        <Answer asked={one}>{({ finding }) => <><Title text="Dispute" /><DisputeBox d={finding} open /></>}</Answer>
      </>
    );
  }
  return (
    <>
      <Title text="Disputes"><p class="lead">Accusations and their answers, claims that exclude each other, figures that differ.</p></Title>
      <form class="tools" onSubmit={(e) => e.preventDefault()}>
        <label>Actor <input type="search" value={params.actor ?? ''} onChange={(e) => go(href('disputes', null, { ...params, offset: null, actor: e.currentTarget.value.trim() }), true)} /></label>
        <label>Place <input type="search" value={params.place ?? ''} onChange={(e) => go(href('disputes', null, { ...params, offset: null, place: e.currentTarget.value.trim() }), true)} /></label>
      </form>
      <Answer asked={asked}>{(list) => list.total === 0
        ? <Empty title="No dispute fits."><p>Disputes appear when documents hold a claim and its denial. <a href={href('disputes')}>All disputes</a> · <a href={href('documents')}>Documents</a></p></Empty>
        : <>
          <p class="sum">{plural(list.total, 'dispute')}</p>
          {list.rows.map((d) => <DisputeBox key={d.id} d={d} open={false} />)}
          <Pager total={list.total} limit={LIMIT} offset={offset} to={(o) => href('disputes', null, { ...params, offset: o || null })} />
        </>}</Answer>
    </>
  );
}

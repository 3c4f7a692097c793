// One document: its text with the evidence highlighted, and a card for each event beside it.
import { memo } from 'preact/compat';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useAsk } from '../api';
import { actorName, chain, countName, dates, day, percent, placeName, plural, quadName, safeUrl, words } from '../format';
import { useKeys } from '../keys';
import { go, href } from '../route';
import { byteIndex, cut, toMark, type Mark, type Segment } from '../spans';
import type { Article, Attribution, Claim, DocumentAnswer, Event, Incident } from '../types';
import { Actors, Answer, Empty, KINDS, kindName, Status, TypeChip } from '../ui';

const NOISE = new Set(['related', 'comment', 'boilerplate', 'repeated']);
const NOISE_NAMES: Record<string, [string, string]> = {
  related: ['line about other stories', 'lines about other stories'], comment: ['comment', 'comments'],
  boilerplate: ['line of the site', 'lines of the site'], repeated: ['repeated passage', 'repeated passages'],
};
// Of several kinds on one word, the first of these gives the colour.
const PRIORITY = ['trigger', 'count', 'recipient', 'actor', 'place', 'date', 'source', 'cue', 'content'];
const rank = (kind: string) => { const at = PRIORITY.indexOf(kind); return at < 0 ? PRIORITY.length : at; };

/* ---- the text ------------------------------------------------------------- */

interface Piece { role: string; segments: Segment[]; events: Set<string>; key: number }

function marksOf(data: DocumentAnswer): Mark[] {
  const at = byteIndex(data.document.text);
  const marks = data.evidence.map((e) => toMark(at, e.span, e.kind, e.event));
  for (const c of data.claims) if (c.text) marks.push(toMark(at, c.span, 'content', c.event));
  return marks;
}

function piecesOf(data: DocumentAnswer, marks: Mark[]): Piece[] {
  const { text, blocks } = data.document;
  const at = byteIndex(text);
  const spans = blocks.length ? blocks : [{ role: 'body', span: [0, Infinity] as [number, number] }];
  return spans.map((b, key) => {
    const segments = cut(at(b.span[0]), at(b.span[1]), marks);
    return { role: b.role, segments, events: new Set(segments.flatMap((s) => s.marks.map((m) => m.event))), key };
  });
}

interface PieceProps { piece: Piece; text: string; focus: string | null; hidden: string; pick: (events: string[]) => void }

/** The mark that gives a segment its colour: of the chosen event before others, and by kind. */
function bestOf(segment: Segment, focus: string | null, hidden: string): { shown: Mark[]; mine: Mark[]; best: Mark | null } {
  const shown = segment.marks.filter((m) => !hidden.includes(`|${m.kind}|`) && (m.kind !== 'content' || m.event === focus));
  const mine = shown.filter((m) => m.event === focus);
  const best = (mine.length ? mine : shown).reduce<Mark | null>((a, b) => (a && rank(a.kind) <= rank(b.kind) ? a : b), null);
  return { shown, mine, best };
}

function Words({ segment, text, focus, hidden, pick, labelled }: { segment: Segment; labelled: Set<Mark> } & Omit<PieceProps, 'piece'>) {
  const string = text.slice(segment.begin, segment.end);
  const { shown, mine, best } = bestOf(segment, focus, hidden);
  if (!best) return <>{string}</>;
  const begins = mine.length && best.kind !== 'content' && !labelled.has(best);     // a mark is named once, where it first shows
  if (begins) labelled.add(best);
  const events = [...new Set(shown.filter((m) => m.kind !== 'content').map((m) => m.event))];
  const said = mine.some((m) => m.kind === 'content') && best.kind !== 'content' ? ' said' : '';
  return (
    <mark key={segment.begin} class={`m m-${best.kind}${mine.length ? ' on' : ''}${said}`} data-kind={best.kind} data-of={best.event} data-label={begins ? kindName(best.kind) : undefined}
      title={events.length ? [...new Set(shown.map((m) => kindName(m.kind)))].join(', ') : undefined} onClick={events.length ? () => pick(events) : undefined}>{string}</mark>
  );
}

const BlockText = memo(function BlockText({ piece, ...rest }: PieceProps) {
  const labelled = new Set<Mark>();
  const inner = piece.segments.map((s) => Words({ segment: s, labelled, ...rest }));
  switch (piece.role) {
    case 'headline': return <h1 class="headline">{inner}</h1>;
    case 'subhead': return <p class="subhead">{inner}</p>;
    case 'caption': return <p class="caption"><span class="role">caption</span>{inner}</p>;
    case 'quote_block': return <blockquote>{inner}</blockquote>;
    default: return <p>{inner}</p>;
  }
});

function Fold({ pieces, children }: { pieces: Piece[]; children: preact.ComponentChildren }) {
  const counts = new Map<string, number>();
  for (const p of pieces) counts.set(p.role, (counts.get(p.role) ?? 0) + 1);
  const said = [...counts].map(([role, n]) => `${n} ${NOISE_NAMES[role]?.[n === 1 ? 0 : 1] ?? role}`).join(', ');
  return <details class="noise"><summary>Not part of the article: {said}</summary>{children}</details>;
}

function Text({ data, focus, hidden, pick }: { data: DocumentAnswer } & Omit<PieceProps, 'piece' | 'text'>) {
  const pieces = useMemo(() => piecesOf(data, marksOf(data)), [data]);
  const out: preact.ComponentChildren[] = [];
  const show = (p: Piece) => (
    <BlockText key={p.key} piece={p} text={data.document.text} focus={focus && p.events.has(focus) ? focus : null} hidden={hidden} pick={pick} />
  );
  for (let i = 0; i < pieces.length;) {
    if (!NOISE.has(pieces[i].role)) { out.push(show(pieces[i++])); continue; }
    const begin = i;
    while (i < pieces.length && NOISE.has(pieces[i].role)) i++;
    const folded = pieces.slice(begin, i);
    out.push(<Fold key={`fold${begin}`} pieces={folded}>{folded.map(show)}</Fold>);
  }
  return <article class={focus ? 'text has-focus' : 'text'} lang={data.document.lang ?? undefined}>{out}</article>;
}

/* ---- the cards -------------------------------------------------------------- */

function Chain({ attribution }: { attribution: Attribution[] }) {
  const names = chain(attribution);
  return <>{names.map((name, i) => <span key={i}>{i ? <span class="cites"> citing </span> : null}{name}{attribution[i].stance && attribution[i].stance !== 'asserts'
    ? <em class="stance"> {words(attribution[i].stance)}</em> : null}</span>)}</>;
}

/** What else the ledger knows: other speakers' stances, and in how many reports the incident is told. */
function Elsewhere({ e }: { e: Event }) {
  const { data } = useAsk<{ claims: Claim[]; incidents: Incident[] }>(`events/${encodeURIComponent(e.id)}`);
  const incident = data?.incidents.find((i) => i.events.length > 1);
  const others = incident?.events.filter((id) => id !== e.id) ?? [];
  const stances = data?.claims.filter((c) => c.text || c.speaker) ?? [];
  return (
    <>
      {stances.length ? <><dt>Claims</dt><dd>{stances.map((c, i) => <span key={c.id}>{i ? '; ' : ''}{c.speaker ? actorName(c.speaker) : c.text} <em class={`stance-${c.stance}`}>{words(c.stance)}</em></span>)}</dd></> : null}
      {incident ? <><dt>Reports</dt><dd>{plural(incident.independent_sources, 'independent source')} in {plural(incident.documents, 'document')}: {others.slice(0, 4).map((id, i) => <a key={id} href={href('event', id)}>{i ? ` ${i + 1}` : 'another report'}</a>)}</dd></> : null}
    </>
  );
}

function Details({ e }: { e: Event }) {
  return (
    <dl class="codes">
      <Elsewhere e={e} />
      <dt>Code</dt><dd>{e.cameo ? <>CAMEO <b>{e.cameo}</b>, </> : null}{quadName(e.quad)}{e.goldstein !== null ? <>, Goldstein {e.goldstein}</> : null}</dd>
      {e.acled.type ? <><dt>ACLED</dt><dd>{e.acled.type}{e.acled.subtype ? ` / ${e.acled.subtype}` : ''}</dd></> : null}
      {e.contexts.length ? <><dt>Context</dt><dd>{e.contexts.map(words).join(', ')}</dd></> : null}
      {[...e.actors, ...e.recipients].filter((a) => a.person?.role).map((a, i) => (
        <><dt key={`t${i}`}>Office</dt><dd key={`d${i}`}>{actorName(a)}: {a.person!.role}{a.person!.from || a.person!.to ? ` (${a.person!.from ?? '?'} – ${a.person!.to ?? 'now'})` : ''}</dd></>
      ))}
      {e.rule ? <><dt>Rule</dt><dd class="mono">{e.rule}</dd></> : null}
      <dt>Id</dt><dd class="mono">{e.id}</dd>
    </dl>
  );
}

function Card({ e, active, disputes, set, hover }:
  { e: Event; active: boolean; disputes: string[]; set: (id: string | null) => void; hover: (id: string | null) => void }) {
  const where = placeName(e.place), when = dates(e.date);
  return (
    <li class={`card quad-edge-${e.quad ?? 0}${active ? ' active' : ''}`} data-event={e.id} onMouseEnter={() => hover(e.id)} onMouseLeave={() => hover(null)}>
      <button type="button" class="card-main" aria-expanded={active} onClick={() => set(active ? null : e.id)} onFocus={() => hover(e.id)} onBlur={() => hover(null)}>
        <span class="card-top"><TypeChip type={e.type} quad={e.quad} mode={e.mode} /><Status status={e.status} />{e.headline ? <span class="tag">headline</span> : null}
          <span class="confidence" title={`Confidence ${percent(e.confidence)}`}><meter min={0} max={1} value={e.confidence} aria-label="Confidence" />{percent(e.confidence)}</span></span>
        <span class="who"><Actors list={e.actors} none="somebody" codes={active} />{e.recipients.length ? <><span class="arrow" aria-label="to"> → </span><Actors list={e.recipients} codes={active} /></> : null}</span>
        <span class="facts">
          <span class="fact m-trigger-text">“{e.trigger.text}”</span>
          {when ? <span class="fact">{when}</span> : null}
          {where ? <span class="fact">{where}</span> : null}
          {e.counts.map((c, i) => <span key={i} class="fact count">{countName(c)}</span>)}
        </span>
        {e.attribution.length ? <span class="says">According to <Chain attribution={e.attribution} /></span> : null}
      </button>
      {active ? <Details e={e} /> : null}
      {active ? <button type="button" class="plain close" aria-label="Let go" onClick={() => set(null)}>×</button> : null}
      {disputes.length ? <p class="card-foot">{disputes.map((id, i) => <a key={id} class="disputed" href={href('disputes', id)}>{i ? 'another dispute' : 'Disputed: see both sides'}</a>)}</p> : null}
    </li>
  );
}

/* ---- the page ------------------------------------------------------------------ */

function Facts({ article, events }: { article: Article; events: number }) {
  const url = safeUrl(article.url);
  return (
    <p class="doc-facts">
      {[article.outlet, article.byline.join(', '), day(article.published) || 'no date'].filter(Boolean).join(' · ')}
      {' · '}{plural(events, 'event')}
      {url ? <> · <a href={url} rel="noreferrer noopener" target="_blank">original page ↗</a></> : null}
      {article.version > 1 ? ` · version ${article.version}` : ''}
      {article.duplicates_of ? <> · reprint of <a href={href('documents', article.duplicates_of)}>{article.duplicates_of}</a></> : null}
    </p>
  );
}

function Legend({ hidden, toggle, used }: { hidden: Set<string>; toggle: (kind: string) => void; used: Set<string> }) {
  return (
    <div class="legend" role="group" aria-label="What is highlighted">
      {KINDS.filter(([kind]) => used.has(kind)).map(([kind, name]) => (
        <button key={kind} type="button" aria-pressed={!hidden.has(kind)} title={hidden.has(kind) ? 'Show' : 'Hide'} onClick={() => toggle(kind)}>
          <mark class={`m m-${kind} on`}>{name}</mark>
        </button>
      ))}
    </div>
  );
}

function scrollTo(event: string): void {
  const smooth = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  const marks = [...document.querySelectorAll<HTMLElement>('.text .m.on')];
  const target = marks.find((m) => m.dataset.kind === 'trigger') ?? marks[0];
  target?.closest('details')?.setAttribute('open', '');
  // On a narrow screen the card lies over the lower half (style.css), so the words go to the top.
  const narrow = matchMedia('(max-width: 66rem)').matches;
  target?.scrollIntoView({ block: narrow ? 'start' : 'center', behavior: smooth });
  showCard(event, 1 / 3, smooth);
}

/** Brings a card into sight in its own list, a share of the list's height below its top. */
function showCard(event: string, share: number, behavior: ScrollBehavior): void {
  const card = document.querySelector<HTMLElement>(`.card[data-event="${CSS.escape(event)}"]`), list = card?.closest<HTMLElement>('.cards');
  if (card && list && list.scrollHeight > list.clientHeight) list.scrollTo({ top: card.offsetTop - list.clientHeight * share, behavior });
}

/** While the text is scrolled and no event is chosen, the cards go along: the first event in sight leads the list. */
function useCardsFollow(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    let waiting = 0;
    const follow = () => {
      waiting = 0;
      if (document.querySelector('.cards:hover')) return;
      const marks = [...document.querySelectorAll<HTMLElement>('.text .m-trigger')];
      const first = marks.find((m) => m.getBoundingClientRect().top > 60);
      if (first?.dataset.of) showCard(first.dataset.of, 0, 'auto');
    };
    const scrolled = () => { if (!waiting) waiting = requestAnimationFrame(follow); };
    addEventListener('scroll', scrolled, { passive: true });
    return () => { removeEventListener('scroll', scrolled); cancelAnimationFrame(waiting); };
  }, [on]);
}

function Reader({ data, active }: { data: DocumentAnswer; active: string | null }) {
  const events = useMemo(() => [...data.events].sort((a, b) => a.trigger.span[0] - b.trigger.span[0] || (a.id < b.id ? -1 : 1)), [data]);
  const [hovered, hover] = useState<string | null>(null);
  const [hidden, setHidden] = useState<Set<string>>(new Set());
  const latest = useRef(active);
  latest.current = active;
  const id = data.document.doc;
  const set = (event: string | null) => { hover(null); go(href('documents', id, { event }), true); };
  const toggle = (kind: string) => setHidden((old) => { const next = new Set(old); if (!next.delete(kind)) next.add(kind); return next; });
  const pick = useMemo(() => (these: string[]) => set(these[(these.indexOf(latest.current ?? '') + 1) % these.length]), [id]);
  const move = (by: number) => {
    if (!events.length) return;
    const at = events.findIndex((e) => e.id === active);
    set(events[at < 0 ? (by > 0 ? 0 : events.length - 1) : Math.max(0, Math.min(events.length - 1, at + by))].id);
  };
  useKeys({ j: () => move(1), k: () => move(-1), Escape: () => set(null) }, [active, events]);
  useEffect(() => { if (active) scrollTo(active); }, [active]);
  useCardsFollow(!active);
  useEffect(() => { document.title = `${data.document.title || id} · Bayhaqi`; }, [id]);
  const used = useMemo(() => new Set([...data.evidence.map((e) => e.kind), ...data.claims.filter((c) => c.text).map(() => 'content')]), [data]);
  const disputesOf = (e: Event) => data.disputes.filter((d) => d.about.event === e.id || d.sides.some((s) => s.events.includes(e.id))).map((d) => d.id).slice(0, 3);
  return (
    <div class="reader">
      <div class="reader-head">
        <p class="crumbs"><a href={href('documents')}>Documents</a> / {id}</p>
        {data.document.blocks.some((b) => b.role === 'headline') ? null : <h1>{data.document.title || id}</h1>}
        <Facts article={data.document} events={events.length} />
        {events.length ? <Legend hidden={hidden} toggle={toggle} used={used} /> : null}
      </div>
      <Text data={data} focus={hovered ?? active} hidden={`|${[...hidden].join('|')}|`} pick={pick} />
      <aside class="cards" aria-label="Events of this document">
        {events.length
          ? <ol>{events.map((e) => <Card key={e.id} e={e} active={e.id === active} disputes={disputesOf(e)} set={set} hover={hover} />)}</ol>
          : <Empty title="No event was found in this text."><p>It stays searchable. <code>bayhaqi explain {id}</code> tells what was read.</p></Empty>}
      </aside>
    </div>
  );
}

export function ReaderPage({ id, params }: { id: string; params: Record<string, string> }) {
  const asked = useAsk<DocumentAnswer>(`documents/${encodeURIComponent(id)}`);
  return <Answer asked={asked}>{(data) => <Reader data={data} active={params.event ?? null} />}</Answer>;
}

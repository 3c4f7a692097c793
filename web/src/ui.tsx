// Small parts that the pages share.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Asked } from './api';
import { actorName, number, quadName, statusHint, typeName, typeQuad } from './format';
import { href } from './route';
import type { Actor } from './types';

export function Loading() {
  return <div class="loading" role="status"><span class="spinner" aria-hidden="true" />Reading the ledger …</div>;
}

export function Problem({ text }: { text: string }) {
  return <div class="notice bad" role="alert"><strong>That did not work.</strong> {text}</div>;
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return <div class="empty"><p class="empty-title">{title}</p>{children}</div>;
}

/** Shows what is asked for, or why not. */
export function Answer<T>({ asked, children }: { asked: Asked<T>; children: (data: T) => ComponentChildren }) {
  if (asked.error) return <Problem text={asked.error} />;
  if (!asked.data) return <Loading />;
  return <div class={asked.loading ? 'stale' : undefined} aria-busy={asked.loading}>{children(asked.data)}</div>;
}

export function Title({ text, children }: { text: string; children?: ComponentChildren }) {
  useEffect(() => { document.title = `${text} · Bayhaqi`; }, [text]);
  return <header class="page-head"><h1>{text}</h1>{children}</header>;
}

export function TypeChip({ type, quad, mode }: { type: string; quad: number | null; mode?: string | null }) {
  return <span class={`type quad-${quad ?? 0}`} title={quadName(quad)}>{typeName(type)}{mode ? <small> {mode.replace(/_/g, ' ')}</small> : null}</span>;
}

export function Status({ status }: { status: string }) {
  return <span class={`status status-${status}`} title={statusHint(status)}>{status.replace(/_/g, ' ')}</span>;
}

function actorHint(a: Actor): string {
  const p = a.person;
  const role = p?.role ? `${p.role}${p.from || p.to ? `, ${p.from ?? ''}–${p.to ?? ''}` : ''}` : '';
  return [a.text && a.text !== actorName(a) ? `“${a.text}”` : '', role, a.code ?? ''].filter(Boolean).join(' · ');
}

export function Actors({ list, none = '—', codes = false }: { list: Actor[]; none?: string; codes?: boolean }) {
  if (!list.length) return <span class="nobody">{none}</span>;
  return <>{list.map((a, i) => (
    <span key={i} class="actor" title={actorHint(a)}>
      {i > 0 ? ', ' : ''}{actorName(a)}{codes && a.code ? <code class="code">{a.code}</code> : null}
    </span>
  ))}</>;
}

export function Pager({ total, limit, offset, to }: { total: number; limit: number; offset: number; to: (offset: number) => string }) {
  if (total <= limit && offset === 0) return null;
  const last = Math.min(offset + limit, total);
  return (
    <nav class="pager" aria-label="Pages">
      {offset > 0 ? <a rel="prev" href={to(Math.max(0, offset - limit))}>← Previous</a> : <span class="off">← Previous</span>}
      <span>{total ? `${number(Math.min(offset + 1, total))}–${number(last)} of ${number(total)}` : '0'}</span>
      {last < total ? <a rel="next" href={to(offset + limit)}>Next →</a> : <span class="off">Next →</span>}
    </nav>
  );
}

export const KINDS: [string, string][] = [
  ['trigger', 'what'], ['actor', 'who'], ['recipient', 'to whom'], ['place', 'where'], ['date', 'when'], ['count', 'how many'],
  ['source', 'who says so'], ['cue', 'says'], ['content', 'what is said'],
];

export const kindName = (kind: string): string => KINDS.find(([k]) => k === kind)?.[1] ?? kind;

/** A row of the ledger in one line, for lists: who - type - whom. */
export function Deed({ type, actors, recipients }: { type: string; actors: Actor[]; recipients: Actor[] }) {
  return (
    <span class="deed">
      <Actors list={actors} none="somebody" /> <TypeChip type={type} quad={typeQuad(type)} />
      {recipients.length ? <> <Actors list={recipients} /></> : null}
    </span>
  );
}

export function EventLink({ id, children }: { id: string; children: ComponentChildren }) {
  return <a href={href('event', id)}>{children}</a>;
}

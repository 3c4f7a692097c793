// The list of documents, with full-text search.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAsk } from '../api';
import { day, number, plural } from '../format';
import { step, useKeys } from '../keys';
import { go, href } from '../route';
import type { DocumentRow, List } from '../types';
import { Answer, Empty, Pager, Title } from '../ui';

const LIMIT = 40;

/** [word] in a snippet marks what was searched for. */
function Snippet({ text }: { text: string }) {
  return <p class="snippet">{text.split(/\[([^\]]*)\]/).map((part, i) => (i % 2 ? <mark class="hit" key={i}>{part}</mark> : part))}</p>;
}

function Row({ row }: { row: DocumentRow }) {
  return (
    <li>
      <a class="doc" data-row href={href('documents', row.doc)}>
        <span class="doc-title">{row.title || row.doc}</span>
        <span class="doc-facts">
          {[row.outlet, day(row.published) || 'no date', row.byline.join(', ')].filter(Boolean).join(' · ')}
          {row.duplicates_of ? <span class="tag">reprint</span> : null}
          {row.lang && row.lang !== 'en' ? <span class="tag">{row.lang}</span> : null}
        </span>
        {row.snippet ? <Snippet text={row.snippet} /> : null}
      </a>
      <span class={row.events ? 'tally' : 'tally none'} title={plural(row.events, 'event')}><b>{number(row.events)}</b> {row.events === 1 ? 'event' : 'events'}</span>
    </li>
  );
}

export function Search({ value, label, set }: { value: string; label: string; set: (text: string) => void }) {
  const [text, setText] = useState(value);
  const timer = useRef<number>();
  useEffect(() => setText(value), [value]);
  const later = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => set(next.trim()), 250);
  };
  return (
    <label class="search">
      <span class="sr">{label}</span>
      <input type="search" value={text} placeholder={label} autocomplete="off" spellcheck={false} onInput={(e) => later(e.currentTarget.value)}
        onKeyDown={(e) => { if (e.key === 'Enter') { clearTimeout(timer.current); set(text.trim()); } else if (e.key === 'Escape') e.currentTarget.blur(); }} />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}

export function DocumentsPage({ params }: { params: Record<string, string> }) {
  const offset = +(params.offset ?? 0);
  const asked = useAsk<List<DocumentRow>>('documents', { ...params, sort: params.sort ?? '-published', limit: LIMIT, offset });
  useKeys({ j: () => step('[data-row]', 1), k: () => step('[data-row]', -1) });
  const to = (more: Record<string, string | number>) => href('documents', null, { ...params, offset: null as unknown as string, ...more });
  return (
    <>
      <Title text="Documents" />
      <div class="tools">
        <Search label="Search in all texts" value={params.search ?? ''} set={(search) => go(to({ search }), true)} />
        <label>Order <select value={params.sort ?? '-published'} onChange={(e) => go(to({ sort: e.currentTarget.value }), true)}>
          <option value="-published">newest first</option>
          <option value="published">oldest first</option>
          <option value="-events">most events</option>
          <option value="title">title</option>
          <option value="outlet">outlet</option>
        </select></label>
      </div>
      <Answer asked={asked}>{(list) => list.total === 0
        ? params.search || params.outlet
          ? <Empty title={`No text holds “${params.search ?? params.outlet}”.`}><p>Fewer or other words may find one. <a href={href('documents')}>All documents</a></p></Empty>
          : <Empty title="The ledger is empty."><p>Add pages to it, then reload: <code>bayhaqi add --db FILE pages/</code></p></Empty>
        : <>
          <p class="sum" aria-live="polite">{plural(list.total, 'document')}{params.search ? <> with “{params.search}”</> : null}{params.outlet ? <> of {params.outlet}</> : null}</p>
          <ul class="docs">{list.rows.map((row) => <Row key={`${row.doc}/${row.version}`} row={row} />)}</ul>
          <Pager total={list.total} limit={LIMIT} offset={offset} to={(o) => to({ offset: o })} />
        </>}</Answer>
    </>
  );
}

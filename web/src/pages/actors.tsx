// Actors by how often they act or are acted upon.
import { useAsk } from '../api';
import { day, number, plural } from '../format';
import { step, useKeys } from '../keys';
import { go, href } from '../route';
import type { ActorRow, List } from '../types';
import { Answer, Empty, Pager, Title } from '../ui';

const LIMIT = 60;

function Row({ row }: { row: ActorRow }) {
  const key = row.id ?? row.name;
  return (
    <tr>
      <td data-label="Actor"><a data-row href={href('events', null, { actor: key })}><b>{row.name ?? row.id ?? 'unnamed'}</b></a>{row.person?.role ? <span class="role-of"> {row.person.role}{row.person.from || row.person.to ? ` (${row.person.from ?? '?'} – ${row.person.to ?? 'now'})` : ''}</span> : null}</td>
      <td data-label="Code"><code class="code">{row.code ?? '—'}</code></td>
      <td data-label="Acts" class="num"><a href={href('events', null, { actor: key })}>{number(row.as_actor)}</a></td>
      <td data-label="Is acted upon" class="num"><a href={href('events', null, { recipient: key })}>{number(row.as_recipient)}</a></td>
      <td data-label="Documents" class="num">{number(row.documents)}</td>
      <td data-label="Seen">{row.first ? `${day(row.first)} – ${day(row.last)}` : '—'}</td>
    </tr>
  );
}

export function ActorsPage({ params }: { params: Record<string, string> }) {
  const offset = +(params.offset ?? 0);
  const asked = useAsk<List<ActorRow>>('actors', { ...params, limit: LIMIT, offset });
  useKeys({ j: () => step('[data-row]', 1), k: () => step('[data-row]', -1) });
  return (
    <>
      <Title text="Actors"><p class="lead">Who occurs in events, with the office held at the time.</p></Title>
      <form class="tools" onSubmit={(e) => e.preventDefault()}>
        <label>Name, code or country <input type="search" value={params.actor ?? ''} onChange={(e) => go(href('actors', null, { actor: e.currentTarget.value.trim() }), true)} /></label>
      </form>
      <Answer asked={asked}>{(list) => list.total === 0
        ? <Empty title="No actor fits."><p><a href={href('actors')}>All actors</a></p></Empty>
        : <>
          <p class="sum">{plural(list.total, 'actor')}</p>
          <div class="wide"><table class="actors"><thead><tr><th>Actor</th><th>Code</th><th class="num">Acts</th><th class="num">Is acted upon</th><th class="num">Documents</th><th>Seen</th></tr></thead>
            <tbody>{list.rows.map((row, i) => <Row key={i} row={row} />)}</tbody></table></div>
          <Pager total={list.total} limit={LIMIT} offset={offset} to={(o) => href('actors', null, { ...params, offset: o || null })} />
        </>}</Answer>
    </>
  );
}

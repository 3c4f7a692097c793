import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { focusSearch, useKeys } from './keys';
import { ControlPage } from './pages/control';
import { DisputesPage } from './pages/disputes';
import { DocumentsPage } from './pages/documents';
import { EventPage, EventsPage } from './pages/events';
import { ActorsPage } from './pages/actors';
import { IncidentsPage } from './pages/incidents';
import { OverviewPage } from './pages/overview';
import { ReaderPage } from './pages/reader';
import { href, useRoute, type Route } from './route';
import { Empty } from './ui';
import './style.css';

const PAGES: [string, string][] = [
  ['overview', 'Overview'], ['documents', 'Documents'], ['events', 'Events'], ['incidents', 'Incidents'], ['disputes', 'Disputes'],
  ['control', 'Control'], ['actors', 'Actors'],
];

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case 'overview': return <OverviewPage />;
    case 'documents': return route.id ? <ReaderPage key={route.id} id={route.id} params={route.params} /> : <DocumentsPage params={route.params} />;
    case 'events': return <EventsPage params={route.params} />;
    case 'event': return <EventPage id={route.id ?? ''} />;
    case 'incidents': return <IncidentsPage params={route.params} />;
    case 'disputes': return <DisputesPage params={route.params} id={route.id} />;
    case 'control': return <ControlPage params={route.params} />;
    case 'actors': return <ActorsPage params={route.params} />;
    default: return <Empty title="There is no such page."><p><a href={href('overview')}>To the overview</a></p></Empty>;
  }
}

function Help({ dialog }: { dialog: { current: HTMLDialogElement | null } }) {
  const keys: [string, string][] = [['/', 'to the search field'], ['j  k', 'next and previous event or row'], ['Enter', 'open'],
    ['Esc', 'let go of the event'], ['g', 'to the overview'], ['?', 'this list']];
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClick={(e) => { if (e.target === dialog.current) dialog.current?.close(); }}>
      <h2 id="help-title">Keys</h2>
      <dl>{keys.map(([key, does]) => <div key={key}><dt>{key.split('  ').map((k) => <kbd key={k}>{k}</kbd>)}</dt><dd>{does}</dd></div>)}</dl>
      <form method="dialog"><button>Close</button></form>
    </dialog>
  );
}

function App() {
  const route = useRoute();
  const help = useRef<HTMLDialogElement>(null);
  useKeys({ '/': focusSearch, g: () => { location.hash = href('overview'); }, '?': () => help.current?.showModal() });
  const here = route.page === 'event' ? 'events' : route.page;
  useEffect(() => document.querySelector('.bar [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [here]);
  return (
    <>
      <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); document.querySelector<HTMLElement>('main')?.focus(); }}>To the content</a>
      <div class="bar">
        <a class="brand" href={href('overview')} title="Who did what to whom, according to whom">
          <img src="/icon.svg" alt="" width="26" height="26" />Bayhaqi
        </a>
        <nav aria-label="Pages of the ledger">
          {PAGES.map(([page, name]) => <a key={page} href={href(page)} aria-current={page === here ? 'page' : undefined}>{name}</a>)}
        </nav>
        <button class="plain keys" type="button" onClick={() => help.current?.showModal()} title="Keys (?)" aria-label="Keys">?</button>
      </div>
      <main id="main" tabIndex={-1}><Page route={route} /></main>
      <Help dialog={help} />
    </>
  );
}

render(<App />, document.getElementById('app')!);

// The address after the # says what is shown: #/documents/ID?event=E. Back, forward and copied links work.
import { useEffect, useState } from 'preact/hooks';

export interface Route {
  page: string;                     // documents, events ...
  id: string | null;
  params: Record<string, string>;
}

export function parseRoute(hash: string): Route {
  const [path, search = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [page, ...rest] = path.split('/');
  const params: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(search)) if (value !== '') params[name] = value;
  let id: string | null = rest.join('/');
  try { id = decodeURIComponent(id); } catch { /* a stray percent sign is a part of the id */ }
  return { page: page || 'overview', id: id || null, params };
}

export function href(page: string, id: string | null = null, params: Record<string, string | number | null | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  const tail = search.toString();
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ''}${tail ? `?${tail}` : ''}`;
}

export function useRoute(): Route {
  const [route, set] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const changed = () => set(parseRoute(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}

/** Goes to an address; replace: without a step in the browser's history (typing in a filter). */
export function go(to: string, replace = false): void {
  if (!replace) { location.hash = to; return; }
  history.replaceState(null, '', to);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

// Asking the server that this page came from, and nobody else.
import { useEffect, useState } from 'preact/hooks';

export type Params = Record<string, string | number | null | undefined>;

export function query(params: Params): string {
  const parts = Object.entries(params)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return parts.length ? `?${parts.join('&')}` : '';
}

export async function ask<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/${path}${query(params)}`, { signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Error('The server does not answer. Is `bayhaqi serve` still running?');
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Error(body?.error ?? `The server answered ${response.status}.`);
  return body as T;
}

export interface Asked<T> {
  data: T | null;
  error: string | null;
  loading: boolean;
}

/** Asks when path or params change. While a new answer is under way the last one stays, so that nothing flickers. */
export function useAsk<T>(path: string | null, params: Params = {}): Asked<T> {
  const key = path === null ? null : path + query(params);
  const [state, set] = useState<Asked<T> & { key: string | null }>({ data: null, error: null, loading: true, key: null });
  useEffect(() => {
    if (path === null) return;
    const control = new AbortController();
    set((old) => ({ ...old, loading: true, error: null }));
    ask<T>(path, params, control.signal).then(
      (data) => set({ data, error: null, loading: false, key }),
      (error) => {
        if (!control.signal.aborted) set({ data: null, error: String(error.message ?? error), loading: false, key });
      },
    );
    return () => control.abort();
  }, [key]);
  return state;
}

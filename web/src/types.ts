// The JSON of docs/formats/api.md, as far as the page uses it. Spans are UTF-8 byte offsets [begin, end).

export type Span = [number, number];

export interface Actor {
  span: Span | null;
  text: string | null;
  id: string | null;
  name: string | null;
  code: string | null;
  country: string | null;
  sectors: string[];
  person: { name: string; role: string | null; from: string | null; to: string | null } | null;
  confidence?: number;
}

export interface Place {
  span: Span | null;
  text: string | null;
  name: string | null;
  lat: number | null;
  lon: number | null;
  country: string | null;
  admin1: string | null;
  admin2: string | null;
  precision: string | null;
}

export interface EventDate { begin: string | null; end: string | null; precision?: string; span?: Span | null }

export interface Count { kind: string; min: number | null; max: number | null; of: string | null; span: Span | null }

export interface Attribution {
  speaker: Actor | null;
  text: string | null;
  cue: Span | null;
  stance?: string;
  anonymous: boolean;
}

export interface Event {
  id: string;
  doc: string;
  published: string | null;
  outlet: string | null;
  url: string | null;
  type: string;
  mode: string | null;
  contexts: string[];
  cameo: string | null;
  quad: number | null;
  goldstein: number | null;
  acled: { type: string | null; subtype: string | null };
  actors: Actor[];
  recipients: Actor[];
  place: Place | null;
  date: EventDate;
  counts: Count[];
  status: string;
  attribution: Attribution[];
  trigger: { span: Span; text: string };
  sentence: { index: number; span: Span; text: string };
  headline: boolean;
  confidence: number;
  rule?: string | null;
  made_by?: { version: string; lexicon: string; model: string };
}

export interface Block { role: string; span: Span }

export interface DocumentRow {
  doc: string;
  version: number;
  title: string | null;
  byline: string[];
  outlet: string | null;
  published: string | null;
  url: string | null;
  lang: string | null;
  sentences: number;
  events: number;
  duplicates_of: string | null;
  superseded: boolean;
  snippet?: string | null;
}

export interface Article {
  doc: string;
  version: number;
  title: string | null;
  byline: string[];
  outlet: string | null;
  published: string | null;
  published_from: string | null;
  url: string | null;
  lang: string | null;
  text: string;
  blocks: Block[];
  duplicates_of: string | null;
  made_by: { version: string; lexicon: string; model: string } | null;
}

export interface Evidence { event: string; kind: string; span: Span }

export interface Claim {
  id: string;
  event: string;
  speaker: Actor | null;
  text: string | null;
  outlet: string | null;
  stance: string;
  doc: string;
  span: Span;
  date: string | null;
}

export interface Side {
  stance: string;
  speakers: Actor[];
  who: string | null;
  claims: string[];
  events: string[];
  text: string | null;
}

export interface Dispute {
  id: string;
  kind?: string;
  about: { type: string; event?: string; actors: Actor[]; recipients: Actor[]; place: Place | null; date: EventDate | null; text?: string | null };
  sides: Side[];
  documents?: number;
  open: boolean;
}

export interface Control {
  id: string;
  place: Place;
  holder: Actor;
  status: string;
  since: string | null;
  until: string | null;
  claims: string[];
  events?: string[];
  sides?: Side[];
  documents?: number;
}

export interface Figure { min: number | null; max: number | null; speaker: Actor | null; who?: string | null; doc: string; event?: string }

export interface Incident {
  id: string;
  type: string;
  actors: Actor[];
  recipients: Actor[];
  place: Place | null;
  date: EventDate | null;
  events: string[];
  reports?: number;
  documents: number;
  independent_sources: number;
  counts: { kind: string; min: number | null; max: number | null; text?: string; by: Figure[] }[];
  status: string;
  text?: string | null;
}

export interface ActorRow {
  id: string | null;
  name: string | null;
  code: string | null;
  country: string | null;
  sectors: string[];
  person: Actor['person'];
  events: number;
  as_actor: number;
  as_recipient: number;
  documents: number;
  first: string | null;
  last: string | null;
}

export interface Tally { name: string | null; count: number }

export interface Stats {
  version: string;
  totals: Record<string, number | string | boolean | null>;
  types: Tally[];
  statuses: Tally[];
  months: Tally[];
  outlets: Tally[];
}

export interface List<Row> { total: number; limit: number; offset: number; rows: Row[] }

export interface DocumentAnswer {
  document: Article;
  events: Event[];
  claims: Claim[];
  disputes: Dispute[];
  control: Control[];
  evidence: Evidence[];
}

export interface Member { side: number; event: Event; claim: Claim | null }

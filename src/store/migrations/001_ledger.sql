-- The ledger. Spans are byte offsets [begin, end) in documents.text. Dates are ISO 8601 text, so that they sort.
-- `line` columns hold the JSON line of docs/formats/ledger.md; the other columns are there to be asked for.

CREATE TABLE makers (
    maker   INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    lexicon TEXT NOT NULL,
    model   TEXT NOT NULL,
    UNIQUE (version, lexicon, model)
) STRICT;

CREATE TABLE documents (
    doc            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL,
    key            TEXT NOT NULL,             -- what stays when a page changes: its address, else its id
    version        INTEGER NOT NULL,          -- 1, 2 ... of the same key
    superseded_by  INTEGER REFERENCES documents,
    hash           TEXT NOT NULL UNIQUE,      -- of the raw bytes and of what was said about them
    url            TEXT, outlet TEXT, title TEXT, lang TEXT,
    byline         TEXT NOT NULL,             -- JSON array
    published      TEXT, published_from TEXT,
    format         TEXT, charset TEXT,
    raw            BLOB NOT NULL,             -- the bytes as they came
    options        TEXT NOT NULL,             -- JSON: what was said about them
    text           TEXT NOT NULL,
    duplicates_of  TEXT,                      -- id of the earlier document that this one reprints
    maker          INTEGER NOT NULL REFERENCES makers
) STRICT;
CREATE INDEX documents_id ON documents (id, version);
CREATE INDEX documents_key ON documents (key, version);
CREATE INDEX documents_published ON documents (published, doc);

CREATE VIRTUAL TABLE texts USING fts5 (title, text, content = 'documents', content_rowid = 'doc',
                                       tokenize = "unicode61 remove_diacritics 2");

CREATE TABLE blocks (
    doc INTEGER NOT NULL REFERENCES documents, n INTEGER NOT NULL,
    role TEXT NOT NULL, begin_ INTEGER NOT NULL, end_ INTEGER NOT NULL,
    raw_begin INTEGER NOT NULL, raw_end INTEGER NOT NULL,
    PRIMARY KEY (doc, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentences (
    doc INTEGER NOT NULL REFERENCES documents, n INTEGER NOT NULL,
    block INTEGER NOT NULL, begin_ INTEGER NOT NULL, end_ INTEGER NOT NULL,
    PRIMARY KEY (doc, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
    doc INTEGER NOT NULL REFERENCES documents, n INTEGER NOT NULL,
    stage TEXT NOT NULL, code TEXT NOT NULL, begin_ INTEGER NOT NULL, end_ INTEGER NOT NULL,
    PRIMARY KEY (doc, n)
) STRICT, WITHOUT ROWID;

-- Bands of a text's signature: reprints share at least one (src/merge/near.h).
CREATE TABLE signatures (
    doc INTEGER PRIMARY KEY REFERENCES documents,
    signature BLOB NOT NULL
) STRICT;
CREATE TABLE bands (
    band INTEGER NOT NULL, value INTEGER NOT NULL, doc INTEGER NOT NULL REFERENCES documents,
    PRIMARY KEY (band, value, doc)
) STRICT, WITHOUT ROWID;

-- Actors as seen in events: one row for each reading of one actor.
CREATE TABLE actors (
    actor   INTEGER PRIMARY KEY,
    id      TEXT, name TEXT, code TEXT, country TEXT,
    sectors TEXT NOT NULL,                    -- JSON array
    person  TEXT, role TEXT, role_from TEXT, role_to TEXT,
    hash    INTEGER NOT NULL UNIQUE           -- of all the columns above
) STRICT;
CREATE INDEX actors_id ON actors (id);

CREATE TABLE places (
    place     INTEGER PRIMARY KEY,
    name      TEXT NOT NULL, lat REAL, lon REAL, country TEXT, admin1 TEXT, admin2 TEXT,
    geonames  INTEGER, precision TEXT,
    hash      INTEGER NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE place_points USING rtree (place, south, north, west, east);

CREATE TABLE events (
    event       INTEGER PRIMARY KEY,
    id          TEXT NOT NULL,
    doc         INTEGER NOT NULL REFERENCES documents, n INTEGER NOT NULL,
    current     INTEGER NOT NULL,             -- 0 when the document has a newer version
    type        TEXT NOT NULL, mode TEXT, contexts TEXT NOT NULL,
    cameo       TEXT, quad INTEGER, goldstein REAL, acled_type TEXT, acled_subtype TEXT,
    place       INTEGER REFERENCES places,
    date_begin  TEXT, date_end TEXT, precision TEXT NOT NULL,
    status      TEXT NOT NULL, headline INTEGER NOT NULL, confidence REAL NOT NULL,
    control     TEXT,                         -- of the place: gains | holds | loses | gives
    about       INTEGER,                      -- n of the event of the same document that this one is about
    trigger_    TEXT NOT NULL, sentence INTEGER NOT NULL,
    rule        TEXT,
    line        TEXT NOT NULL
) STRICT;
CREATE INDEX events_id ON events (id);
CREATE INDEX events_doc ON events (doc, n);
CREATE INDEX events_date ON events (current, date_begin, event);
CREATE INDEX events_type ON events (current, type, date_begin);
CREATE INDEX events_place ON events (place);

CREATE TABLE event_actors (
    event INTEGER NOT NULL REFERENCES events,
    role  TEXT NOT NULL,                      -- actor | recipient
    n     INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors,
    text  TEXT NOT NULL, begin_ INTEGER NOT NULL, end_ INTEGER NOT NULL, confidence REAL NOT NULL,
    PRIMARY KEY (event, role, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actors_actor ON event_actors (actor, role, event);

CREATE TABLE counts (
    event INTEGER NOT NULL REFERENCES events, n INTEGER NOT NULL,
    kind TEXT NOT NULL, min REAL, max REAL, of TEXT, begin_ INTEGER NOT NULL, end_ INTEGER NOT NULL,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE attributions (                   -- the chain of an event, outermost first
    event INTEGER NOT NULL REFERENCES events, n INTEGER NOT NULL,
    speaker INTEGER REFERENCES actors,
    text TEXT, begin_ INTEGER NOT NULL, end_ INTEGER NOT NULL, anonymous INTEGER NOT NULL, stance TEXT NOT NULL,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
    claim   INTEGER PRIMARY KEY,
    id      TEXT NOT NULL,
    event   INTEGER NOT NULL REFERENCES events,
    doc     INTEGER NOT NULL REFERENCES documents,
    speaker INTEGER REFERENCES actors,        -- NULL: the outlet itself, or a speaker nobody could name
    text    TEXT,                             -- the speaker as written; NULL: the outlet
    outlet  INTEGER NOT NULL,                 -- 1: the outlet itself says so
    stance  TEXT NOT NULL,
    begin_  INTEGER NOT NULL, end_ INTEGER NOT NULL,
    date    TEXT,
    line    TEXT NOT NULL
) STRICT;
CREATE INDEX claims_id ON claims (id);
CREATE INDEX claims_event ON claims (event);
CREATE INDEX claims_doc ON claims (doc);
CREATE INDEX claims_speaker ON claims (speaker);

CREATE TABLE evidence (                       -- the words of the page behind each cell of an event
    event INTEGER NOT NULL REFERENCES events, n INTEGER NOT NULL,
    kind TEXT NOT NULL,                       -- trigger actor recipient place date count source cue
    begin_ INTEGER NOT NULL, end_ INTEGER NOT NULL,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;

-- What weighing the reports against each other has found. Made anew from the tables above by every weighing.
CREATE TABLE findings (
    finding    INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,                 -- dispute | incident | control
    id         TEXT NOT NULL,
    type       TEXT,                          -- PLOVER type it is about
    status     TEXT NOT NULL,                 -- dispute: open | settled; incident: status; control: held claimed ...
    place      INTEGER REFERENCES places,
    date_begin TEXT, date_end TEXT,
    line       TEXT NOT NULL
) STRICT;
CREATE INDEX findings_id ON findings (id);
CREATE INDEX findings_kind ON findings (kind, date_begin);

CREATE TABLE finding_events (
    finding INTEGER NOT NULL REFERENCES findings, n INTEGER NOT NULL,
    side    INTEGER NOT NULL,                 -- of a dispute: 0, 1 ...
    event   INTEGER NOT NULL REFERENCES events,
    claim   INTEGER REFERENCES claims,
    PRIMARY KEY (finding, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_events_event ON finding_events (event);

CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO state VALUES ('weighed', '1');    -- 0: documents were added since the last weighing

CREATE VIEW disputes  AS SELECT finding, id, type, status, place, date_begin, date_end, line FROM findings WHERE kind = 'dispute';
CREATE VIEW incidents AS SELECT finding, id, type, status, place, date_begin, date_end, line FROM findings WHERE kind = 'incident';
CREATE VIEW control   AS SELECT finding, id, type, status, place, date_begin, date_end, line FROM findings WHERE kind = 'control';

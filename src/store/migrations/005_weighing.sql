-- Weighing touches only what new documents can change (src/store/weigh.c). What is below is made from the tables of the record; an older
-- ledger makes it at the next weighing.
DROP VIEW disputes;
DROP VIEW incidents;
DROP VIEW control;
DROP TABLE finding_events;
DROP TABLE findings;

ALTER TABLE documents ADD COLUMN agency TEXT;     -- whose report it prints, by its own words; NULL: its own

CREATE TABLE findings (
    finding    INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,                 -- dispute | incident | control
    id         TEXT NOT NULL,
    type       TEXT,                          -- PLOVER type it is about
    status     TEXT NOT NULL,                 -- dispute: open | settled; incident: status; control: held claimed ...
    place      INTEGER REFERENCES places,
    date_begin TEXT, date_end TEXT,
    unit       TEXT NOT NULL,                 -- what was weighed as one: incident (with its figures) | quarrel | spot
    head       INTEGER NOT NULL,              -- of that unit: event that begins the incident, or place
    rank       TEXT NOT NULL,                 -- order among those of one day: publication, document, place in the text
    line       TEXT NOT NULL
) STRICT;
CREATE INDEX findings_id ON findings (id);
CREATE INDEX findings_kind ON findings (kind, date_begin, rank, id);
CREATE INDEX findings_unit ON findings (unit, head);

CREATE TABLE finding_events (
    finding INTEGER NOT NULL REFERENCES findings, n INTEGER NOT NULL,
    side    INTEGER NOT NULL,                 -- of a dispute: 0, 1 ...
    event   INTEGER NOT NULL REFERENCES events,
    claim   INTEGER REFERENCES claims,
    PRIMARY KEY (finding, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_events_event ON finding_events (event);
CREATE INDEX finding_events_claim ON finding_events (claim) WHERE claim IS NOT NULL;

CREATE VIEW disputes  AS SELECT finding, id, type, status, place, date_begin, date_end, line FROM findings WHERE kind = 'dispute';
CREATE VIEW incidents AS SELECT finding, id, type, status, place, date_begin, date_end, line FROM findings WHERE kind = 'incident';
CREATE VIEW control   AS SELECT finding, id, type, status, place, date_begin, date_end, line FROM findings WHERE kind = 'control';

CREATE TABLE unweighed (doc INTEGER PRIMARY KEY) STRICT;          -- documents that came or were superseded since the last weighing
CREATE TABLE topics (event INTEGER PRIMARY KEY, words BLOB NOT NULL) STRICT;      -- content words of its sentence, as hashes
CREATE TABLE utterances (                     -- assertions by the parties they are about, replies by the parties they speak for
    party INTEGER NOT NULL, reply INTEGER NOT NULL, day INTEGER NOT NULL, event INTEGER NOT NULL, claim INTEGER NOT NULL,
    PRIMARY KEY (party, reply, day, event, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE replies (
    reply INTEGER PRIMARY KEY,
    event INTEGER NOT NULL, claim INTEGER NOT NULL,              -- claim 0: the event itself replies
    anchor INTEGER NOT NULL,                  -- the event over which they quarrel
    head INTEGER NOT NULL,                    -- the event that begins its incident
    UNIQUE (event, claim)
) STRICT;
CREATE INDEX replies_anchor ON replies (anchor);
CREATE INDEX replies_head ON replies (head);
CREATE TABLE answers (                        -- what a reply answers, best first
    reply INTEGER NOT NULL, n INTEGER NOT NULL, event INTEGER NOT NULL, claim INTEGER NOT NULL,
    PRIMARY KEY (reply, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE spots (place INTEGER PRIMARY KEY, spot INTEGER NOT NULL) STRICT;     -- places of control, and what they count as
CREATE INDEX spots_spot ON spots (spot);
CREATE INDEX events_control ON events (place) WHERE control IS NOT NULL AND current = 1;
-- What weighing needs of a document, without the page that lies before it in the row.
CREATE INDEX documents_brief ON documents (doc, superseded_by, id, published, outlet, duplicates_of, agency);

UPDATE state SET value = '0' WHERE name = 'weighed';      -- 0: all is to be weighed anew

-- What `bayhaqi watch` follows and how far it has come. Times are seconds since 1970. No part of the record: it may be emptied.

CREATE TABLE feeds (
    feed     INTEGER PRIMARY KEY,
    url      TEXT NOT NULL UNIQUE,            -- an address, or the path of a folder
    etag     TEXT, modified TEXT,             -- what the server said of its last answer
    checked  INTEGER NOT NULL DEFAULT 0,      -- when it was last asked
    due      INTEGER NOT NULL DEFAULT 0,      -- when it is to be asked again
    failures INTEGER NOT NULL DEFAULT 0,      -- in a row
    trouble  TEXT,                            -- what the last failure was
    pages    INTEGER NOT NULL DEFAULT 0       -- read from it so far
) STRICT;

CREATE TABLE seen (                           -- items of feeds, files of folders
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    key  INTEGER NOT NULL,                    -- hash of the address, path or id
    mark INTEGER NOT NULL,                    -- hash of what tells a changed one: date of change, size
    at   INTEGER NOT NULL,
    PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;

-- Persons whose role and country a text has told: kept with the words that told it, used for later articles.
CREATE TABLE learned (
    doc     INTEGER NOT NULL REFERENCES documents, n INTEGER NOT NULL,
    id      TEXT NOT NULL,                    -- learned:NAME, as in actors
    name    TEXT NOT NULL, role TEXT NOT NULL, country TEXT NOT NULL,
    sectors TEXT NOT NULL,                    -- GOV|MIL
    begin_  INTEGER NOT NULL, end_ INTEGER NOT NULL,
    PRIMARY KEY (doc, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX learned_id ON learned (id, doc);

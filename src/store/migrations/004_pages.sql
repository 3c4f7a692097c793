-- What the page tells of itself besides, and the index of reprints in its newer form.
ALTER TABLE documents ADD COLUMN updated TEXT;     -- the day of the last change, as published
ALTER TABLE documents ADD COLUMN image TEXT;       -- address of the picture that leads the article

DROP TABLE bands;
DROP TABLE signatures;
-- Prints of the originals' texts: reprints share some (src/merge/near.h).
CREATE TABLE prints (
    print INTEGER NOT NULL, doc INTEGER NOT NULL REFERENCES documents,
    PRIMARY KEY (print, doc)
) STRICT, WITHOUT ROWID;
INSERT INTO state VALUES ('printed', '0');         -- 1: all originals are in prints

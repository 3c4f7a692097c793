-- What a count is besides its bounds, and who tells it (docs/formats/counts.md).
ALTER TABLE counts ADD COLUMN unit TEXT;
ALTER TABLE counts ADD COLUMN part INTEGER NOT NULL DEFAULT 0;     -- 1: a part of another number
ALTER TABLE counts ADD COLUMN cumulative INTEGER;                  -- 1: the sum so far, 0: new
ALTER TABLE counts ADD COLUMN rate TEXT;                           -- so many in each day, month ...
ALTER TABLE counts ADD COLUMN period_begin TEXT;
ALTER TABLE counts ADD COLUMN period_end TEXT;
ALTER TABLE counts ADD COLUMN speaker INTEGER REFERENCES actors;   -- NULL in both: who tells the event
ALTER TABLE counts ADD COLUMN speaker_text TEXT;

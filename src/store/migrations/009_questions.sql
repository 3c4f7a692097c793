-- Questions to millions of events: the days of an event within the index that orders them; events that cross a month; claims by day.
DROP INDEX events_date;
CREATE INDEX events_date ON events (current, date_begin, event, date_end);
CREATE INDEX events_long ON events (date_begin, date_end) WHERE substr(date_end, 1, 7) <> substr(date_begin, 1, 7);
CREATE INDEX claims_date ON claims (date);

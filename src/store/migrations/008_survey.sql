-- Who holds which place is weighed once at the end of a weighing, not with each part of it.
CREATE TABLE unsurveyed (
    place INTEGER NOT NULL,
    spot  INTEGER NOT NULL,                   -- 1: a spot to be surveyed; 0: a place that documents have told of
    PRIMARY KEY (spot, place)
) STRICT, WITHOUT ROWID;

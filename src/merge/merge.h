/* merge/merge.h - reports weighed against each other: incidents, disputes, control of places.
 *
 *   reads   bay_reports: current events with their actors, places, claims and counts, as plain arrays
 *   writes  bay_findings: groups of those events, with sides
 *
 *     bay_weighing w = {.r = &reports, .arena = arena, .reader = &reader};      // the ledger's: store/weigh.c
 *     ...bay__enter_event of each event that is loaded, bay__set_dirty of those that are new...
 *     BAY_TRY(bay__settle_incidents(&w, err));                                   // which incident each belongs to
 *     BAY_TRY(bay__incident_findings(&w, head, &found, err));
 *
 * What an event belongs to hangs on the reports around it only, in the order of the documents' publication (then of their ids, then of
 * the text), never on the order in which they came: so the same documents give the same findings whether they came at once, one by one
 * or backwards, and a new one moves only what it can reach. What that is, the reader loads on demand:
 *
 *   incidents  the reports of its family of types on the days around (3 either way), and what these moved themselves
 *   disputes   what is said about the parties of its replies within 14 days, and replies of the parties that it speaks about
 *   control    what is told of the place, and of places within 10 km
 *
 * Cost of a document: that neighbourhood, and log n to find it. The rules stand at the head of incident.c, dispute.c and control.c.
 */
#ifndef BAY_MERGE_MERGE_H
#define BAY_MERGE_MERGE_H

#include "base/map.h"
#include "doc/doc.h"

#define BAY_NO_DAY INT32_MIN

/* ---- what is read ---------------------------------------------------------- */

typedef struct bay_report_actor {
    int64_t row;
    bay_str id, name, code, country;
    uint64_t party;             /* set by bay__know_party: whose side it is on         */
    uint64_t state;             /* the state that a group rules (AFGGOVTAL), 0: none   */
    uint64_t bits;              /* two actors without a bit in common do not answer for each other */
} bay_report_actor;

typedef struct bay_report_place {
    int64_t row;
    bay_str name, country, admin1, precision;
    double lat, lon;
    bool has_point;
} bay_report_place;

typedef struct bay_report_doc {
    int64_t row;
    bay_str id, outlet;
    bay_str published;          /* as the page tells it, which sorts; NULL bytes: unknown, comes last */
    bay_str story;              /* id of the document it reprints, else its own                      */
    bay_str agency;             /* whose report it prints; NULL bytes: its own                       */
    int32_t day;                /* of publication                                                    */
    BAY_ARRAY(uint32_t) events; /* those that are loaded                                             */
} bay_report_doc;

typedef struct bay_report_claim {
    int64_t row;
    bay_str id, text;           /* text: the speaker as written     */
    uint32_t event, doc;
    uint32_t speaker;           /* actor, BAY_NONE                  */
    bool outlet;                /* the outlet itself says so        */
    uint8_t stance;             /* enum bay_stance                  */
} bay_report_claim;

typedef struct bay_report_count {
    bay_str kind;
    double min, max;            /* max < 0: open above */
    bool sum;                   /* the sum so far       */
    bool voiced;                /* told by another than who tells the event: */
    uint32_t speaker;           /* actor, BAY_NONE      */
    bay_str speaker_text;       /* as written           */
} bay_report_count;

typedef struct bay_report {     /* one event of one document */
    int64_t row;
    bay_str id, type, cameo, trigger, sentence;
    uint32_t doc, n, sent;
    const uint32_t *actors, *recipients;
    uint32_t actor_count, recipient_count;
    uint32_t place;             /* BAY_NONE */
    uint32_t about;             /* event of the same document, BAY_NONE */
    int32_t begin, end;         /* days; BAY_NO_DAY */
    uint8_t precision, status;
    bool told;                  /* the text says when; else the day is that of publication */
    bay_str control;            /* gains holds loses gives; NULL bytes */
    double confidence;
    uint32_t claim_begin, claim_end;      /* in claims: sorted by event */
    const bay_report_count *counts;
    uint32_t count_count;
    uint32_t speaker;           /* innermost attribution: actor, BAY_NONE         */
    bay_str speaker_text;       /* as written; NULL bytes: the outlet's own words */
    const uint32_t *words;      /* set by bay__know_words: sorted hashes of the sentence's content words */
    uint32_t word_count;
    uint64_t actor_bits, recipient_bits;
    uint32_t head;              /* first event of its incident; BAY_NONE: none, or not yet known */
    bool gone;                  /* of a version that was superseded */
    bool dirty, touched, moved, gathered;      /* while weighing */
} bay_report;

typedef struct bay_reports {
    bay_report_actor *actors;
    bay_report_place *places;
    bay_report_doc *docs;
    bay_report_claim *claims;
    bay_report *events;
    uint32_t actor_count, place_count, doc_count, claim_count, event_count;
} bay_reports;

/* ---- what is found ---------------------------------------------------------- */

enum bay_finding_kind { BAY_FINDING_INCIDENT, BAY_FINDING_DISPUTE, BAY_FINDING_CONTROL };

enum { BAY_SIDES_MAX = 6 };

/* One event on one side of a finding. claim: BAY_NONE when the event itself speaks (an accusation, a rejection). */
typedef struct bay_member {
    uint32_t event, claim;
    uint32_t speaker;           /* actor, BAY_NONE */
    uint32_t side;
    uint32_t count;             /* of the event's counts + 1; 0: none */
} bay_member;

typedef struct bay_finding {
    uint8_t kind;
    const char *sort;           /* dispute: accusation | event | control | figure */
    const char *status;         /* of incident, control; dispute: open | settled  */
    bay_str id;
    uint32_t about;             /* the event it is about          */
    uint32_t place;             /* BAY_NONE                       */
    int32_t begin, end;
    bay_str count;              /* dispute over a figure: its kind; NULL bytes: not about one */
    uint32_t holder;            /* control: actor                 */
    uint32_t sources;           /* incident: independent ones     */
    uint32_t documents;
    uint32_t side_count;
    uint8_t stances[BAY_SIDES_MAX];
    BAY_ARRAY(bay_member) members;
} bay_finding;

typedef struct bay_findings {
    BAY_ARRAY(bay_finding) items;
} bay_findings;

/* ---- weighing ------------------------------------------------------------------- */

enum { BAY_WINDOW_DAYS = 14, BAY_NEAR_DAYS = 3, BAY_ANSWERS_MAX = 6 };

/* Loads into the arrays what is not there yet; NULL: all is there. Indexes stay, addresses of rows may change. */
typedef struct bay_reader {
    void *context;
    bay_status (*bucket)(void *context, int family, int32_t day, bay_error *err);     /* reports of a family of types on a day   */
    bay_status (*whole)(void *context, uint32_t doc, bay_error *err);                 /* all events of a document                */
    bay_status (*members)(void *context, uint32_t head, bay_error *err);              /* all that the ledger has in an incident  */
    /* What is asserted about a party within *reach days of a day; lowers *reach where that were too much. */
    bay_status (*assertions)(void *context, uint64_t party, int32_t day, int32_t *reach, bay_error *err);
} bay_reader;

/* Something said: an assertion, or a reply. */
typedef struct bay_utterance {
    uint32_t event, claim;      /* claim BAY_NONE: the event itself is the act of saying  */
    uint32_t speaker;           /* actor, BAY_NONE                                         */
    uint32_t matter;            /* the event that it is about, BAY_NONE                    */
    bool outlet, accuses, counters, reply;
} bay_utterance;

typedef struct bay_said { BAY_ARRAY(bay_utterance) items; } bay_said;

/* A reply with what it answers, best first. It belongs to the dispute over the incident of its anchor; BAY_NONE: to none. */
typedef struct bay_answered {
    bay_utterance reply, answers[BAY_ANSWERS_MAX];
    uint32_t count, anchor, told;
    bool mirror;
} bay_answered;

typedef struct bay_answers { BAY_ARRAY(bay_answered) items; } bay_answers;

typedef struct bay_bucket {
    BAY_ARRAY(uint32_t) items;
    bool sorted, loaded;
} bay_bucket;

typedef struct bay_weighing {
    bay_reports *r;
    bay_arena *arena;
    const bay_reader *reader;               /* NULL: all is loaded */
    bay_map buckets, parties;
    BAY_ARRAY(bay_bucket) bucket_list;
    BAY_ARRAY(bay_said) party_list;         /* assertions about each party */
    uint32_t entered;                       /* events whose assertions are among them */
    BAY_ARRAY(uint32_t) queue;              /* heap of events to decide, first in order on top */
    BAY_ARRAY(uint32_t) touched;            /* heads whose incident changed */
    BAY_ARRAY(uint32_t) moved;              /* events whose head changed    */
    BAY_ARRAY(uint32_t) members;            /* events in incidents, by head */
} bay_weighing;

/* Publication, document, place in the text: less than 0 when a comes before b. */
int bay__order(const bay_reports *r, uint32_t a, uint32_t b);
void bay__sort_events(const bay_reports *r, uint32_t *items, uint32_t count);
BAY_MUST_CHECK bay_status bay__know_party(bay_report_actor *actor, bay_arena *arena, bay_error *err);
void bay__know_bits(const bay_reports *r, bay_report *event);
/* Content words of all events of a document. */
BAY_MUST_CHECK bay_status bay__know_words(const bay_reports *r, uint32_t doc, bay_arena *arena, bay_error *err);

/* Makes a loaded event findable. */
BAY_MUST_CHECK bay_status bay__enter_event(bay_weighing *w, uint32_t event, bay_error *err);
BAY_MUST_CHECK bay_status bay__set_dirty(bay_weighing *w, uint32_t event, bay_error *err);
BAY_MUST_CHECK bay_status bay__touch(bay_weighing *w, uint32_t head, bay_error *err);
/* The events of an incident are others' now: its head went. */
BAY_MUST_CHECK bay_status bay__orphan_members(bay_weighing *w, uint32_t head, bay_error *err);
BAY_MUST_CHECK bay_status bay__settle_incidents(bay_weighing *w, bay_error *err);
/* After settling, before the findings: the members of all incidents that were touched. */
BAY_MUST_CHECK bay_status bay__ready_members(bay_weighing *w, bay_error *err);
/* The incident of a head, and the dispute over its figures if there is one. */
BAY_MUST_CHECK bay_status bay__incident_findings(bay_weighing *w, uint32_t head, bay_findings *out, bay_error *err);

/* What is said in an event, assertions and replies. */
BAY_MUST_CHECK bay_status bay__gather(const bay_reports *r, uint32_t event, bay_arena *arena, bay_said *out, bay_error *err);
/* Parties under which an utterance is looked for: those an assertion is about, those a reply speaks for. At most max. */
uint32_t bay__parties_of(const bay_reports *r, const bay_utterance *u, uint64_t *out, uint32_t max);
/* The replies of a document that belong to a dispute, each with what it answers. */
BAY_MUST_CHECK bay_status bay__answer_doc(bay_weighing *w, uint32_t doc, bay_answers *out, bay_error *err);
/* One dispute of all replies that belong to it. */
BAY_MUST_CHECK bay_status bay__dispute_finding(bay_weighing *w, bay_answered *answered, uint32_t count, bay_findings *out, bay_error *err);

/* Of places with news of who holds them: spots[i] is the index in `places` of the place that places[i] counts as. */
BAY_MUST_CHECK bay_status bay__find_spots(const bay_reports *r, const uint32_t *places, uint32_t count, uint32_t *spots, bay_arena *arena, bay_error *err);
/* Who holds a spot, out of the events told of it. */
BAY_MUST_CHECK bay_status bay__control_findings(const bay_reports *r, bay_arena *arena, uint32_t spot, uint32_t *events, uint32_t count,
                                                bay_findings *out, bay_error *err);

/* ---- between the files of this folder ---------------------------------------- */

/* Appends the dispute over the figures of an incident in `out`, if there is one. */
BAY_MUST_CHECK bay_status bay__compare_figures(const bay_reports *r, bay_arena *arena, uint32_t incident, bay_findings *out, bay_error *err);
bool bay__same_party(const bay_reports *r, uint32_t actor, uint32_t other);
/* Same party, or "the rebels" and a named group of their country. */
bool bay__may_be_same(const bay_reports *r, uint32_t actor, uint32_t other);
/* May be the same, or one governs the state that the other is. In an undated text that may be false of the time it is about:
 * good for finding what belongs together, not for saying that two are one. */
bool bay__answers_for(const bay_reports *r, uint32_t actor, uint32_t other);
/* Any of one list answers for any of the other. */
bool bay__parties_meet(const bay_reports *r, const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb);
/* Content words in both sentences. */
uint32_t bay__shared_words(const bay_report *a, const bay_report *b);
/* Kilometres between two places; below zero when either has no point. */
double bay__distance(const bay_report_place *a, const bay_report_place *b);
/* Types that outlets mix up for the same deed: SUPPORT AID COOPERATE, ASSAULT COERCE ... */
int bay__type_family(bay_str type);
const char *bay__type_of_family(int family, uint32_t n);      /* NULL after the last */
/* Did it happen, in the words of the report: not merely threatened, planned, demanded, supposed. */
bool bay__is_report(const bay_report *event);
bay_finding *bay__new_finding(bay_findings *out, bay_arena *arena, uint8_t kind, uint32_t about, uint32_t place);
bool bay__add_member(bay_finding *finding, bay_arena *arena, bay_member member);
/* Dates and documents of the members, and the id: of the kind, the sort and the first event of each side. */
BAY_MUST_CHECK bay_status bay__close_finding(const bay_reports *r, bay_arena *arena, bay_finding *finding, bay_error *err);

#endif

/* merge/merge.h - reports weighed against each other: incidents, disputes, control of places.
 *
 *   reads   bay_reports: all current events with their actors, places, claims and counts, as plain arrays
 *   writes  bay_findings: groups of those events, with sides, in a fixed order
 *
 *     bay_reports reports = {...};                  // filled by store/weigh.c, in the order of the ledger
 *     bay_findings found;
 *     BAY_TRY(bay__merge(&reports, arena, &found, err));
 *
 * The same arrays give the same findings. Nothing is compared with everything: events meet in buckets of type and day,
 * accusations and replies through the accused party; each list that is walked has a cap.
 * The rules stand at the head of incident.c, dispute.c and control.c.
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
    uint32_t party;             /* set by bay__merge_parties: whose side it is on       */
    uint32_t state;             /* the state that a group rules (AFGGOVTAL), 0: none   */
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
    uint32_t original;          /* the document it reprints, else itself */
    int32_t day;                /* of publication                        */
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
    uint32_t *words;            /* set by bay__merge_words: sorted hashes of the sentence's content words */
    uint32_t word_count;
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

BAY_MUST_CHECK bay_status bay__merge(bay_reports *reports, bay_arena *arena, bay_findings *out, bay_error *err);

/* ---- between the files of this folder ---------------------------------------- */

BAY_MUST_CHECK bay_status bay__merge_parties(bay_reports *reports, bay_arena *arena, bay_error *err);
BAY_MUST_CHECK bay_status bay__merge_words(bay_reports *reports, bay_arena *arena, bay_error *err);
BAY_MUST_CHECK bay_status bay__merge_incidents(const bay_reports *reports, bay_arena *arena, bay_findings *out, bay_error *err);
BAY_MUST_CHECK bay_status bay__merge_disputes(const bay_reports *reports, bay_arena *arena, bay_findings *out, bay_error *err);
BAY_MUST_CHECK bay_status bay__merge_control(const bay_reports *reports, bay_arena *arena, bay_findings *out, bay_error *err);

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
/* Did it happen, in the words of the report: not merely threatened, planned, demanded, supposed. */
bool bay__is_report(const bay_report *event);
bay_finding *bay__new_finding(bay_findings *out, bay_arena *arena, uint8_t kind, uint32_t about, uint32_t place);
bool bay__add_member(bay_finding *finding, bay_arena *arena, bay_member member);
/* Dates and documents of the members, and the id: of the kind, the sort and the first event of each side. */
BAY_MUST_CHECK bay_status bay__close_finding(const bay_reports *r, bay_arena *arena, bay_finding *finding, bay_error *err);

#endif

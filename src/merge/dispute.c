/* Disputes: who says it and who denies it, paired.
 *
 * A reply is a denial (a claim that denies or doubts an event), a rejection (an event REJECT) or a counter-accusation
 * (an event ACCUSE against the accuser). An assertion is an accusation (ACCUSE somebody, of something) or a claim that
 * something happened. A reply answers an assertion about its own speaker's party, not made by that party, in the same
 * document or within 14 days, when enough speaks for it:
 *
 *   +4  it denies the very event that is asserted        +2  it names the accuser
 *   +3  it is addressed to the accuser                   +1..3  content words in common
 *   +2  the events are of one family and meet in their   +1  in the same document, +1 within three sentences
 *       actors, +1 in their recipients too
 *
 * 3 is enough inside a document, 4 across, one more where the outlet itself asserts. Replies that answer nothing we
 * have read are kept as disputes with one side: a denial presupposes that somebody said so. Two different figures for
 * one incident are disputes too, as are two holders of one place (control.c).
 *
 * What a reply answers hangs on itself and on what is asserted within its window; which dispute it belongs to, on the incident (incident.c)
 * of the best of these: of the first accusation between the same two in that document, or of the deed that is denied. So one dispute
 * holds all replies to reports of one deed or accusation, in whichever documents they stand; replies of one document that stand in one
 * sentence or answer the same go together. A new document changes only the disputes that its own utterances enter or leave.
 */
#include <stdio.h>
#include <stdlib.h>

#include "merge/merge.h"

enum { WALK_MAX = 600, MEMBERS_MAX = 400, NEAR_SENTENCES = 3, JOINT_WORDS = 2, PARTIES_MAX = 2 * BAY_EVENT_ACTORS_MAX + 2 };
enum { ENOUGH_INSIDE = 3, ENOUGH_ACROSS = 4 };

static const bay_report *event_of(const bay_reports *r, const bay_utterance *u) { return &r->events[u->event]; }

/* ---- gathering -------------------------------------------------------------------- */

static bool denies(uint8_t stance) { return stance == BAY_DENIES || stance == BAY_DENIES_RESPONSIBILITY || stance == BAY_DOUBTS; }

struct gathering {
    const bay_reports *r;
    bay_arena *arena;
    bay_said *out;
};

static bool push_utterance(struct gathering *g, bool reply, bay_utterance u)
{
    bay_utterance *slot = bay_push(g->arena, &g->out->items);
    u.reply = reply;
    if (slot) *slot = u;
    return slot != NULL;
}

/* That somebody accused or rejected is an act of its own (gather_act), not a matter that others deny. */
static bool is_speech(const bay_report *e) { return bay_str_is(e->type, "ACCUSE") || bay_str_is(e->type, "REJECT"); }

static bool gather_claims(struct gathering *g, uint32_t event)
{
    const bay_report *e = &g->r->events[event];
    bool denied = false;
    for (uint32_t c = e->claim_begin; c < e->claim_end; c++) {
        const bay_report_claim *claim = &g->r->claims[c];
        bay_utterance u = {.event = event, .claim = c, .speaker = claim->speaker, .matter = event, .outlet = claim->outlet};
        bool reply = denies(claim->stance);
        denied |= reply;
        if (reply && claim->outlet) continue;                        /* an outlet's "did not" is no denial */
        if (!reply && !bay__is_report(e)) continue;
        if (!reply && (is_speech(e) || (e->status == BAY_DENIED && claim->outlet))) continue;
        if (!push_utterance(g, reply, u)) return false;
    }
    if (e->status != BAY_DENIED || denied) return true;
    /* Nobody is named: then it is the one who is said to have done it. */
    uint32_t denier = e->speaker != BAY_NONE || e->speaker_text.size ? e->speaker : e->actor_count ? e->actors[0] : BAY_NONE;
    if (denier == BAY_NONE && !e->speaker_text.size) return true;
    return push_utterance(g, true, (bay_utterance){.event = event, .claim = BAY_NONE, .speaker = denier, .matter = event});
}

static bool gather_act(struct gathering *g, uint32_t event)
{
    const bay_report *e = &g->r->events[event];
    bool accuses = bay_str_is(e->type, "ACCUSE"), rejects = bay_str_is(e->type, "REJECT");
    if ((!accuses && !rejects) || (e->status != BAY_HAPPENED && e->status != BAY_CLAIMED)) return true;
    bay_utterance u = {.event = event, .claim = BAY_NONE, .matter = e->about, .accuses = accuses,
                       .speaker = e->actor_count ? e->actors[0] : BAY_NONE};
    if (accuses && !push_utterance(g, false, u)) return false;
    u.counters = accuses;
    return u.speaker == BAY_NONE || push_utterance(g, true, u);
}

bay_status bay__gather(const bay_reports *r, uint32_t event, bay_arena *arena, bay_said *out, bay_error *err)
{
    struct gathering g = {r, arena, out};
    return gather_claims(&g, event) && gather_act(&g, event) ? BAY_OK : bay_fail_memory(err);
}

struct parties { uint64_t *items; uint32_t count, max; };

static void add_party(struct parties *p, uint64_t party)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (p->items[i] == party) return;
    if (party && p->count < p->max) p->items[p->count++] = party;
}

static void add_actors(const bay_reports *r, struct parties *p, const uint32_t *actors, uint32_t count, bool states)
{
    for (uint32_t i = 0; i < count; i++) {
        if (actors[i] >= r->actor_count) continue;
        add_party(p, r->actors[actors[i]].party);
        if (states) add_party(p, r->actors[actors[i]].state);
    }
}

uint32_t bay__parties_of(const bay_reports *r, const bay_utterance *u, uint64_t *out, uint32_t max)
{
    struct parties p = {out, 0, max};
    const bay_report *e = event_of(r, u);
    if (u->reply) {
        add_actors(r, &p, &u->speaker, 1, true);
        /* What is denied may be about somebody else than the one who denies it. */
        if (u->claim != BAY_NONE) add_actors(r, &p, e->actors, e->actor_count, false);
        return p.count;
    }
    if (!u->accuses) { add_actors(r, &p, e->actors, e->actor_count, true); return p.count; }
    add_actors(r, &p, e->recipients, e->recipient_count, true);
    if (u->matter != BAY_NONE) add_actors(r, &p, r->events[u->matter].actors, r->events[u->matter].actor_count, true);
    return p.count;
}

/* Assertions under each party they are about; an event enters once. */
static bay_said *said_about(bay_weighing *w, uint64_t party, bool make)
{
    char text[24];
    bay_str name = {text, (uint32_t)snprintf(text, sizeof text, "%llx", (unsigned long long)party)};
    const uint32_t *known = bay_map_get(&w->parties, name);
    if (known || !make) return known ? &w->party_list.items[*known] : NULL;
    bay_str key = bay_str_copy(w->arena, name);
    uint32_t *slot = key.bytes ? bay_map_put(w->arena, &w->parties, key) : NULL;
    bay_said *said = slot ? bay_push(w->arena, &w->party_list) : NULL;
    if (said) *slot = w->party_list.count - 1;
    return said;
}

static bay_status enter_assertion(bay_weighing *w, const bay_utterance *u, bay_error *err)
{
    uint64_t parties[PARTIES_MAX];
    uint32_t count = bay__parties_of(w->r, u, parties, PARTIES_MAX);
    for (uint32_t i = 0; i < count; i++) {
        bay_said *said = said_about(w, parties[i], true);
        bay_utterance *slot = said ? bay_push(w->arena, &said->items) : NULL;
        if (!slot) return bay_fail_memory(err);
        *slot = *u;
    }
    return BAY_OK;
}

/* Those that came since the last time. */
static bay_status enter_assertions(bay_weighing *w, bay_error *err)
{
    for (; w->entered < w->r->event_count; w->entered++) {
        bay_said said = {0};
        if (w->r->events[w->entered].gone) continue;
        BAY_TRY(bay__gather(w->r, w->entered, w->arena, &said, err));
        for (uint32_t i = 0; i < said.items.count; i++)
            if (!said.items.items[i].reply) BAY_TRY(enter_assertion(w, &said.items.items[i], err));
    }
    return BAY_OK;
}

/* ---- does it answer? ---------------------------------------------------------------- */

static bool in_window(const bay_reports *r, const bay_report *a, const bay_report *b)
{
    int32_t x = r->docs[a->doc].day, y = r->docs[b->doc].day;
    if (a->doc == b->doc) return true;
    return x != BAY_NO_DAY && y != BAY_NO_DAY && x - y <= BAY_WINDOW_DAYS && y - x <= BAY_WINDOW_DAYS;
}

/* The accuser's last name in the words of the reply. */
static bool names_speaker(const bay_reports *r, const bay_report *reply, uint32_t speaker)
{
    if (speaker >= r->actor_count) return false;
    bay_str name = r->actors[speaker].name;
    uint32_t at = name.size;
    while (at > 0 && name.bytes[at - 1] != ' ') at--;
    bay_str last = bay_str_slice(name, at, name.size);
    return last.size >= 4 && reply->sentence.size >= last.size &&
           memmem(reply->sentence.bytes, reply->sentence.size, last.bytes, last.size) != NULL;
}

static int matter_score(const bay_reports *r, uint32_t denied, uint32_t asserted)
{
    if (denied == BAY_NONE || asserted == BAY_NONE) return 0;
    if (denied == asserted) return 4;
    const bay_report *a = &r->events[denied], *b = &r->events[asserted];
    if (bay__type_family(a->type) != bay__type_family(b->type)) return 0;
    if (!bay__parties_meet(r, a->actors, a->actor_count, b->actors, b->actor_count)) return 0;
    return 2 + bay__parties_meet(r, a->recipients, a->recipient_count, b->recipients, b->recipient_count);
}

static bool is_addressed(const bay_reports *r, const bay_report *reply, uint32_t speaker)
{
    for (uint32_t i = 0; i < reply->recipient_count; i++)
        if (bay__answers_for(r, reply->recipients[i], speaker)) return true;
    return false;
}

/* The table at the head of this file; 0 when it cannot be an answer. */
static int answer_score(const bay_reports *r, const bay_utterance *a, const bay_utterance *reply)
{
    const bay_report *said = event_of(r, a), *answer = event_of(r, reply);
    if (a->event == reply->event && a->claim == reply->claim) return 0;
    if (!in_window(r, said, answer) || bay__same_party(r, a->speaker, reply->speaker)) return 0;
    bool inside = said->doc == answer->doc, acts = reply->claim == BAY_NONE;
    if (reply->counters && (inside ? answer->n <= said->n : r->docs[answer->doc].day < r->docs[said->doc].day)) return 0;
    bool addressed = acts && is_addressed(r, answer, a->speaker);
    if (reply->counters && (!addressed || !a->accuses)) return 0;
    uint32_t words = said == answer ? 0 : bay__shared_words(said, answer);
    uint32_t apart = said->sent > answer->sent ? said->sent - answer->sent : answer->sent - said->sent;
    int score = matter_score(r, reply->matter, a->accuses ? a->matter : a->event) + (addressed ? 3 : 0) +
                (names_speaker(r, answer, a->speaker) ? 2 : 0) + (words > 3 ? 3 : (int)words) + inside +
                (inside && apart <= NEAR_SENTENCES);
    int enough = (inside ? ENOUGH_INSIDE : ENOUGH_ACROSS) + a->outlet;
    /* Near and in the same document is where things stand, not what they say. */
    bool content = addressed || words >= (a->accuses ? 1 : JOINT_WORDS) || matter_score(r, reply->matter, a->accuses ? a->matter : a->event) ||
                   names_speaker(r, answer, a->speaker) || (a->accuses && inside && apart <= NEAR_SENTENCES);
    return content && score >= enough ? score + a->accuses : 0;      /* of two, the accusation comes first */
}

/* Words that say: this had been asserted. */
static bool presupposes(bay_str sentence)
{
    if (!sentence.size) return false;
    static const char *const stems[] = {"accus", "alleg", "claim", "charge", "blame", "report", "rumo", "assertion", "critic"};
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (memmem(sentence.bytes, sentence.size, stems[i], strlen(stems[i]))) return true;
    return false;
}

/* ---- what it answers --------------------------------------------------------------------- */

struct answering {
    bay_weighing *w;
    const bay_utterance *reply;
    bay_answered *out;
    int scores[BAY_ANSWERS_MAX];
};

static bool same_utterance(const bay_utterance *a, const bay_utterance *b) { return a->event == b->event && a->claim == b->claim; }

static int order_utterances(const bay_reports *r, const bay_utterance *a, const bay_utterance *b)
{
    if (a->event != b->event) return bay__order(r, a->event, b->event);
    int64_t x = a->claim == BAY_NONE ? INT64_MAX : r->claims[a->claim].row, y = b->claim == BAY_NONE ? INT64_MAX : r->claims[b->claim].row;
    return x < y ? -1 : x > y;
}

/* Keeps the best, in order of score, earlier ones first among equals. */
static void keep_answer(struct answering *x, const bay_utterance *assertion, int score)
{
    bay_answered *best = x->out;
    uint32_t at = best->count;
    for (uint32_t i = 0; i < best->count; i++)
        if (same_utterance(&best->answers[i], assertion)) return;
    while (at > 0 && (x->scores[at - 1] < score ||
                      (x->scores[at - 1] == score && order_utterances(x->w->r, assertion, &best->answers[at - 1]) < 0))) at--;
    if (at >= BAY_ANSWERS_MAX) return;
    uint32_t last = best->count < BAY_ANSWERS_MAX ? best->count++ : BAY_ANSWERS_MAX - 1;
    for (uint32_t i = last; i > at; i--) { best->answers[i] = best->answers[i - 1]; x->scores[i] = x->scores[i - 1]; }
    best->answers[at] = *assertion;
    x->scores[at] = score;
}

static int32_t days_apart(int32_t a, int32_t b) { return a > b ? a - b : b - a; }

/* What is asserted about a party within the window, and in the document itself. */
static bay_status walk(struct answering *x, uint64_t party, bay_error *err)
{
    bay_weighing *w = x->w;
    uint32_t doc = event_of(w->r, x->reply)->doc;
    int32_t reach = BAY_WINDOW_DAYS, day = w->r->docs[doc].day;
    if (w->reader && day != BAY_NO_DAY) BAY_TRY(w->reader->assertions(w->reader->context, party, day, &reach, err));
    BAY_TRY(enter_assertions(w, err));
    const bay_said *said = said_about(w, party, false);
    for (uint32_t i = 0; said && i < said->items.count; i++) {
        const bay_utterance *a = &said->items.items[i];
        uint32_t other = event_of(w->r, a)->doc;
        int32_t then = w->r->docs[other].day;
        if (other != doc && (day == BAY_NO_DAY || then == BAY_NO_DAY || days_apart(day, then) > reach)) continue;
        int score = answer_score(w->r, a, x->reply);
        if (score) keep_answer(x, a, score);
    }
    return BAY_OK;
}

/* "The government said it was behind the blast, a claim the group denied": what stands in the same sentence need not
 * name the party again. */
static bay_status walk_sentence(struct answering *x, bay_error *err)
{
    const bay_reports *r = x->w->r;
    const bay_report *answer = event_of(r, x->reply);
    if (x->reply->claim == BAY_NONE && answer->status != BAY_DENIED && !presupposes(answer->sentence)) return BAY_OK;
    const bay_report_doc *d = &r->docs[answer->doc];
    for (uint32_t i = 0; i < d->events.count; i++) {
        bay_said said = {0};
        if (r->events[d->events.items[i]].sent != answer->sent || r->events[d->events.items[i]].gone) continue;
        BAY_TRY(bay__gather(r, d->events.items[i], x->w->arena, &said, err));
        for (uint32_t k = 0; k < said.items.count; k++) {
            const bay_utterance *a = &said.items.items[k];
            int score = a->reply || a->outlet ? 0 : answer_score(r, a, x->reply);
            if (score) keep_answer(x, a, score);
        }
    }
    return BAY_OK;
}

/* What a named speaker says outweighs the outlet's own words. */
static void drop_outlets(bay_answered *best)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < best->count; i++)
        if (!best->answers[i].outlet) best->answers[kept++] = best->answers[i];
    if (kept) best->count = kept;
}

/* Did the one speak against the other before, in the same document? Such an accusation is itself a reply. */
static bool accused_before(const bay_reports *r, const bay_utterance *u, uint32_t by, uint32_t *first)
{
    const bay_report *e = event_of(r, u);
    const bay_report_doc *d = &r->docs[e->doc];
    bool found = false;
    for (uint32_t i = 0; i < d->events.count; i++) {
        const bay_report *other = &r->events[d->events.items[i]];
        if (other->gone || !bay_str_is(other->type, "ACCUSE") || other->n >= e->n || !other->actor_count) continue;
        if (other->status != BAY_HAPPENED && other->status != BAY_CLAIMED) continue;
        bool meant = by == BAY_NONE
            ? bay__same_party(r, other->actors[0], u->speaker) && bay__parties_meet(r, other->recipients, other->recipient_count, e->recipients, e->recipient_count)
            : bay__same_party(r, other->actors[0], by) && bay__parties_meet(r, other->recipients, other->recipient_count, &u->speaker, 1);
        if (!meant || (found && r->events[*first].n < other->n)) continue;
        *first = d->events.items[i];
        found = true;
    }
    return found;
}

/* Mirrored quarrels (B hit back at A: does A now deny B?) are the same one. */
static void drop_mirrors(const bay_reports *r, bay_answered *best)
{
    uint32_t kept = 0, first;
    for (uint32_t i = 0; i < best->count; i++)
        if (!best->reply.counters || !accused_before(r, &best->answers[i], best->reply.speaker, &first)) best->answers[kept++] = best->answers[i];
    best->mirror = best->count && !kept;
    best->count = kept;
}

static bay_status find_answers(struct answering *x, bay_error *err)
{
    const bay_reports *r = x->w->r;
    const bay_utterance *reply = x->reply;
    uint64_t parties[PARTIES_MAX];
    struct parties p = {parties, 0, PARTIES_MAX};
    add_actors(r, &p, &reply->speaker, 1, true);
    for (uint32_t i = 0; i < p.count; i++) BAY_TRY(walk(x, parties[i], err));
    if (!x->out->count) BAY_TRY(walk_sentence(x, err));
    p.count = bay__parties_of(r, reply, parties, PARTIES_MAX);
    for (uint32_t i = 0; i < p.count; i++) BAY_TRY(walk(x, parties[i], err));
    drop_outlets(x->out);
    for (uint32_t i = 0; x->w->reader && reply->counters && i < x->out->count; i++)
        BAY_TRY(x->w->reader->whole(x->w->reader->context, event_of(r, &x->out->answers[i])->doc, err));
    drop_mirrors(r, x->out);
    return BAY_OK;
}

static uint32_t matter_of(const bay_utterance *a) { return a->matter != BAY_NONE ? a->matter : a->event; }

/* A running quarrel of the same two sides in one document goes on rather than begins anew. */
static uint32_t anchor_of(const bay_reports *r, const bay_utterance *a)
{
    uint32_t first = a->event;
    if (a->accuses) accused_before(r, a, BAY_NONE, &first);
    return first;
}

/* A denial that answers nothing we have read. */
static bool stands_alone(const bay_reports *r, const bay_utterance *reply)
{
    const bay_report *e = event_of(r, reply);
    bool denial = reply->claim != BAY_NONE || e->status == BAY_DENIED;
    if (reply->counters || reply->speaker == BAY_NONE) return false;
    if (!bay_str_eq(r->docs[e->doc].story, r->docs[e->doc].id)) return false;      /* the original has it */
    return denial || presupposes(e->sentence);
}

static bay_status answer_one(bay_weighing *w, const bay_utterance *reply, bay_answered *out, bay_error *err)
{
    *out = (bay_answered){.reply = *reply, .anchor = BAY_NONE};
    if (w->reader) BAY_TRY(w->reader->whole(w->reader->context, event_of(w->r, reply)->doc, err));
    struct answering x = {.w = w, .reply = reply, .out = out};
    BAY_TRY(find_answers(&x, err));
    if (out->count) {
        if (w->reader) BAY_TRY(w->reader->whole(w->reader->context, event_of(w->r, &out->answers[0])->doc, err));
        out->anchor = anchor_of(w->r, &out->answers[0]);
    }
    else if (!out->mirror && stands_alone(w->r, reply)) out->anchor = matter_of(reply);
    return BAY_OK;
}

/* ---- the replies of one document ---------------------------------------------------------- */

static bool shares_answer(const bay_answered *a, const bay_answered *b)
{
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++)
            if (a->answers[i].event == b->answers[k].event) return true;
    return false;
}

/* Replies of one document that stand in one sentence or answer the same belong to one dispute. */
static bool belong_together(const bay_reports *r, const bay_answered *a, const bay_answered *b)
{
    return event_of(r, &a->reply)->sent == event_of(r, &b->reply)->sent || shares_answer(a, b);
}

/* Each takes the anchor of the first of its group; of the first that answers something, if any does. */
static void join_anchors(const bay_reports *r, bay_answered *all, uint32_t count, uint32_t *group)
{
    for (uint32_t i = 0; i < count; i++) {
        group[i] = i;
        for (uint32_t k = 0; k < i; k++) {
            if (group[k] == group[i] || !belong_together(r, &all[i], &all[k])) continue;
            uint32_t from = group[i] > group[k] ? group[i] : group[k], to = group[i] > group[k] ? group[k] : group[i];
            for (uint32_t m = 0; m <= i; m++)
                if (group[m] == from) group[m] = to;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = i;
        for (uint32_t k = count; k > 0; k--)
            if (group[k - 1] == group[i] && (all[k - 1].count || !all[first].count)) first = k - 1;
        group[i] |= first << 16;
    }
    for (uint32_t i = 0; i < count; i++) all[i].told = all[group[i] >> 16].anchor;
    for (uint32_t i = 0; i < count; i++) all[i].anchor = all[i].told;
}

enum { REPLIES_MAX = 500 };

static int by_reply(const void *a, const void *b, void *reports)
{
    return order_utterances(reports, &((const bay_answered *)a)->reply, &((const bay_answered *)b)->reply);
}

/* Those that belong to a dispute. */
static bay_status answer_all(bay_weighing *w, uint32_t doc, bay_answers *out, bay_error *err)
{
    for (uint32_t i = 0; i < w->r->docs[doc].events.count; i++) {
        bay_said said = {0};
        if (w->r->events[w->r->docs[doc].events.items[i]].gone) continue;
        BAY_TRY(bay__gather(w->r, w->r->docs[doc].events.items[i], w->arena, &said, err));
        for (uint32_t k = 0; k < said.items.count && out->items.count < REPLIES_MAX; k++) {
            bay_answered one, *slot;
            if (!said.items.items[k].reply) continue;
            BAY_TRY(answer_one(w, &said.items.items[k], &one, err));
            if (one.anchor == BAY_NONE) continue;
            if (!(slot = bay_push(w->arena, &out->items))) return bay_fail_memory(err);
            *slot = one;
        }
    }
    return BAY_OK;
}

bay_status bay__answer_doc(bay_weighing *w, uint32_t doc, bay_answers *out, bay_error *err)
{
    if (w->reader) BAY_TRY(w->reader->whole(w->reader->context, doc, err));
    bay__sort_events(w->r, w->r->docs[doc].events.items, w->r->docs[doc].events.count);
    BAY_TRY(answer_all(w, doc, out, err));
    uint32_t *group = bay_arena_alloc(w->arena, (out->items.count + 1u) * sizeof *group);
    if (!group) return bay_fail_memory(err);
    if (out->items.count) qsort_r(out->items.items, out->items.count, sizeof *out->items.items, by_reply, w->r);
    join_anchors(w->r, out->items.items, out->items.count, group);
    return BAY_OK;
}

/* ---- disputes --------------------------------------------------------------------------- */

static bay_finding *open_dispute(const bay_reports *r, bay_arena *arena, bay_findings *out, const char *sort, uint32_t about)
{
    bay_finding *f = bay__new_finding(out, arena, BAY_FINDING_DISPUTE, about, r->events[about].place);
    if (!f) return NULL;
    f->sort = sort;
    f->status = "open";
    f->side_count = 2;
    f->stances[0] = BAY_ASSERTS;
    f->stances[1] = BAY_DENIES;
    return f;
}

static bool take_side(bay_finding *f, bay_arena *arena, const bay_utterance *u, uint32_t side)
{
    if (f->members.count >= MEMBERS_MAX) return true;
    return bay__add_member(f, arena, (bay_member){u->event, u->claim, u->speaker, side, 0});
}

static void place_about(const bay_reports *r, bay_finding *f)
{
    for (uint32_t m = 0; f->place == BAY_NONE && m < f->members.count; m++) f->place = r->events[f->members.items[m].event].place;
}

/* It is about what the first reply that answers something answers; else about what the first one denies. */
static bay_finding *open_over(const bay_reports *r, bay_arena *arena, const bay_answered *all, uint32_t count, bay_findings *out)
{
    const bay_answered *first = &all[0];
    for (uint32_t i = count; i > 0; i--)
        if (all[i - 1].count) first = &all[i - 1];
    const bay_utterance *about = first->count ? &first->answers[0] : &first->reply;
    bool denial = about->claim != BAY_NONE || event_of(r, about)->status == BAY_DENIED;
    bool accusation = about->reply ? !denial : about->accuses;
    return open_dispute(r, arena, out, accusation ? "accusation" : "event", matter_of(about));
}

bay_status bay__dispute_finding(bay_weighing *w, bay_answered *all, uint32_t count, bay_findings *out, bay_error *err)
{
    if (!count) return BAY_OK;
    qsort_r(all, count, sizeof *all, by_reply, w->r);
    bay_finding *f = open_over(w->r, w->arena, all, count, out);
    if (!f) return bay_fail_memory(err);
    for (uint32_t i = 0; i < count; i++) {
        bool fine = !all[i].count || take_side(f, w->arena, &all[i].answers[0], 0);
        fine = fine && take_side(f, w->arena, &all[i].reply, 1);
        for (uint32_t k = 1; fine && k < all[i].count; k++) fine = take_side(f, w->arena, &all[i].answers[k], 0);
        if (!fine) return bay_fail_memory(err);
    }
    place_about(w->r, f);
    return bay__close_finding(w->r, w->arena, f, err);
}

/* ---- figures ------------------------------------------------------------------------------ */

static bool apart(const bay_report_count *a, const bay_report_count *b)
{
    double a_most = a->max < 0 ? 1e300 : a->max, b_most = b->max < 0 ? 1e300 : b->max;
    return bay_str_eq(a->kind, b->kind) && !bay_str_is(a->kind, "other") && (a_most < b->min || b_most < a->min);
}

/* Whose figure it is: of the count's speaker, the event's, else of the outlet. */
struct voice { uint32_t speaker; bay_str text, story; };

static struct voice voice_of(const bay_reports *r, const bay_report *e, const bay_report_count *x)
{
    if (x->voiced) return (struct voice){x->speaker, x->speaker_text, BAY_STR("")};
    return (struct voice){e->speaker, e->speaker_text, r->docs[e->doc].story};
}

static bool same_voice(const bay_reports *r, struct voice a, struct voice b)
{
    if (a.text.bytes && b.text.bytes) return bay_str_eq(a.text, b.text) || bay__same_party(r, a.speaker, b.speaker);
    return bay_str_eq(a.story, b.story);
}

static const bay_report_count *differing(const bay_reports *r, const bay_report *a, const bay_report *b)
{
    for (uint32_t i = 0; i < a->count_count; i++)
        for (uint32_t k = 0; k < b->count_count; k++)
            if (apart(&a->counts[i], &b->counts[k]) && !same_voice(r, voice_of(r, a, &a->counts[i]), voice_of(r, b, &b->counts[k]))) return &a->counts[i];
    return NULL;
}

static bay_status add_figure_sides(const bay_reports *r, bay_arena *arena, bay_findings *out, const bay_finding *incident,
                                   const bay_report_count *count, bay_error *err)
{
    bay_finding *f = open_dispute(r, arena, out, "figure", incident->members.items[0].event);
    if (!f) return bay_fail_memory(err);
    const bay_report_count *figures[BAY_SIDES_MAX];
    f->side_count = 0;
    f->count = count->kind;
    for (uint32_t m = 0; m < incident->members.count; m++) {
        const bay_report *e = &r->events[incident->members.items[m].event];
        for (uint32_t c = 0; c < e->count_count; c++) {
            uint32_t side = 0;
            if (!bay_str_eq(e->counts[c].kind, count->kind)) continue;
            while (side < f->side_count && apart(&e->counts[c], figures[side])) side++;
            if (side == BAY_SIDES_MAX) continue;
            if (side == f->side_count) { figures[side] = &e->counts[c]; f->stances[side] = BAY_ASSERTS; f->side_count++; }
            uint32_t speaker = e->counts[c].voiced ? e->counts[c].speaker : e->speaker;
            bay_member member = {incident->members.items[m].event, BAY_NONE, speaker, side, c + 1};
            if (!bay__add_member(f, arena, member)) return bay_fail_memory(err);
        }
    }
    place_about(r, f);
    return bay__close_finding(r, arena, f, err);
}

bay_status bay__compare_figures(const bay_reports *r, bay_arena *arena, uint32_t incident, bay_findings *out, bay_error *err)
{
    bay_finding f = out->items.items[incident];      /* a copy: the array may move */
    for (uint32_t i = 0; i < f.members.count && i < 64; i++) {
        for (uint32_t k = 0; k <= i; k++) {   /* itself too: its counts may have several speakers */
            const bay_report *a = &r->events[f.members.items[i].event], *b = &r->events[f.members.items[k].event];
            const bay_report_count *count = differing(r, a, b);
            if (count) return add_figure_sides(r, arena, out, &f, count, err);
        }
    }
    return BAY_OK;
}


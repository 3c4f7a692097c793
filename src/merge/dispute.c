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
 */
#include <stdio.h>

#include "merge/merge.h"

enum { WINDOW_DAYS = 14, WALK_MAX = 600, ANSWERS_MAX = 6, MEMBERS_MAX = 400, NEAR_SENTENCES = 3, JOINT_WORDS = 2,
       SENTENCE_EVENTS = 12 };
enum { ENOUGH_INSIDE = 3, ENOUGH_ACROSS = 4 };

struct utterance {
    uint32_t event, claim;      /* claim BAY_NONE: the event itself is the act of saying  */
    uint32_t speaker;           /* actor, BAY_NONE                                         */
    uint32_t matter;            /* the event that it is about, BAY_NONE                    */
    bool outlet, accuses, counters;
};

struct link { uint32_t utterance, next; };

struct quarrel {
    const bay_reports *r;
    bay_arena *arena;
    bay_findings *out;
    BAY_ARRAY(struct utterance) assertions, replies;
    BAY_ARRAY(struct link) links;
    bay_map by_party;           /* party number as text -> 1 + index of the newest link      */
    bay_map joined;             /* "event" or "parties" -> 1 + index of the finding          */
    uint32_t first;             /* the first finding that is ours                            */
};

static const bay_report *event_of(const struct quarrel *q, const struct utterance *u) { return &q->r->events[u->event]; }

/* ---- gathering -------------------------------------------------------------------- */

static bool denies(uint8_t stance) { return stance == BAY_DENIES || stance == BAY_DENIES_RESPONSIBILITY || stance == BAY_DOUBTS; }

static bool push_utterance(struct quarrel *q, bool reply, struct utterance u)
{
    struct utterance *slot = reply ? bay_push(q->arena, &q->replies) : bay_push(q->arena, &q->assertions);
    if (slot) *slot = u;
    return slot != NULL;
}

/* That somebody accused or rejected is an act of its own (gather_act), not a matter that others deny. */
static bool is_speech(const bay_report *e) { return bay_str_is(e->type, "ACCUSE") || bay_str_is(e->type, "REJECT"); }

static bool gather_claims(struct quarrel *q, uint32_t event)
{
    const bay_report *e = &q->r->events[event];
    bool denied = false;
    for (uint32_t c = e->claim_begin; c < e->claim_end; c++) {
        const bay_report_claim *claim = &q->r->claims[c];
        struct utterance u = {.event = event, .claim = c, .speaker = claim->speaker, .matter = event, .outlet = claim->outlet};
        bool reply = denies(claim->stance);
        denied |= reply;
        if (reply && claim->outlet) continue;                        /* an outlet's "did not" is no denial */
        if (!reply && !bay__is_report(e)) continue;
        if (!reply && (is_speech(e) || (e->status == BAY_DENIED && claim->outlet))) continue;
        if (!push_utterance(q, reply, u)) return false;
    }
    if (e->status != BAY_DENIED || denied) return true;
    /* Nobody is named: then it is the one who is said to have done it. */
    uint32_t denier = e->speaker != BAY_NONE || e->speaker_text.size ? e->speaker : e->actor_count ? e->actors[0] : BAY_NONE;
    if (denier == BAY_NONE && !e->speaker_text.size) return true;
    return push_utterance(q, true, (struct utterance){.event = event, .claim = BAY_NONE, .speaker = denier, .matter = event});
}

static bool gather_act(struct quarrel *q, uint32_t event)
{
    const bay_report *e = &q->r->events[event];
    bool accuses = bay_str_is(e->type, "ACCUSE"), rejects = bay_str_is(e->type, "REJECT");
    if ((!accuses && !rejects) || (e->status != BAY_HAPPENED && e->status != BAY_CLAIMED)) return true;
    struct utterance u = {.event = event, .claim = BAY_NONE, .matter = e->about, .accuses = accuses,
                          .speaker = e->actor_count ? e->actors[0] : BAY_NONE};
    if (accuses && !push_utterance(q, false, u)) return false;
    u.counters = accuses;
    return u.speaker == BAY_NONE || push_utterance(q, true, u);
}

static bool index_under(struct quarrel *q, uint32_t party, uint32_t utterance)
{
    bay_str key = bay_str_format(q->arena, "%u", party);
    uint32_t *head = key.bytes ? bay_map_put(q->arena, &q->by_party, key) : NULL;
    struct link *link = head ? bay_push(q->arena, &q->links) : NULL;
    if (!link) return false;
    *link = (struct link){utterance, *head};
    *head = q->links.count;
    return true;
}

static bool index_actors(struct quarrel *q, const uint32_t *actors, uint32_t count, uint32_t utterance)
{
    for (uint32_t i = 0; i < count; i++) {
        if (actors[i] >= q->r->actor_count) continue;
        const bay_report_actor *a = &q->r->actors[actors[i]];
        if (!index_under(q, a->party, utterance) || (a->state && !index_under(q, a->state, utterance))) return false;
    }
    return true;
}

/* An assertion is found again under each party it is about. */
static bool index_assertion(struct quarrel *q, uint32_t i)
{
    const struct utterance *u = &q->assertions.items[i];
    const bay_report *e = event_of(q, u);
    if (!u->accuses) return index_actors(q, e->actors, e->actor_count, i);
    if (!index_actors(q, e->recipients, e->recipient_count, i)) return false;
    if (u->matter == BAY_NONE) return true;
    return index_actors(q, q->r->events[u->matter].actors, q->r->events[u->matter].actor_count, i);
}

static bay_status gather(struct quarrel *q, bay_error *err)
{
    for (uint32_t i = 0; i < q->r->event_count; i++)
        if (!gather_claims(q, i) || !gather_act(q, i)) return bay_fail_memory(err);
    for (uint32_t i = 0; i < q->assertions.count; i++)
        if (!index_assertion(q, i)) return bay_fail_memory(err);
    return BAY_OK;
}

/* ---- does it answer? ---------------------------------------------------------------- */

static bool in_window(const struct quarrel *q, const bay_report *a, const bay_report *b)
{
    int32_t x = q->r->docs[a->doc].day, y = q->r->docs[b->doc].day;
    if (a->doc == b->doc) return true;
    return x != BAY_NO_DAY && y != BAY_NO_DAY && x - y <= WINDOW_DAYS && y - x <= WINDOW_DAYS;
}

/* The accuser's last name in the words of the reply. */
static bool names_speaker(const struct quarrel *q, const bay_report *reply, uint32_t speaker)
{
    if (speaker >= q->r->actor_count) return false;
    bay_str name = q->r->actors[speaker].name;
    uint32_t at = name.size;
    while (at > 0 && name.bytes[at - 1] != ' ') at--;
    bay_str last = bay_str_slice(name, at, name.size);
    return last.size >= 4 && reply->sentence.size >= last.size &&
           memmem(reply->sentence.bytes, reply->sentence.size, last.bytes, last.size) != NULL;
}

static int matter_score(const struct quarrel *q, uint32_t denied, uint32_t asserted)
{
    if (denied == BAY_NONE || asserted == BAY_NONE) return 0;
    if (denied == asserted) return 4;
    const bay_report *a = &q->r->events[denied], *b = &q->r->events[asserted];
    if (bay__type_family(a->type) != bay__type_family(b->type)) return 0;
    if (!bay__parties_meet(q->r, a->actors, a->actor_count, b->actors, b->actor_count)) return 0;
    return 2 + bay__parties_meet(q->r, a->recipients, a->recipient_count, b->recipients, b->recipient_count);
}

static bool is_addressed(const struct quarrel *q, const bay_report *reply, uint32_t speaker)
{
    for (uint32_t i = 0; i < reply->recipient_count; i++)
        if (bay__answers_for(q->r, reply->recipients[i], speaker)) return true;
    return false;
}

/* The table at the head of this file; 0 when it cannot be an answer. */
static int answer_score(const struct quarrel *q, const struct utterance *a, const struct utterance *reply)
{
    const bay_report *said = event_of(q, a), *answer = event_of(q, reply);
    if (a->event == reply->event && a->claim == reply->claim) return 0;
    if (!in_window(q, said, answer) || bay__same_party(q->r, a->speaker, reply->speaker)) return 0;
    bool inside = said->doc == answer->doc, acts = reply->claim == BAY_NONE;
    if (reply->counters && (inside ? answer->n <= said->n : q->r->docs[answer->doc].day < q->r->docs[said->doc].day)) return 0;
    bool addressed = acts && is_addressed(q, answer, a->speaker);
    if (reply->counters && (!addressed || !a->accuses)) return 0;
    uint32_t words = said == answer ? 0 : bay__shared_words(said, answer);
    uint32_t apart = said->sent > answer->sent ? said->sent - answer->sent : answer->sent - said->sent;
    int score = matter_score(q, reply->matter, a->accuses ? a->matter : a->event) + (addressed ? 3 : 0) +
                (names_speaker(q, answer, a->speaker) ? 2 : 0) + (words > 3 ? 3 : (int)words) + inside +
                (inside && apart <= NEAR_SENTENCES);
    int enough = (inside ? ENOUGH_INSIDE : ENOUGH_ACROSS) + a->outlet;
    /* Near and in the same document is where things stand, not what they say. */
    bool content = addressed || words >= (a->accuses ? 1 : JOINT_WORDS) || matter_score(q, reply->matter, a->accuses ? a->matter : a->event) ||
                   names_speaker(q, answer, a->speaker) || (a->accuses && inside && apart <= NEAR_SENTENCES);
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

/* ---- pairing -------------------------------------------------------------------------- */

struct answers {
    uint32_t items[ANSWERS_MAX];
    int scores[ANSWERS_MAX];
    uint32_t count;
};

/* Keeps the best, in order of score, older ones first among equals. */
static void keep_answer(struct answers *best, uint32_t assertion, int score)
{
    uint32_t at = best->count;
    for (uint32_t i = 0; i < best->count; i++)
        if (best->items[i] == assertion) return;
    while (at > 0 && (best->scores[at - 1] < score || (best->scores[at - 1] == score && best->items[at - 1] > assertion))) at--;
    if (at >= ANSWERS_MAX) return;
    uint32_t last = best->count < ANSWERS_MAX ? best->count++ : ANSWERS_MAX - 1;
    for (uint32_t i = last; i > at; i--) {
        best->items[i] = best->items[i - 1];
        best->scores[i] = best->scores[i - 1];
    }
    best->items[at] = assertion;
    best->scores[at] = score;
}

static void walk(const struct quarrel *q, uint32_t party, const struct utterance *reply, struct answers *best)
{
    char text[16];
    int size = snprintf(text, sizeof text, "%u", party);
    const uint32_t *head = bay_map_get(&q->by_party, (bay_str){text, (uint32_t)size});
    uint32_t at = head ? *head : 0;
    for (int walked = 0; at && walked < WALK_MAX; walked++) {
        const struct link *link = &q->links.items[at - 1];
        int score = answer_score(q, &q->assertions.items[link->utterance], reply);
        if (score) keep_answer(best, link->utterance, score);
        at = link->next;
    }
}

/* "The government said it was behind the blast, a claim the group denied": what stands in the same sentence need not
 * name the party again. Assertions are in the order of events. */
static void walk_sentence(const struct quarrel *q, const struct utterance *reply, struct answers *best)
{
    const bay_report *answer = event_of(q, reply);
    if (reply->claim == BAY_NONE && answer->status != BAY_DENIED && !presupposes(answer->sentence)) return;
    uint32_t low = 0, high = q->assertions.count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (q->assertions.items[middle].event < reply->event) low = middle + 1; else high = middle;
    }
    uint32_t begin = low > SENTENCE_EVENTS ? low - SENTENCE_EVENTS : 0, end = low + SENTENCE_EVENTS;
    for (uint32_t i = begin; i < end && i < q->assertions.count; i++) {
        const struct utterance *a = &q->assertions.items[i];
        if (event_of(q, a)->doc != answer->doc || event_of(q, a)->sent != answer->sent || a->outlet) continue;
        int score = answer_score(q, a, reply);
        if (score) keep_answer(best, i, score);
    }
}

/* What a named speaker says outweighs the outlet's own words. */
static void drop_outlets(const struct quarrel *q, struct answers *best)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < best->count; i++)
        if (!q->assertions.items[best->items[i]].outlet) best->items[kept++] = best->items[i];
    if (kept) best->count = kept;
}

static void find_answers(const struct quarrel *q, const struct utterance *reply, struct answers *best)
{
    const bay_report *e = event_of(q, reply);
    if (reply->speaker < q->r->actor_count) {
        walk(q, q->r->actors[reply->speaker].party, reply, best);
        if (q->r->actors[reply->speaker].state) walk(q, q->r->actors[reply->speaker].state, reply, best);
    }
    if (!best->count) walk_sentence(q, reply, best);
    if (reply->claim == BAY_NONE) return;
    /* What is denied may be about somebody else than the one who denies it. */
    for (uint32_t i = 0; i < e->actor_count; i++)
        if (e->actors[i] < q->r->actor_count) walk(q, q->r->actors[e->actors[i]].party, reply, best);
}

/* ---- disputes --------------------------------------------------------------------------- */

static bay_str event_key(char text[40], uint32_t event)
{
    return (bay_str){text, (uint32_t)snprintf(text, 40, "e%u", event)};
}

static uint32_t find_joined(const struct quarrel *q, uint32_t event)
{
    char text[40];
    const uint32_t *found = bay_map_get(&q->joined, event_key(text, event));
    return found ? *found : 0;
}

static bool remember(struct quarrel *q, uint32_t event, uint32_t finding)
{
    char text[40];
    bay_str key = bay_str_copy(q->arena, event_key(text, event));
    uint32_t *slot = key.bytes ? bay_map_put(q->arena, &q->joined, key) : NULL;
    if (slot && !*slot) *slot = finding + 1;
    return slot != NULL;
}

static bool same_story(const struct quarrel *q, uint32_t a, uint32_t b)
{
    return q->r->docs[a].original == q->r->docs[b].original;
}

/* A running quarrel of the same two sides in the same document goes on rather than begins anew; in a reprint it is told
 * again. */
static uint32_t same_quarrel(const struct quarrel *q, const struct utterance *a, const struct utterance *reply)
{
    uint32_t checked = 0;
    for (uint32_t i = q->out->items.count; i > q->first && checked < 64; i--, checked++) {
        const bay_finding *f = &q->out->items.items[i - 1];
        bool side[2] = {false, false}, inside = false;
        for (uint32_t m = 0; m < f->members.count && m < 64; m++) {
            const bay_member *member = &f->members.items[m];
            uint32_t doc = q->r->events[member->event].doc, here = event_of(q, a)->doc;
            inside |= doc == here ? a->accuses : same_story(q, doc, here);
            if (member->side == 0) side[0] |= member->speaker == a->speaker || bay__same_party(q->r, member->speaker, a->speaker);
            else side[1] |= bay__same_party(q->r, member->speaker, reply->speaker);
        }
        if (inside && side[0] && side[1]) return i;
    }
    return 0;
}

static bay_finding *open_dispute(struct quarrel *q, const char *sort, uint32_t about)
{
    bay_finding *f = bay__new_finding(q->out, q->arena, BAY_FINDING_DISPUTE, about, q->r->events[about].place);
    if (!f) return NULL;
    f->sort = sort;
    f->status = "open";
    f->side_count = 2;
    f->stances[0] = BAY_ASSERTS;
    f->stances[1] = BAY_DENIES;
    return f;
}

static bool take_side(struct quarrel *q, uint32_t finding, const struct utterance *u, uint32_t side)
{
    bay_finding *f = &q->out->items.items[finding];
    if (f->members.count >= MEMBERS_MAX) return true;
    return bay__add_member(f, q->arena, (bay_member){u->event, u->claim, u->speaker, side}) && remember(q, u->event, finding);
}

static uint32_t matter_of(const struct utterance *a) { return a->matter != BAY_NONE ? a->matter : a->event; }

/* Mirrored quarrels (B hit back at A: does A now deny B?) are the same one. */
static bool is_mirror(const struct quarrel *q, const struct utterance *a, const struct utterance *reply)
{
    if (!reply->counters) return false;
    uint32_t x = find_joined(q, a->event);
    if (!x) return false;
    const bay_finding *f = &q->out->items.items[x - 1];
    for (uint32_t m = 0; m < f->members.count; m++)
        if (f->members.items[m].event == a->event && f->members.items[m].side == 1) return true;
    return false;
}

static bay_status pair(struct quarrel *q, const struct utterance *a, const struct utterance *reply, bay_error *err)
{
    if (is_mirror(q, a, reply)) return BAY_OK;
    uint32_t at = find_joined(q, a->event);
    if (!at) at = find_joined(q, reply->event);
    if (!at) at = find_joined(q, reply->matter);
    if (!at) at = same_quarrel(q, a, reply);
    if (!at) {
        if (!open_dispute(q, a->accuses ? "accusation" : "event", matter_of(a))) return bay_fail_memory(err);
        at = q->out->items.count;
    }
    return take_side(q, at - 1, a, 0) && take_side(q, at - 1, reply, 1) ? BAY_OK : bay_fail_memory(err);
}

/* Does the newest dispute rest on the same sentence? */
static bool goes_on(const struct quarrel *q, const bay_report *e)
{
    if (q->out->items.count == q->first) return false;
    const bay_finding *last = &q->out->items.items[q->out->items.count - 1];
    for (uint32_t m = 0; m < last->members.count; m++) {
        const bay_report *other = &q->r->events[last->members.items[m].event];
        if (other->doc == e->doc && other->sent == e->sent) return true;
    }
    return false;
}

static bay_status alone(struct quarrel *q, const struct utterance *reply, bay_error *err)
{
    const bay_report *e = event_of(q, reply);
    bool denial = reply->claim != BAY_NONE || e->status == BAY_DENIED;
    if (reply->counters || reply->speaker == BAY_NONE || find_joined(q, reply->event)) return BAY_OK;
    if (q->r->docs[e->doc].original != e->doc) return BAY_OK;      /* the original has it */
    uint32_t at = find_joined(q, reply->matter);
    if (at) return take_side(q, at - 1, reply, 1) ? BAY_OK : bay_fail_memory(err);
    if (!denial && !presupposes(e->sentence)) return BAY_OK;
    if (goes_on(q, e)) return take_side(q, q->out->items.count - 1, reply, 1) ? BAY_OK : bay_fail_memory(err);
    if (!open_dispute(q, denial ? "event" : "accusation", matter_of(reply))) return bay_fail_memory(err);
    return take_side(q, q->out->items.count - 1, reply, 1) ? BAY_OK : bay_fail_memory(err);
}

static bay_status answer_all(struct quarrel *q, bay_error *err)
{
    for (uint32_t i = 0; i < q->replies.count; i++) {
        const struct utterance *reply = &q->replies.items[i];
        struct answers best = {.count = 0};
        find_answers(q, reply, &best);
        drop_outlets(q, &best);
        for (uint32_t k = 0; k < best.count; k++) BAY_TRY(pair(q, &q->assertions.items[best.items[k]], reply, err));
        if (!best.count) BAY_TRY(alone(q, reply, err));
    }
    return BAY_OK;
}

/* ---- figures ------------------------------------------------------------------------------ */

static bool apart(const bay_report_count *a, const bay_report_count *b)
{
    double a_most = a->max < 0 ? 1e300 : a->max, b_most = b->max < 0 ? 1e300 : b->max;
    return bay_str_eq(a->kind, b->kind) && !bay_str_is(a->kind, "other") && (a_most < b->min || b_most < a->min);
}

static const bay_report_count *differing(const bay_report *a, const bay_report *b)
{
    for (uint32_t i = 0; i < a->count_count; i++)
        for (uint32_t k = 0; k < b->count_count; k++)
            if (apart(&a->counts[i], &b->counts[k])) return &a->counts[i];
    return NULL;
}

/* Whose figure it is: of the speaker, else of the outlet. */
static bool same_voice(const struct quarrel *q, const bay_report *a, const bay_report *b)
{
    if (a->speaker_text.bytes && b->speaker_text.bytes)
        return bay_str_eq(a->speaker_text, b->speaker_text) || bay__same_party(q->r, a->speaker, b->speaker);
    return q->r->docs[a->doc].original == q->r->docs[b->doc].original;
}

static bay_status add_figure_sides(struct quarrel *q, const bay_finding *incident, const bay_report_count *count, bay_error *err)
{
    bay_finding *f = open_dispute(q, "figure", incident->members.items[0].event);
    if (!f) return bay_fail_memory(err);
    const bay_report_count *figures[BAY_SIDES_MAX];
    f->side_count = 0;
    f->count = count->kind;
    for (uint32_t m = 0; m < incident->members.count; m++) {
        const bay_report *e = &q->r->events[incident->members.items[m].event];
        for (uint32_t c = 0; c < e->count_count; c++) {
            uint32_t side = 0;
            if (!bay_str_eq(e->counts[c].kind, count->kind)) continue;
            while (side < f->side_count && apart(&e->counts[c], figures[side])) side++;
            if (side == BAY_SIDES_MAX) continue;
            if (side == f->side_count) { figures[side] = &e->counts[c]; f->stances[side] = BAY_ASSERTS; f->side_count++; }
            bay_member member = {incident->members.items[m].event, BAY_NONE, e->speaker, side};
            if (!bay__add_member(f, q->arena, member)) return bay_fail_memory(err);
        }
    }
    return BAY_OK;
}

static bay_status compare_figures(struct quarrel *q, uint32_t incident, bay_error *err)
{
    bay_finding f = q->out->items.items[incident];      /* a copy: the array may move */
    for (uint32_t i = 0; i < f.members.count && i < 64; i++) {
        for (uint32_t k = 0; k < i; k++) {
            const bay_report *a = &q->r->events[f.members.items[i].event], *b = &q->r->events[f.members.items[k].event];
            const bay_report_count *count = differing(a, b);
            if (count && !same_voice(q, a, b)) return add_figure_sides(q, &f, count, err);
        }
    }
    return BAY_OK;
}

static void place_about(const bay_reports *r, bay_finding *f)
{
    for (uint32_t m = 0; f->place == BAY_NONE && m < f->members.count; m++) f->place = r->events[f->members.items[m].event].place;
}

bay_status bay__merge_disputes(const bay_reports *r, bay_arena *arena, bay_findings *out, bay_error *err)
{
    struct quarrel q = {.r = r, .arena = arena, .out = out, .first = out->items.count};
    BAY_TRY(gather(&q, err));
    BAY_TRY(answer_all(&q, err));
    for (uint32_t i = 0; i < q.first; i++)
        if (out->items.items[i].kind == BAY_FINDING_INCIDENT) BAY_TRY(compare_figures(&q, i, err));
    for (uint32_t i = q.first; i < out->items.count; i++) {
        place_about(r, &out->items.items[i]);
        BAY_TRY(bay__close_finding(r, arena, &out->items.items[i], err));
    }
    return BAY_OK;
}

/* Who asserts and who denies each event: one claim for each event and its innermost speaker, the outlet when nobody is
 * named; and denials that answer an event told elsewhere ("a claim the group denied", "Islamabad rejected that"). */
#include "code/coder.h"

enum { NEAR_SENTENCES = 3, FAR_SENTENCES = 40 };

static bay_status push_claim(bay__coder *c, bay_claim claim, bay_error *err)
{
    bay_claim *slot = bay_doc_push(c->doc, claims);
    if (!slot) return bay_fail_memory(err);
    *slot = claim;
    return BAY_OK;
}

static bay_status claim_of_event(bay__coder *c, uint32_t at, bay_error *err)
{
    const bay_event *event = &c->doc->events.items[at];
    const bay_statement *st = &c->doc->statements.items[event->statement];
    bay_claim claim = {.event = at, .attribution = st->attribution, .speaker = BAY_NONE, .stance = BAY_ASSERTS,
                       .span = c->doc->sents.items[event->sent].span};
    if (st->attribution != BAY_NONE) {
        claim.stance = c->doc->attributions.items[st->attribution].stance;
        claim.speaker = bay__speaker_of(c, event->statement);
    }
    return push_claim(c, claim, err);
}

/* ---- answers ------------------------------------------------------------------ */

static bool is_answer(const bay_event *event, const bay__hit *hit)
{
    return bay_str_is(event->cameo, "016") || (hit->entry && bay_str_is(hit->entry->op, "respond"));
}

static bool is_state(const bay_actor *actor)
{
    return actor->sector_count == 0 || bay_str_is(actor->sectors[0], "GOV") || bay_str_is(actor->sectors[0], "MIL") ||
           bay_str_is(actor->sectors[0], "COP") || bay_str_is(actor->sectors[0], "LEG");
}

/* Of one side: the state with the state, a group with itself; not the rebels of a country with its government. */
static bool same_side(const bay__coder *c, uint32_t a, uint32_t b)
{
    const bay_actor *x = &c->doc->actors.items[a], *y = &c->doc->actors.items[b];
    if (bay__same_actor(c->doc, a, b)) return true;
    if (!x->country.size || !bay_str_eq(x->country, y->country)) return false;
    if (is_state(x) || is_state(y)) return is_state(x) && is_state(y);
    return bay_str_eq(x->sectors[0], y->sectors[0]) && (x->code.size <= 6 || y->code.size <= 6 || bay_str_eq(x->code, y->code));
}

static bool shares_party(const bay__coder *c, const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count)
{
    for (uint32_t i = 0; i < a_count; i++)
        for (uint32_t k = 0; k < b_count; k++)
            if (same_side(c, a[i], b[k])) return true;
    return false;
}

/* An accusation against the one who answers, or a deed told of him, is what he answers; the nearest. */
static int answer_score(const bay__coder *c, const bay_event *answer, const bay_event *other)
{
    if (bay_str_is(other->type, "REJECT") || other->sent > answer->sent) return 0;
    bool accused = shares_party(c, answer->actors, answer->actor_count, other->recipients, other->recipient_count);
    bool did = shares_party(c, answer->actors, answer->actor_count, other->actors, other->actor_count);
    bool accusation = bay_str_is(other->type, "ACCUSE");
    if (accusation && did) return 0;   /* his own */
    int apart = (int)(answer->sent - other->sent);
    if (apart > NEAR_SENTENCES) {   /* far above, only who accused him is answered, by name */
        bool answered = shares_party(c, answer->recipients, answer->recipient_count, other->actors, other->actor_count);
        return accusation && accused && answered ? 20 - apart / 4 : 0;
    }
    bool told_of_him = apart == 0 && other->actor_count == 0 && other->chain_count > 0;   /* "said it was behind X, a claim it denied" */
    if (!accusation && !did && told_of_him) return 15;
    int score = accusation && accused ? 40 : !accusation && did ? 25 : accusation ? 5 : 0;
    return score ? score - apart * 4 + (other->statement < answer->statement) : 0;
}

static bay_status claim_of_answer(bay__coder *c, uint32_t at, bay_error *err)
{
    bay_event *answer = &c->doc->events.items[at];
    uint32_t best = BAY_NONE;
    int best_score = 0;
    for (uint32_t i = at + 24 < c->doc->events.count ? at + 24 : c->doc->events.count; i-- > 0;) {
        const bay_event *other = &c->doc->events.items[i];
        if (other->sent + FAR_SENTENCES < answer->sent) break;
        if (i == at) continue;
        int score = answer_score(c, answer, other);
        if (score > best_score) best = i, best_score = score;
    }
    if (best == BAY_NONE) return BAY_OK;
    if (answer->inner == BAY_NONE) answer->inner = best;
    const bay_event *other = &c->doc->events.items[best];
    if (answer->recipient_count == 0 && bay_str_is(other->type, "ACCUSE"))   /* the accuser is who is answered */
        for (uint32_t i = 0; i < other->actor_count; i++) answer->recipients[answer->recipient_count++] = other->actors[i];
    bay_claim claim = {.event = best, .attribution = c->doc->statements.items[answer->statement].attribution,
                       .speaker = answer->actor_count ? answer->actors[0] : BAY_NONE, .stance = BAY_DENIES,
                       .span = c->doc->sents.items[answer->sent].span};
    return push_claim(c, claim, err);
}

/* "denied supporting X": the operator has no event of its own; its subject denies the one within. */
static bay_status claim_of_denial(bay__coder *c, uint32_t statement, bay_error *err)
{
    const bay__hit *hit = &c->hits[statement];
    if (!bay__denies(hit) || hit->inner == BAY_NONE) return BAY_OK;
    uint32_t at = c->hits[hit->inner].event;
    if (at == BAY_NONE) return BAY_OK;
    const bay_statement *st = &c->doc->statements.items[statement];
    uint32_t inner_attribution = c->doc->statements.items[hit->inner].attribution;
    if (inner_attribution != BAY_NONE && c->doc->attributions.items[inner_attribution].stance == BAY_DENIES) return BAY_OK;
    uint32_t speaker = bay__subject_actor(c, statement);
    return push_claim(c, (bay_claim){at, st->attribution, speaker, BAY_DENIES, c->doc->sents.items[st->sent].span}, err);
}

bay_status bay__make_claims(bay__coder *c, bay_error *err)
{
    for (uint32_t i = 0; i < c->doc->events.count; i++) BAY_TRY(claim_of_event(c, i, err));
    for (uint32_t i = 0; i < c->doc->statements.count; i++) BAY_TRY(claim_of_denial(c, i, err));
    for (uint32_t i = 0; i < c->doc->events.count; i++)
        if (is_answer(&c->doc->events.items[i], &c->hits[c->doc->events.items[i].statement])) BAY_TRY(claim_of_answer(c, i, err));
    return BAY_OK;
}

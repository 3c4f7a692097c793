#include "resolve/guess.h"

#include <math.h>

#include "doc/tree.h"

enum { CANDIDATES_MAX = 16, BACK_SENTENCES = 2, PLACES_MAX = 400, BODY_TOKENS = 240 };

static const bay_tok *tok(const bay__resolver *r, uint32_t i) { return &r->doc->toks.items[i]; }

struct candidate {
    bay_str country;
    double evidence[BAY_GUESS_COUNT], score;
};

struct guess {
    const bay__resolver *r;
    uint32_t head, sent;
    struct candidate items[CANDIDATES_MAX];
    uint32_t count;
};

static struct candidate *candidate(struct guess *g, bay_str country, bool may_add)
{
    for (uint32_t i = 0; i < g->count; i++)
        if (bay_str_eq(g->items[i].country, country)) return &g->items[i];
    if (!may_add || country.size == 0 || g->count >= CANDIDATES_MAX) return NULL;
    g->items[g->count] = (struct candidate){.country = country};
    return &g->items[g->count++];
}

static void more(double *evidence, double by, double cap) { *evidence = *evidence + by > cap ? cap : *evidence + by; }

/* A town alone may be another one of that name: where the article names countries, and not this, its places count for half. */
static double trust(const struct guess *g, bay_str country)
{
    return !g->r->story.named.entries.count || bay_map_get(&g->r->story.named, country) ? 1 : 0.5;
}

/* "pushed the group into Afghanistan", "people from Iraq and Syria": not where those are who did it. */
static bool is_aim(const bay__resolver *r, uint32_t i)
{
    static const char *const ways[] = {"into", "to", "towards", "toward", "against", "with", "from", NULL};
    for (int steps = 0; steps < 3 && tok(r, i)->head != BAY_NONE; steps++) {
        uint8_t deprel = tok(r, i)->deprel;
        if (deprel != BAY_DEP_COMPOUND && deprel != BAY_DEP_FLAT && deprel != BAY_DEP_CONJ && deprel != BAY_DEP_AMOD) break;
        i = tok(r, i)->head;
    }
    uint32_t mark = bay_tree_child(r->doc, i, BAY_DEP_CASE);
    return mark != BAY_NONE && bay_str_in(tok(r, mark)->norm, ways);
}

/* Names of countries, their people, capitals, towns: in the sentence, before and after the word, and in the two before it. */
static void read_mentions(struct guess *g)
{
    const bay_story *story = &g->r->story;
    uint32_t end = g->r->doc->sents.items[g->sent].tok_end, low = 0, high = story->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (story->mentions.items[middle].tok < end) low = middle + 1;
        else high = middle;
    }
    for (uint32_t i = low; i > 0; i--) {
        const bay_story_mention *m = &story->mentions.items[i - 1];
        if (m->sent + BACK_SENTENCES < g->sent) break;
        struct candidate *c = candidate(g, m->country, true);
        if (!c) continue;
        int kind = m->sent + 2 == g->sent ? BAY_GUESS_TWO_BACK : m->sent + 1 == g->sent ? BAY_GUESS_ONE_BACK
                   : m->tok > g->head ? BAY_GUESS_AFTER : BAY_GUESS_BEFORE;
        double by = m->sent == g->sent && is_aim(g->r, m->tok) ? 0.3 : 1;
        more(&c->evidence[kind], m->weight / 10.0 * by * trust(g, m->country), 2);
    }
}

/* "officials in Nairobi said": where the speaker sits, not where it happened. */
static bool seats_a_source(const bay__resolver *r, uint32_t place)
{
    uint32_t noun = tok(r, place)->deprel == BAY_DEP_NMOD ? tok(r, place)->head : BAY_NONE;
    bay_phrase_match m;
    return noun != BAY_NONE && bay_phrases_match(&r->actors->phrases, &r->text, noun, noun + 1, BAY_ACTOR_BIT(BAY_ACTOR_AGENT) | BAY_ACTOR_BIT(BAY_ACTOR_TITLE), &m);
}

static bool is_place_told(const bay__resolver *r, const bay_place *place)
{
    bool touched = place->literal || tok(r, place->tok)->deprel == BAY_DEP_OBJ;
    return touched && place->country.size && !seats_a_source(r, place->tok);
}

/* Where things happen: the dateline, the place nearest to the word, those of its own sentence. */
static void read_places(struct guess *g)
{
    const bay_doc *doc = g->r->doc;
    uint32_t nearest = 0xFFFFFFFFu;
    struct candidate *near = NULL;
    bool first = true;
    for (uint32_t i = 0; i < doc->places.count && i < PLACES_MAX; i++) {
        const bay_place *place = &doc->places.items[i];
        if (!is_place_told(g->r, place)) continue;
        uint32_t sent = tok(g->r, place->tok)->sent;
        bool here = sent == g->sent, close = sent <= g->sent && sent + BACK_SENTENCES >= g->sent;
        struct candidate *c = candidate(g, place->country, first || close);
        if (!c) { first = false; continue; }
        if (first && sent <= 1 && g->r->story.dateline.size == 0 && !is_aim(g->r, place->tok)) c->evidence[BAY_GUESS_DATELINE] = 0.5 * trust(g, place->country);
        first = false;
        if (here && !is_aim(g->r, place->tok)) more(&c->evidence[BAY_GUESS_PLACE_HERE], place->confidence * trust(g, place->country), 1);
        uint32_t distance = place->tok > g->head ? place->tok - g->head : g->head - place->tok;
        if (close && distance < nearest && !bay_str_is(place->precision, "country")) { nearest = distance; near = c; }
    }
    if (near) near->evidence[BAY_GUESS_PLACE_NEAR] = trust(g, near->country);
}

static void read_bodies(struct guess *g, bay_str sector)
{
    const bay__body *like = NULL, *last = NULL;
    for (uint32_t i = 0; i < BAY__BODIES; i++) {
        const bay__body *b = &g->r->bodies[i];
        if (b->country.size == 0 || b->tok >= g->head || g->head - b->tok > BODY_TOKENS) continue;
        if (bay_str_eq(b->sector, sector) && (!like || b->tok > like->tok)) like = b;
        if (b->guessed && (!last || b->tok > last->tok)) last = b;
    }
    struct candidate *c = like ? candidate(g, like->country, true) : NULL;
    if (c) c->evidence[BAY_GUESS_BODY] = like->guessed ? 0.5 : 1;
    c = last ? candidate(g, last->country, true) : NULL;
    if (c) c->evidence[BAY_GUESS_LAST] = 1;
}

static void read_article(struct guess *g)
{
    const bay_story *story = &g->r->story;
    candidate(g, story->top, true);
    candidate(g, story->rebels, true);
    struct candidate *home = candidate(g, story->dateline, true);
    if (home) home->evidence[BAY_GUESS_DATELINE] = 1;
    for (uint32_t i = 0; i < g->count; i++) {
        struct candidate *c = &g->items[i];
        c->evidence[BAY_GUESS_ARTICLE] = bay__story_share(story, c->country);
        c->evidence[BAY_GUESS_TOP] = bay_str_eq(story->top, c->country);
    }
    for (uint32_t i = 0; i < story->mentions.count && story->mentions.items[i].sent <= 1; i++) {
        struct candidate *c = candidate(g, story->mentions.items[i].country, false);
        if (c && c->evidence[BAY_GUESS_FIRST] == 0) c->evidence[BAY_GUESS_FIRST] = trust(g, c->country) * (story->mentions.items[i].sent ? 0.5 : 1);
    }
}

/* People are of the place where things are done to them, fighters of the group's country: evidence that counts more, or less, for them. */
static void split_by_kind(struct guess *g, uint8_t what)
{
    for (uint32_t i = 0; i < g->count; i++) {
        double *e = g->items[i].evidence;
        if (what == BAY__GUESS_PEOPLE) {
            e[BAY_GUESS_PEOPLE_HERE] = e[BAY_GUESS_PLACE_HERE], e[BAY_GUESS_PEOPLE_NEAR] = e[BAY_GUESS_PLACE_NEAR];
        }
        if (what != BAY__GUESS_ARMED) continue;
        e[BAY_GUESS_ARMED_HERE] = e[BAY_GUESS_PLACE_HERE];
        e[BAY_GUESS_ARMED_REBELS] = bay_str_eq(g->r->story.rebels, g->items[i].country);
    }
}

static void sort_candidates(struct guess *g)
{
    for (uint32_t i = 1; i < g->count; i++)
        for (uint32_t k = i; k > 0 && g->items[k].score > g->items[k - 1].score; k--) {
            struct candidate swap = g->items[k];
            g->items[k] = g->items[k - 1];
            g->items[k - 1] = swap;
        }
}

static double weigh(struct guess *g)
{
    double sum = 0;
    for (uint32_t i = 0; i < g->count; i++) {
        struct candidate *c = &g->items[i];
        for (int k = 0; k < BAY_GUESS_COUNT; k++) c->score += g->r->actors->guess[k] * c->evidence[k];
    }
    sort_candidates(g);
    for (uint32_t i = 0; i < g->count; i++) sum += exp(g->items[i].score - g->items[0].score);
    return g->count ? 1 / sum : 0;
}

uint32_t bay__guess(const bay__resolver *r, uint32_t head, uint8_t what, bay_str sector, bay_actor_candidate **out, double *sure)
{
    struct guess g = {.r = r, .head = head, .sent = tok(r, head)->sent};
    *out = NULL;
    if (!r->actors->can_guess) return 0;
    read_mentions(&g);
    read_places(&g);
    read_bodies(&g, sector);
    read_article(&g);
    split_by_kind(&g, what);
    *sure = weigh(&g);
    uint32_t kept = g.count < r->keep ? g.count : r->keep;
    bay_actor_candidate *rows = kept ? bay_arena_calloc(&r->doc->arena, kept, sizeof *rows) : NULL;
    for (uint32_t i = 0; rows && i < kept; i++) {
        rows[i] = (bay_actor_candidate){.id = g.items[i].country, .score = (float)g.items[i].score};
        const bay_actor_record *country = bay_actors_country(r->actors, g.items[i].country);
        rows[i].name = country ? country->name : g.items[i].country;
        for (int k = 0; k < BAY_GUESS_COUNT; k++) rows[i].evidence[k] = (float)g.items[i].evidence[k];
    }
    *out = rows;
    return rows ? kept : 0;
}

void bay__guess_note(bay__resolver *r, uint32_t at, bay_str sector, bay_str country, bool guessed)
{
    if (country.size == 0 || sector.size == 0) return;
    uint32_t slot = 0;
    for (uint32_t i = 0; i < BAY__BODIES; i++) {
        if (bay_str_eq(r->bodies[i].sector, sector) && r->bodies[i].guessed == guessed) { slot = i; break; }
        if (r->bodies[i].tok < r->bodies[slot].tok || r->bodies[i].country.size == 0) slot = i;
    }
    r->bodies[slot] = (bay__body){.tok = at, .sector = sector, .country = country, .guessed = guessed};
}

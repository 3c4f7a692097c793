#include "resolve/story.h"

#include "doc/find.h"

enum { CAPITAL_WEIGHT = 5, REGIONAL_WEIGHT = 4 };   /* a part of the country counts once more as a place */

static bool add(bay_story *story, bay_arena *scratch, const bay_doc *doc, uint32_t tok, bay_str country, uint32_t weight, bool by_place)
{
    uint32_t *votes = bay_map_put(scratch, &story->votes, country);
    bay_story_mention *mention = votes ? bay_push(scratch, &story->mentions) : NULL;
    if (!mention) return false;
    *mention = (bay_story_mention){tok, doc->toks.items[tok].sent, weight, country, by_place};
    if (!by_place && !bay_map_put(scratch, &story->named, country)) return false;
    *votes += weight;
    if (*votes > story->most) { story->most = *votes; story->top = country; }
    return true;
}

/* The armed group that the article names most, for "the insurgents" and "fighters" without a name. */
static bool read_rebels(const bay_actor_index *actors, const bay_phrase_text *text, const bay_doc *doc, bay_arena *scratch, bay_story *story)
{
    bay_map groups = {0};
    uint32_t most = 0;
    for (uint32_t i = 0; i < doc->toks.count;) {
        bay_phrase_match m;
        const bay_sent *sent = &doc->sents.items[doc->toks.items[i].sent];
        if (!sent->parsed || !bay_phrases_match(&actors->phrases, text, i, sent->tok_end, BAY_ACTOR_BIT(BAY_ACTOR_GROUP), &m)) { i++; continue; }
        const bay_actor_record *group = bay_actors_entry(actors, m.entry);
        uint32_t *count = bay_map_put(scratch, &groups, group->id);
        if (!count) return false;
        if (++*count > most && group->country.size) { most = *count; story->rebels = group->country; }
        i = m.end;
    }
    return true;
}

/* Towns and provinces before token `end`: who is told of without a country is most likely of the place that is told with it. */
static bool add_places(bay_story *story, bay_arena *scratch, const bay_doc *doc, uint32_t *next, uint32_t end)
{
    enum { PLACE_WEIGHT = 12 };
    for (; *next < doc->places.count && doc->places.items[*next].tok < end; ++*next) {
        const bay_place *place = &doc->places.items[*next];
        bool told = place->literal && place->confidence >= 0.5f && place->country.size && !bay_str_is(place->precision, "country");
        if (told && !add(story, scratch, doc, place->tok, place->country, (uint32_t)(PLACE_WEIGHT * place->confidence), true)) return false;
    }
    return true;
}

/* "Brussels" is the European Union's seat where the text speaks of it and of Belgium not. */
static bool tells_of_union(const bay_doc *doc, const bay_story *story)
{
    bool told = false;
    for (uint32_t i = 0; i < doc->toks.count && !told; i++) {
        bay_str norm = doc->toks.items[i].norm;
        bool union_word = i + 1 < doc->toks.count && (bay_str_is(doc->toks.items[i + 1].norm, "union") || bay_str_is(doc->toks.items[i + 1].norm, "commission"));
        told = bay_str_is(norm, "eu") || bay_str_is(norm, "e.u.") || (bay_str_is(norm, "european") && union_word);
    }
    for (uint32_t i = 0; i < story->mentions.count && told; i++) {
        const bay_story_mention *m = &story->mentions.items[i];
        if (bay_str_is(m->country, "BEL") && m->weight != CAPITAL_WEIGHT) told = bay_str_is(doc->toks.items[m->tok].norm, "brussels");
    }
    return told;
}

/* ---- words that two countries share ------------------------------------------------------------- */

enum { TOLD_MAX = 16 };

struct shared_words {
    const bay_actor_record *seen[TOLD_MAX], *plain[TOLD_MAX];   /* second meanings, and the first one beside each */
    uint32_t count;
};

static bool is_meant(const bay_story *story, const bay_actor_record *record)
{
    for (uint32_t i = 0; i < story->told.count; i++)
        if (story->told.items[i] == record) return true;
    return !bay_actor_is_told(record);
}

uint32_t bay__story_entry(const bay_story *story, const bay_actor_index *actors, const bay_phrase_text *text, const bay_phrase_match *m, uint32_t kinds)
{
    uint32_t plain = BAY_NONE;
    for (uint32_t e = m->entry; e != BAY_NONE; e = bay_phrases_more(&actors->phrases, text, m, e, kinds)) {
        const bay_actor_record *record = bay_actors_entry(actors, e);
        if (bay_actor_is_told(record) && is_meant(story, record)) return e;
        if (plain == BAY_NONE && !bay_actor_is_told(record)) plain = e;
    }
    return plain;
}

/* "Georgia" with Atlanta, which lies in it. */
static bool lies_there(const bay_doc *doc, const bay_actor_record *part)
{
    for (uint32_t i = 0; i < doc->places.count; i++) {
        const bay_place *place = &doc->places.items[i];
        bool inside = bay_str_eq(place->country, part->country) && bay_str_eq(place->admin1, part->note) && !bay_str_eq(place->text, part->note);
        if (inside && !bay_str_is(place->precision, "country")) return true;
    }
    return false;
}

/* Which second meanings hold, from the words that have one meaning only. */
static bool choose_told(bay_story *story, bay_arena *scratch, const bay_doc *doc, const struct shared_words *w)
{
    for (uint32_t i = 0; i < w->count; i++) {
        double other = w->plain[i] ? bay__story_share(story, w->plain[i]->country) : 0, own = bay__story_share(story, w->seen[i]->country);
        bool part = w->seen[i]->role.size == 0;
        if (part ? !lies_there(doc, w->seen[i]) : own <= other) continue;
        const bay_actor_record **slot = bay_push(scratch, &story->told);
        if (!slot) return false;
        *slot = w->seen[i];
    }
    return true;
}

/* True: the match has a second meaning of which nothing is decided yet. */
static bool note_shared(struct shared_words *w, const bay_actor_index *actors, const bay_phrase_text *text, const bay_phrase_match *m, uint32_t kinds)
{
    const bay_actor_record *plain = NULL, *told[4];
    uint32_t n = 0;
    for (uint32_t e = m->entry; e != BAY_NONE; e = bay_phrases_more(&actors->phrases, text, m, e, kinds)) {
        const bay_actor_record *record = bay_actors_entry(actors, e);
        if (!bay_actor_is_told(record)) plain = plain ? plain : record;
        else if (n < 4) told[n++] = record;
    }
    for (uint32_t i = 0; i < n; i++) {
        bool known = false;
        for (uint32_t k = 0; k < w->count; k++) known = known || w->seen[k] == told[i];
        if (known || w->count >= TOLD_MAX) continue;
        w->seen[w->count] = told[i];
        w->plain[w->count++] = plain;
    }
    return n > 0;
}

/* shared NULL: what words mean is decided. */
static bool read_votes(const bay_actor_index *actors, const bay_phrase_text *text, const bay_doc *doc, bay_arena *scratch, struct shared_words *shared,
                       bay_story *out)
{
    const uint32_t kinds = BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY) | BAY_ACTOR_BIT(BAY_ACTOR_DEMONYM) | BAY_ACTOR_BIT(BAY_ACTOR_CAPITAL) |
                           BAY_ACTOR_BIT(BAY_ACTOR_SEAT);
    uint32_t next_place = 0;
    for (uint32_t n = 0; n < doc->sents.count; n++) {
        const bay_sent *sent = &doc->sents.items[n];
        for (uint32_t i = sent->tok_begin; sent->parsed && i < sent->tok_end;) {
            bay_phrase_match m;
            if (!bay_phrases_match(&actors->phrases, text, i, sent->tok_end, kinds, &m)) { i++; continue; }
            i = m.end;
            if (shared && note_shared(shared, actors, text, &m, kinds)) continue;
            uint32_t entry = bay__story_entry(out, actors, text, &m, kinds);
            if (entry == BAY_NONE) continue;
            const bay_actor_record *record = bay_actors_entry(actors, entry);
            uint8_t kind = actors->phrases.entries.items[entry].kind;
            uint32_t weight = kind == BAY_ACTOR_COUNTRY ? 10 : kind == BAY_ACTOR_DEMONYM ? 8 : CAPITAL_WEIGHT;
            if (kind == BAY_ACTOR_DEMONYM && record->role.size == 0) weight = REGIONAL_WEIGHT;
            if (!add_places(out, scratch, doc, &next_place, m.begin)) return false;
            if (!add(out, scratch, doc, m.begin, record->id, weight, false)) return false;
        }
    }
    return add_places(out, scratch, doc, &next_place, doc->toks.count);
}

/* "TBILISI, May 14 -", "Dhaka:", "BRUSSELS (AP) -": the first place of the text, with a dash, colon or full stop close behind it. */
static void read_dateline(const bay_doc *doc, bay_story *out)
{
    enum { FROM_BEGIN = 2, TO_MARK = 10 };
    static const char *const marks[] = {"-", "--", "\xe2\x80\x93", "\xe2\x80\x94", ":", NULL};
    out->dateline_tok = BAY_NONE;
    for (uint32_t n = 0, read = 0; n < doc->sents.count && read < 2; n++) {
        const bay_sent *sent = &doc->sents.items[n];
        if (!sent->parsed) continue;
        read++;
        for (uint32_t k = 0; k < doc->places.count && doc->places.items[k].tok < sent->tok_begin + FROM_BEGIN; k++) {
            const bay_place *place = &doc->places.items[k];
            if (place->tok < sent->tok_begin || place->country.size == 0) continue;
            uint32_t end = bay_doc_tok_from(doc, place->span.end);
            bool alone = end + 1 >= sent->tok_end;      /* "Warsaw." */
            for (uint32_t i = end; i < sent->tok_end && i < end + TO_MARK && !alone; i++) {
                alone = bay_str_in(doc->toks.items[i].norm, marks);
                if (doc->toks.items[i].upos == BAY_VERB || doc->toks.items[i].upos == BAY_AUX) break;
            }
            if (!alone) return;
            out->dateline = place->country;
            out->dateline_tok = place->tok;
            return;
        }
    }
}

bool bay__story_read(const bay_actor_index *actors, const bay_phrase_text *text, const bay_doc *doc, bay_arena *scratch,
                     bay_story *out)
{
    struct shared_words shared = {.count = 0};
    *out = (bay_story){0};
    if (!read_votes(actors, text, doc, scratch, &shared, out)) return false;
    if (shared.count) {
        if (!choose_told(out, scratch, doc, &shared)) return false;
        out->votes = out->named = (bay_map){0}, out->mentions.count = out->most = 0, out->top = (bay_str){0};
        if (!read_votes(actors, text, doc, scratch, NULL, out)) return false;
    }
    read_dateline(doc, out);
    out->union_told = tells_of_union(doc, out);
    return read_rebels(actors, text, doc, scratch, out);
}

double bay__story_share(const bay_story *story, bay_str country)
{
    const uint32_t *votes = country.size ? bay_map_get(&story->votes, country) : NULL;
    return votes && story->most ? (double)*votes / story->most : 0;
}

/* Mentions at or before the end of the token's sentence; by halving. */
static uint32_t last_before(const bay_story *story, uint32_t end)
{
    uint32_t low = 0, high = story->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (story->mentions.items[middle].tok < end) low = middle + 1;
        else high = middle;
    }
    return low;
}

bay_str bay__story_near(const bay_story *story, const bay_doc *doc, uint32_t tok)
{
    enum { LOOKED_AT_MAX = 24 };
    const bay_sent *sent = &doc->sents.items[doc->toks.items[tok].sent];
    uint32_t here = doc->toks.items[tok].sent, last = last_before(story, sent->tok_end);
    bay_str seen[LOOKED_AT_MAX], best = story->top;
    double score[LOOKED_AT_MAX], top = story->top.size ? 0.5 : 0;
    uint32_t count = 0;
    for (uint32_t i = last; i > 0 && count < LOOKED_AT_MAX; i--) {
        const bay_story_mention *m = &story->mentions.items[i - 1];
        if (m->sent + 2 < here) break;
        uint32_t k = 0;
        while (k < count && !bay_str_eq(seen[k], m->country)) k++;
        if (k == count) { seen[count] = m->country; score[count++] = bay__story_share(story, m->country) * 0.5; }
        double near = m->sent != here ? 0.5 : m->tok > tok ? 0.6 : 1;   /* what comes after is a weaker sign */
        score[k] += m->weight / 10.0 * near;
        if (score[k] > top) { top = score[k]; best = seen[k]; }
    }
    return best;
}

#include "resolve/story.h"

enum { CAPITAL_WEIGHT = 5, REGIONAL_WEIGHT = 4 };   /* a part of the country counts once more as a place */

static bool add(bay_story *story, bay_arena *scratch, const bay_doc *doc, uint32_t tok, bay_str country, uint32_t weight)
{
    uint32_t *votes = bay_map_put(scratch, &story->votes, country);
    bay_story_mention *mention = votes ? bay_push(scratch, &story->mentions) : NULL;
    if (!mention) return false;
    *mention = (bay_story_mention){tok, doc->toks.items[tok].sent, weight, country};
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
        if (told && !add(story, scratch, doc, place->tok, place->country, (uint32_t)(PLACE_WEIGHT * place->confidence))) return false;
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

bool bay__story_read(const bay_actor_index *actors, const bay_phrase_text *text, const bay_doc *doc, bay_arena *scratch,
                     bay_story *out)
{
    const uint32_t kinds = BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY) | BAY_ACTOR_BIT(BAY_ACTOR_DEMONYM) | BAY_ACTOR_BIT(BAY_ACTOR_CAPITAL) |
                           BAY_ACTOR_BIT(BAY_ACTOR_SEAT);
    uint32_t next_place = 0;
    *out = (bay_story){0};
    for (uint32_t n = 0; n < doc->sents.count; n++) {
        const bay_sent *sent = &doc->sents.items[n];
        for (uint32_t i = sent->tok_begin; sent->parsed && i < sent->tok_end;) {
            bay_phrase_match m;
            if (!bay_phrases_match(&actors->phrases, text, i, sent->tok_end, kinds, &m)) { i++; continue; }
            uint8_t kind = actors->phrases.entries.items[m.entry].kind;
            uint32_t weight = kind == BAY_ACTOR_COUNTRY ? 10 : kind == BAY_ACTOR_DEMONYM ? 8 : CAPITAL_WEIGHT;
            if (kind == BAY_ACTOR_DEMONYM && bay_actors_entry(actors, m.entry)->role.size == 0) weight = REGIONAL_WEIGHT;
            if (!add_places(out, scratch, doc, &next_place, i)) return false;
            if (!add(out, scratch, doc, i, bay_actors_entry(actors, m.entry)->id, weight)) return false;
            i = m.end;
        }
    }
    if (!add_places(out, scratch, doc, &next_place, doc->toks.count)) return false;
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

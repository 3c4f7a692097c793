#include "entity/agreement.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"

/* Below this much evidence a name met elsewhere is not carried to other sentences. */
static const float LEAST_EVIDENCE = 0.9f;
enum { TYPES = BAY_ENT_LOC + 1 };

typedef struct votes {
    float of[TYPES];
} votes;

struct ballot {
    bay_arena *scratch;
    bay_doc *doc;
    bay_map names;                       /* folded text -> index in counted */
    BAY_ARRAY(votes) counted;
    uint8_t *taken;                      /* [token]: part of a name         */
};

static bay_str name_text(struct ballot *b, uint32_t begin, uint32_t end)
{
    uint32_t size = 0;
    for (uint32_t i = begin; i < end; i++) size += b->doc->toks.items[i].norm.size + 1;
    char *out = bay_arena_alloc(b->scratch, size + 1);
    if (!out) return (bay_str){0};
    size = 0;
    for (uint32_t i = begin; i < end; i++) {
        bay_str norm = b->doc->toks.items[i].norm;
        if (i > begin) out[size++] = ' ';
        memcpy(out + size, norm.bytes, norm.size);
        size += norm.size;
    }
    return (bay_str){out, size};
}

static bool vote(struct ballot *b, uint32_t begin, uint32_t end, uint8_t type, float weight)
{
    bay_str text = name_text(b, begin, end);
    if (!text.bytes) return false;
    uint32_t before = b->names.entries.count, *slot = bay_map_put(b->scratch, &b->names, text);
    if (!slot) return false;
    if (b->names.entries.count > before) {
        const votes *none_yet = bay_push(b->scratch, &b->counted);
        if (!none_yet) return false;
        *slot = b->counted.count - 1;
    }
    b->counted.items[*slot].of[type] += weight;
    return true;
}

static uint8_t winner(const votes *v)
{
    uint8_t best = BAY_ENT_PER;
    for (uint8_t t = BAY_ENT_PER; t < TYPES; t++)
        if (v->of[t] > v->of[best]) best = t;
    return best;
}

static const votes *votes_on(struct ballot *b, uint32_t begin, uint32_t end)
{
    bay_str text = end == begin + 1 ? b->doc->toks.items[begin].norm : name_text(b, begin, end);
    const uint32_t *slot = text.bytes ? bay_map_get(&b->names, text) : NULL;
    return slot ? &b->counted.items[*slot] : NULL;
}

/* Each mention votes for its text; a full name of a person also for its last word. */
static bool count_votes(struct ballot *b)
{
    for (uint32_t i = 0; i < b->doc->mentions.count; i++) {
        const bay_mention *m = &b->doc->mentions.items[i];
        for (uint32_t t = m->tok_begin; t < m->tok_end; t++) b->taken[t] = 1;
        if (!vote(b, m->tok_begin, m->tok_end, m->type, m->confidence)) return false;
        bool full = m->type == BAY_ENT_PER && m->tok_end - m->tok_begin > 1;
        if (full && !vote(b, m->tok_end - 1, m->tok_end, BAY_ENT_PER, m->confidence)) return false;
    }
    return true;
}

static void settle_types(struct ballot *b)
{
    for (uint32_t i = 0; i < b->doc->mentions.count; i++) {
        bay_mention *m = &b->doc->mentions.items[i];
        const votes *v = votes_on(b, m->tok_begin, m->tok_end);
        if (v) m->type = winner(v);
    }
}

static bool is_capital(bay_str form)
{
    uint32_t code;
    if (!form.size) return false;
    bay_utf8_decode(form, 0, &code);
    return bay_utf8_is_upper(code);
}

static bool add(struct ballot *b, uint32_t tok, uint8_t type, float confidence)
{
    bay_mention *m = bay_doc_push(b->doc, mentions);
    if (!m) return false;
    *m = (bay_mention){b->doc->toks.items[tok].span, tok, tok + 1, tok, BAY_NONE, confidence, type, BAY_MENTION_NAME};
    b->taken[tok] = 1;
    return true;
}

/* "International Space Station (ISS)": initials in brackets after a name, the small words of the name left out or not. */
static bool are_initials(const bay_doc *doc, const bay_mention *m, bay_str form)
{
    uint32_t at = 0;
    for (uint32_t i = m->tok_begin; i < m->tok_end && at < form.size; i++) {
        bay_str word = bay_doc_form(doc, &doc->toks.items[i]);
        if (word.size && word.bytes[0] == form.bytes[at] && is_capital(word)) at++;
        else if (is_capital(word)) return false;
    }
    return at == form.size && at > 1;
}

static bool add_initials(struct ballot *b)
{
    bay_doc *doc = b->doc;
    for (uint32_t i = 0, n = doc->mentions.count; i < n; i++) {
        const bay_mention *m = &doc->mentions.items[i];
        uint32_t tok = m->tok_end + 1;
        if (tok + 1 >= doc->toks.count || doc->toks.items[tok].sent != doc->toks.items[m->tok_begin].sent || b->taken[tok]) continue;
        if (!bay_str_is(bay_doc_form(doc, &doc->toks.items[tok - 1]), "(")) continue;
        if (!are_initials(doc, m, bay_doc_form(doc, &doc->toks.items[tok]))) continue;
        uint8_t type = m->type;
        float confidence = m->confidence;
        if (!vote(b, tok, tok + 1, type, 1) || !add(b, tok, type, confidence)) return false;
    }
    return true;
}

/* Proper nouns that are names elsewhere in the article. */
static bool add_missed(struct ballot *b)
{
    const bay_doc *doc = b->doc;
    for (uint32_t i = 0; i < doc->toks.count; i++) {
        const bay_tok *tok = &doc->toks.items[i];
        if (b->taken[i] || tok->upos != BAY_PROPN || !doc->sents.items[tok->sent].parsed || !is_capital(bay_doc_form(doc, tok))) continue;
        const votes *v = votes_on(b, i, i + 1);
        if (!v) continue;
        uint8_t type = winner(v);
        if (v->of[type] < LEAST_EVIDENCE) continue;
        if (!add(b, i, type, 0.5f)) return false;
    }
    return true;
}

static int by_place(const void *a, const void *b)
{
    const bay_mention *x = a, *y = b;
    return x->tok_begin < y->tok_begin ? -1 : x->tok_begin > y->tok_begin;
}

bay_status bay__agree_on_names(bay_arena *scratch, bay_doc *doc, bay_error *err)
{
    struct ballot b = {.scratch = scratch, .doc = doc, .taken = bay_arena_calloc(scratch, doc->toks.count + 1, 1)};
    if (doc->mentions.count == 0) return BAY_OK;
    if (!b.taken || !count_votes(&b)) return bay_fail_memory(err);
    settle_types(&b);
    if (!add_initials(&b) || !add_missed(&b)) return bay_fail_memory(err);
    qsort(doc->mentions.items, doc->mentions.count, sizeof *doc->mentions.items, by_place);
    return BAY_OK;
}

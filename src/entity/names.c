#include "entity/names.h"

#include <math.h>

#include "entity/agreement.h"
#include "nn/nets.h"

/* Classes in the model's order: O B-PER I-PER B-ORG I-ORG B-LOC I-LOC. */
enum { CLASSES = BAY_NAME_CLASSES, WINDOW = 200 };
static const uint8_t type_of[CLASSES] = {0, BAY_ENT_PER, BAY_ENT_PER, BAY_ENT_ORG, BAY_ENT_ORG, BAY_ENT_LOC, BAY_ENT_LOC};

static bool is_inside(uint32_t c) { return c > 0 && c % 2 == 0; }
static bool may_follow(uint32_t before, uint32_t c) { return !is_inside(c) || before == c || before == c - 1; }

struct window {
    bay_doc *doc;
    uint32_t first, count;     /* tokens */
    const float *scores;       /* [count][step] */
    size_t step;
};

/* Windows that are read together, and what of them the net wants. */
struct group {
    const uint32_t *first, *size;
    uint32_t count, words;
};

/* Scores of the reader, where it left some. */
static float *left_scores(bay_arena *scratch, const bay_doc *doc, const struct group *g, size_t step)
{
    float *out = bay_arena_alloc(scratch, g->words * step * sizeof *out), *at = out;
    for (uint32_t i = 0; out && i < g->count; i++)
        for (uint32_t j = 0; j < g->size[i]; j++, at += step) memcpy(at, doc->name_scores[g->first[i] + j], sizeof *doc->name_scores);
    return out;
}

static bay_status score(const bay_model *model, bay_arena *scratch, const bay_doc *doc, const struct group *g, float **scores, bay_error *err)
{
    bay_str *forms = bay_arena_alloc(scratch, g->words * sizeof *forms), *norms = bay_arena_alloc(scratch, g->words * sizeof *norms);
    bay_packed packed;
    uint32_t at = 0;
    float *x;
    if (doc->name_scores) {
        *scores = left_scores(scratch, doc, g, model->name.columns);
        return *scores ? BAY_OK : bay_fail_memory(err);
    }
    if (!forms || !norms) return bay_fail_memory(err);
    for (uint32_t i = 0; i < g->count; i++)
        for (uint32_t j = 0; j < g->size[i]; j++, at++) {
            const bay_tok *tok = &doc->toks.items[g->first[i] + j];
            forms[at] = bay_doc_form(doc, tok);
            norms[at] = tok->norm;
        }
    BAY_TRY(bay__encode_words(model, model->name_encoder, scratch, forms, norms, (bay_sequences){g->size, g->count, g->words}, &x, err));
    if (!bay__pack(model, scratch, x, g->words, model->name_encoder->out, &packed)) return bay_fail_memory(err);
    *scores = bay__head(model, &model->name, scratch, packed, g->words);
    return *scores ? BAY_OK : bay_fail_memory(err);
}

/* ---- the best sequence ------------------------------------------------------------- */

/* Viterbi: the class of each word, such that a name never begins with "inside". */
static void best_sequence(const float *scores, size_t step, uint32_t n, uint8_t (*from)[CLASSES], uint8_t *classes)
{
    float before[CLASSES], now[CLASSES];
    for (uint32_t c = 0; c < CLASSES; c++) before[c] = is_inside(c) ? -1e30f : scores[c];
    for (uint32_t i = 1; i < n; i++) {
        for (uint32_t c = 0; c < CLASSES; c++) {
            uint32_t best = is_inside(c) ? c : 0;
            for (uint32_t b = 0; b < CLASSES; b++)
                if (may_follow(b, c) && before[b] > before[best]) best = b;
            from[i][c] = (uint8_t)best;
            now[c] = before[best] + scores[i * step + c];
        }
        memcpy(before, now, sizeof now);
    }
    uint32_t c = 0;
    for (uint32_t b = 1; b < CLASSES; b++)
        if (before[b] > before[c]) c = b;
    for (uint32_t i = n - 1; i > 0; i--) {
        classes[i] = (uint8_t)c;
        c = from[i][c];
    }
    classes[0] = (uint8_t)c;
}

/* Probability of a type at a word: of its begin and inside classes together. */
static float probability(const float *s, uint8_t type)
{
    float most = s[0], all = 0, wanted = 0;
    for (uint32_t c = 1; c < CLASSES; c++) if (s[c] > most) most = s[c];
    for (uint32_t c = 0; c < CLASSES; c++) {
        float p = expf(s[c] - most);
        all += p;
        if (type_of[c] == type && c) wanted += p;
    }
    return wanted / all;
}

static uint32_t head_of(const bay_doc *doc, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++) {
        uint32_t head = doc->toks.items[i].head;
        if (head == BAY_NONE || head < begin || head >= end) return i;
    }
    return end - 1;
}

static bool add_name(const struct window *w, uint32_t begin, uint32_t end, uint8_t type)
{
    bay_doc *doc = w->doc;
    bay_mention *m = bay_doc_push(doc, mentions);
    if (!m) return false;
    float sum = 0;
    for (uint32_t i = begin; i < end; i++) sum += probability(w->scores + i * w->step, type);
    begin += w->first, end += w->first;
    *m = (bay_mention){{doc->toks.items[begin].span.begin, doc->toks.items[end - 1].span.end}, begin, end,
                       head_of(doc, begin, end), BAY_NONE, sum / (float)(end - begin), type, BAY_MENTION_NAME};
    return true;
}

static bool add_names(const struct window *w, bay_arena *scratch)
{
    uint32_t n = w->count;
    uint8_t (*from)[CLASSES] = bay_arena_alloc(scratch, n * sizeof *from), *classes = bay_arena_alloc(scratch, n + 1);
    if (!from || !classes) return false;
    best_sequence(w->scores, w->step, n, from, classes);
    classes[n] = 0;
    for (uint32_t i = 0; i < n;) {
        uint32_t end = i + 1;
        if (classes[i]) {
            while (is_inside(classes[end])) end++;
            if (!add_name(w, i, end, type_of[classes[i]])) return false;
        }
        i = end;
    }
    return true;
}

static bay_status read_group(const bay_model *model, bay_arena *scratch, bay_doc *doc, const struct group *g, bay_error *err)
{
    float *scores = NULL;
    BAY_TRY(score(model, scratch, doc, g, &scores, err));
    for (uint32_t i = 0; i < g->count; i++) {
        struct window w = {doc, g->first[i], g->size[i], scores, model->name.columns};
        bay_mark mark = bay_arena_mark(scratch);
        if (!add_names(&w, scratch)) return bay_fail_memory(err);
        bay_arena_reset(scratch, mark);
        scores += (size_t)g->size[i] * model->name.columns;
    }
    return BAY_OK;
}

static bay_status read_and_clear(const bay_model *model, bay_arena *scratch, bay_doc *doc, struct group *g, bay_error *err)
{
    bay_mark mark = bay_arena_mark(scratch);
    bay_status status = g->count ? read_group(model, scratch, doc, g, err) : BAY_OK;
    bay_arena_reset(scratch, mark);
    g->count = g->words = 0;
    return status;
}

/* Very long sentences are read in windows, as by the parser. */
static bay_status find_all(const bay_model *model, bay_arena *scratch, bay_doc *doc, bay_error *err)
{
    uint32_t first[BAY_TOGETHER_SEQUENCES], size[BAY_TOGETHER_SEQUENCES];
    struct group g = {first, size, 0, 0};
    for (uint32_t s = 0; s < doc->sents.count; s++) {
        const bay_sent *sent = &doc->sents.items[s];
        for (uint32_t at = sent->tok_begin; sent->parsed && at < sent->tok_end; at += WINDOW) {
            uint32_t n = sent->tok_end - at < WINDOW ? sent->tok_end - at : WINDOW;
            if (g.count == BAY_TOGETHER_SEQUENCES || g.words + n > BAY_TOGETHER) BAY_TRY(read_and_clear(model, scratch, doc, &g, err));
            first[g.count] = at;
            size[g.count++] = n;
            g.words += n;
        }
    }
    return read_and_clear(model, scratch, doc, &g, err);
}

bay_status bay__find_names(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err)
{
    if (!model->has_names) return BAY_OK;
    BAY_TRY(find_all(model, &work->scratch, doc, err));
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay_status status = bay__agree_on_names(&work->scratch, doc, err);
    bay_arena_reset(&work->scratch, mark);
    return status;
}

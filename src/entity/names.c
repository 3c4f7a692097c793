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

static bay_status score(const bay_model *model, bay_arena *scratch, struct window *w, bay_error *err)
{
    bay_str *forms = bay_arena_alloc(scratch, w->count * sizeof *forms), *norms = bay_arena_alloc(scratch, w->count * sizeof *norms);
    float *x;
    if (!forms || !norms) return bay_fail_memory(err);
    for (uint32_t i = 0; i < w->count; i++) {
        const bay_tok *tok = &w->doc->toks.items[w->first + i];
        forms[i] = bay_doc_form(w->doc, tok);
        norms[i] = tok->norm;
    }
    BAY_TRY(bay__encode_words(model, &model->names, scratch, forms, norms, w->count, &x, err));
    w->scores = bay__head(model, &model->name, scratch, x, w->count);
    w->step = model->name.columns;
    return w->scores ? BAY_OK : bay_fail_memory(err);
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
    uint32_t c = bay__best(before, CLASSES);
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

/* Very long sentences are read in windows, as by the parser. */
static bay_status names_of(const bay_model *model, bay_arena *scratch, bay_doc *doc, const bay_sent *sent, bay_error *err)
{
    for (uint32_t first = sent->tok_begin; first < sent->tok_end; first += WINDOW) {
        uint32_t left = sent->tok_end - first;
        struct window w = {.doc = doc, .first = first, .count = left < WINDOW ? left : WINDOW};
        bay_mark mark = bay_arena_mark(scratch);
        bay_status status = score(model, scratch, &w, err);
        if (!status && !add_names(&w, scratch)) status = bay_fail_memory(err);
        bay_arena_reset(scratch, mark);
        if (status) return status;
    }
    return BAY_OK;
}

bay_status bay__find_names(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err)
{
    if (!model->has_names) return BAY_OK;
    for (uint32_t s = 0; s < doc->sents.count; s++)
        if (doc->sents.items[s].parsed) BAY_TRY(names_of(model, &work->scratch, doc, &doc->sents.items[s], err));
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay_status status = bay__agree_on_names(&work->scratch, doc, err);
    bay_arena_reset(&work->scratch, mark);
    return status;
}

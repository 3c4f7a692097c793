#include "entity/names.h"

#include <math.h>

#include "nn/nets.h"

/* Classes in the model's order: O B-PER I-PER B-ORG I-ORG B-LOC I-LOC. */
enum { CLASSES = BAY_NAME_CLASSES, WINDOW = 200 };
static const uint8_t type_of[CLASSES] = {0, BAY_ENT_PER, BAY_ENT_PER, BAY_ENT_ORG, BAY_ENT_ORG, BAY_ENT_LOC, BAY_ENT_LOC};

static bool is_inside(uint32_t c) { return c > 0 && c % 2 == 0; }
static bool may_follow(uint32_t before, uint32_t c) { return !is_inside(c) || before == c || before == c - 1; }

/* ---- scores where parse left none ------------------------------------------------ */

static bay_status score_window(const bay_model *model, bay_arena *scratch, bay_doc *doc, uint32_t first, uint32_t n, bay_error *err)
{
    bay_str *forms = bay_arena_alloc(scratch, n * sizeof *forms), *norms = bay_arena_alloc(scratch, n * sizeof *norms);
    float *x;
    if (!forms || !norms) return bay_fail_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        forms[i] = bay_doc_form(doc, &doc->toks.items[first + i]);
        norms[i] = doc->toks.items[first + i].norm;
    }
    BAY_TRY(bay__encode_words(model, scratch, forms, norms, n, &x, err));
    float *scores = bay__head(model, &model->name, scratch, x, n);
    if (!scores) return bay_fail_memory(err);
    for (uint32_t i = 0; i < n; i++)
        memcpy(doc->name_scores[first + i], scores + (size_t)i * model->name.columns, sizeof *doc->name_scores);
    return BAY_OK;
}

static bay_status score_all(const bay_model *model, bay_arena *scratch, bay_doc *doc, bay_error *err)
{
    doc->name_scores = bay_arena_calloc(&doc->arena, doc->toks.count + 1, sizeof *doc->name_scores);
    if (!doc->name_scores) return bay_fail_memory(err);
    for (uint32_t s = 0; s < doc->sents.count; s++) {
        const bay_sent *sent = &doc->sents.items[s];
        for (uint32_t first = sent->tok_begin; sent->parsed && first < sent->tok_end; first += WINDOW) {
            bay_mark mark = bay_arena_mark(scratch);
            uint32_t left = sent->tok_end - first;
            bay_status status = score_window(model, scratch, doc, first, left < WINDOW ? left : WINDOW, err);
            bay_arena_reset(scratch, mark);
            if (status) return status;
        }
    }
    return BAY_OK;
}

/* ---- the best sequence ------------------------------------------------------------- */

/* Viterbi: the class of each word, such that a name never begins with "inside". */
static void best_sequence(float (*scores)[CLASSES], uint32_t n, uint8_t (*from)[CLASSES], uint8_t *classes)
{
    float before[CLASSES], now[CLASSES];
    for (uint32_t c = 0; c < CLASSES; c++) before[c] = is_inside(c) ? -1e30f : scores[0][c];
    for (uint32_t i = 1; i < n; i++) {
        for (uint32_t c = 0; c < CLASSES; c++) {
            uint32_t best = is_inside(c) ? c : 0;
            for (uint32_t b = 0; b < CLASSES; b++)
                if (may_follow(b, c) && before[b] > before[best]) best = b;
            from[i][c] = (uint8_t)best;
            now[c] = before[best] + scores[i][c];
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

static bool add_name(bay_doc *doc, uint32_t begin, uint32_t end, uint8_t type)
{
    bay_mention *m = bay_doc_push(doc, mentions);
    if (!m) return false;
    float sum = 0;
    for (uint32_t i = begin; i < end; i++) sum += probability(doc->name_scores[i], type);
    *m = (bay_mention){{doc->toks.items[begin].span.begin, doc->toks.items[end - 1].span.end}, begin, end,
                       head_of(doc, begin, end), BAY_NONE, sum / (float)(end - begin), type, BAY_MENTION_NAME};
    return true;
}

static bool names_of(bay_doc *doc, bay_arena *scratch, const bay_sent *sent)
{
    uint32_t n = sent->tok_end - sent->tok_begin;
    uint8_t (*from)[CLASSES] = bay_arena_alloc(scratch, n * sizeof *from), *classes = bay_arena_alloc(scratch, n + 1);
    if (!from || !classes) return false;
    best_sequence(doc->name_scores + sent->tok_begin, n, from, classes);
    classes[n] = 0;
    for (uint32_t i = 0; i < n;) {
        uint32_t end = i + 1;
        if (classes[i]) {
            while (is_inside(classes[end])) end++;
            if (!add_name(doc, sent->tok_begin + i, sent->tok_begin + end, type_of[classes[i]])) return false;
        }
        i = end;
    }
    return true;
}

bay_status bay__find_names(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err)
{
    if (!model->has_reader) return BAY_OK;
    if (!doc->name_scores) BAY_TRY(score_all(model, &work->scratch, doc, err));
    for (uint32_t s = 0; s < doc->sents.count; s++) {
        const bay_sent *sent = &doc->sents.items[s];
        if (!sent->parsed || sent->tok_begin == sent->tok_end) continue;
        bay_mark mark = bay_arena_mark(&work->scratch);
        bool fine = names_of(doc, &work->scratch, sent);
        bay_arena_reset(&work->scratch, mark);
        if (!fine) return bay_fail_memory(err);
    }
    return BAY_OK;
}

#include "text/boundary.h"

#include "base/utf8.h"
#include "nn/features.h"

/* The net reads stretches of at most WINDOW pieces; the outer MARGIN on each side serves as context only. */
enum { WINDOW = 192, MARGIN = 32, CLASSES = 4 };

struct boundaries {
    const bay_model *model;
    bay_arena *scratch;
    bay_str text;
    const bay_pieces *pieces;
    uint8_t *out;
};

static bay_str form(const struct boundaries *b, uint32_t i)
{
    bay_span s = b->pieces->items[i].span;
    return bay_str_slice(b->text, s.begin, s.end);
}

static bool spaced(const struct boundaries *b, uint32_t i)
{
    return i + 1 >= b->pieces->count || b->pieces->items[i + 1].space_before;
}

/* ---- the net ---------------------------------------------------------------- */

static bay_status window(struct boundaries *b, uint32_t begin, uint32_t end, uint32_t from, uint32_t to, bay_error *err)
{
    uint32_t n = end - begin, *rows = bay_arena_alloc(b->scratch, (size_t)n * BAY_PIECE_ROWS * sizeof *rows);
    float *x;
    if (!rows) return bay_fail_memory(err);
    for (uint32_t i = begin; i < end; i++) {
        bay_str f = form(b, i), norm = bay_utf8_fold(b->scratch, f);
        if (!norm.bytes) return bay_fail_memory(err);
        bay__piece_rows(f, norm, b->pieces->items[i].space_before, spaced(b, i), b->model->segmenter.table.rows,
                        rows + (size_t)(i - begin) * BAY_PIECE_ROWS);
    }
    BAY_TRY(bay__encode(b->model, &b->model->segmenter, b->scratch, rows, NULL, n, &x, err));
    float *scores = bay__head(b->model, &b->model->boundary, b->scratch, x, n);
    if (!scores) return bay_fail_memory(err);
    for (uint32_t i = from; i < to; i++) {
        const float *s = scores + (size_t)(i - begin) * b->model->boundary.columns;
        uint32_t first = spaced(b, i) ? BAY_NEW_TOKEN : BAY_JOIN;
        b->out[i] = (uint8_t)(first + bay__best(s + first, CLASSES - first));
    }
    return BAY_OK;
}

static bay_status ask_net(struct boundaries *b, bay_error *err)
{
    uint32_t n = b->pieces->count;
    for (uint32_t from = 0; from < n;) {
        uint32_t begin = from > MARGIN ? from - MARGIN : 0, end = n - begin <= WINDOW ? n : begin + WINDOW;
        uint32_t to = end == n ? n : end - MARGIN;
        bay_mark mark = bay_arena_mark(b->scratch);
        bay_status status = window(b, begin, end, from, to, err);
        bay_arena_reset(b->scratch, mark);
        if (status) return status;
        from = to;
    }
    return BAY_OK;
}

/* ---- rules ------------------------------------------------------------------ */

/* Titles and ranks that stand before a name: their stop ends no sentence. */
static const char *const before_names[] = {
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cpt", "sgt", "cpl", "pvt", "adm", "brig", "cmdr", "cdr",
    "sen", "rep", "gov", "rev", "hon", "pres", "amb", "st", "messrs", "mme", "sr", "fr", "sheikh", "sgts", "vs", "supt", "insp"};
enum { BEFORE_NAMES = sizeof before_names / sizeof *before_names };

static bool is_before_name(bay_str s)
{
    char low[8];
    if (s.size == 0 || s.size >= sizeof low || !(s.bytes[0] >= 'A' && s.bytes[0] <= 'Z')) return false;
    for (uint32_t i = 0; i < s.size; i++) low[i] = (char)(s.bytes[i] | 32);
    for (int i = 0; i < BEFORE_NAMES; i++)
        if (strlen(before_names[i]) == s.size && memcmp(before_names[i], low, s.size) == 0) return true;
    return false;
}

static bool is_upper_letter(bay_str s) { return s.size == 1 && s.bytes[0] >= 'A' && s.bytes[0] <= 'Z'; }
static bool is_stop(bay_str s) { return s.size == 1 && s.bytes[0] == '.'; }

static bool begins_upper(const struct boundaries *b, uint32_t i)
{
    uint32_t code;
    if (i >= b->pieces->count) return false;
    bay_utf8_decode(form(b, i), 0, &code);
    return bay_utf8_is_upper(code);
}

/* "Lt. Gen. Faiz", "Hamid K. Nasser", "U.S. troops": the stop belongs to the word; after titles no sentence ends. */
static void mend_stop(struct boundaries *b, uint32_t i)
{
    bay_str word = form(b, i);
    if (i + 1 >= b->pieces->count || spaced(b, i) || !is_stop(form(b, i + 1))) return;
    if (is_before_name(word) && i + 2 < b->pieces->count && spaced(b, i + 1) && begins_upper(b, i + 2)) {
        b->out[i] = BAY_JOIN;
        b->out[i + 1] = BAY_NEW_TOKEN;
    }
    if (is_upper_letter(word) && i + 2 < b->pieces->count && !spaced(b, i + 1) && is_upper_letter(form(b, i + 2)))
        b->out[i] = b->out[i + 1] = BAY_JOIN;
}

/* Addresses are whole; a letter or digit run is no part of them. */
static void mend_address(struct boundaries *b, uint32_t i)
{
    if (b->pieces->items[i].address) {
        if (b->out[i] < BAY_NEW_TOKEN) b->out[i] = BAY_NEW_TOKEN;
        if (i > 0 && b->out[i - 1] < BAY_NEW_TOKEN) b->out[i - 1] = BAY_NEW_TOKEN;
    }
}

static bool line_between(const struct boundaries *b, uint32_t i)
{
    uint32_t from = b->pieces->items[i].span.end, to = b->pieces->items[i + 1].span.begin;
    return memchr(b->text.bytes + from, '\n', to - from) != NULL;
}

static void obey_lines(struct boundaries *b)
{
    for (uint32_t i = 0; i + 1 < b->pieces->count; i++) {
        if (line_between(b, i)) b->out[i] = BAY_NEW_SENTENCE;
        else if (b->out[i] == BAY_NEW_SENTENCE) b->out[i] = BAY_NEW_TOKEN;
    }
}

/* Without a net: each piece a token, a sentence ends at . ! ? before a space and a capital. */
static void by_rule(struct boundaries *b)
{
    for (uint32_t i = 0; i < b->pieces->count; i++) {
        bay_str f = form(b, i);
        bool ends = f.size && strchr(".!?", f.bytes[f.size - 1]) && spaced(b, i) && begins_upper(b, i + 1);
        b->out[i] = ends ? BAY_NEW_SENTENCE : BAY_NEW_TOKEN;
    }
}

bay_status bay__boundaries(const bay_model *model, bay_arena *scratch, bay_str text, const bay_pieces *pieces, bool pre_split,
                           uint8_t **boundary, bay_error *err)
{
    struct boundaries b = {model, scratch, text, pieces, bay_arena_alloc(scratch, pieces->count + 1)};
    *boundary = b.out;
    if (!b.out) return bay_fail_memory(err);
    if (pieces->count == 0) return BAY_OK;
    if (model->has_segmenter) BAY_TRY(ask_net(&b, err));
    else by_rule(&b);
    for (uint32_t i = 0; i < pieces->count; i++) {
        mend_stop(&b, i);
        mend_address(&b, i);
    }
    if (pre_split) obey_lines(&b);
    b.out[pieces->count - 1] = BAY_NEW_SENTENCE;
    return BAY_OK;
}

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

/* Pieces [begin, end) of a block, of which [from, to) are asked about. */
struct window {
    struct boundaries *block;
    uint32_t begin, end, from, to;
};

/* Windows that are read together. */
struct group {
    struct window windows[BAY_TOGETHER_SEQUENCES];
    uint32_t sizes[BAY_TOGETHER_SEQUENCES];
    uint32_t count, pieces;
};

static bool rows_of(const struct window *w, uint32_t *rows)
{
    const struct boundaries *b = w->block;
    for (uint32_t i = w->begin; i < w->end; i++, rows += BAY_PIECE_ROWS) {
        bay_str f = form(b, i), norm = bay_utf8_fold(b->scratch, f);
        if (!norm.bytes) return false;
        bay__piece_rows(f, norm, b->pieces->items[i].space_before, spaced(b, i), b->model->segmenter.table.rows, rows);
    }
    return true;
}

static void decide(const struct window *w, const float *scores)
{
    struct boundaries *b = w->block;
    const uint32_t step = b->model->boundary.columns;
    for (uint32_t i = w->from; i < w->to; i++) {
        const float *s = scores + (size_t)(i - w->begin) * step;
        uint32_t first = spaced(b, i) ? BAY_NEW_TOKEN : BAY_JOIN, best = first;
        for (uint32_t c = first + 1; c < CLASSES; c++)
            if (s[c] > s[best]) best = c;
        b->out[i] = (uint8_t)best;
    }
}

static bay_status read_group(const bay_model *model, bay_arena *scratch, const struct group *g, bay_error *err)
{
    uint32_t *rows = bay_arena_alloc(scratch, (size_t)g->pieces * BAY_PIECE_ROWS * sizeof *rows), at = 0;
    bay_packed packed;
    float *x;
    if (!rows) return bay_fail_memory(err);
    for (uint32_t i = 0; i < g->count; at += g->sizes[i++])
        if (!rows_of(&g->windows[i], rows + (size_t)at * BAY_PIECE_ROWS)) return bay_fail_memory(err);
    BAY_TRY(bay__encode(model, &model->segmenter, scratch, rows, NULL, (bay_sequences){g->sizes, g->count, g->pieces}, &x, err));
    if (!bay__pack(model, scratch, x, g->pieces, model->segmenter.out, &packed)) return bay_fail_memory(err);
    const float *scores = bay__head(model, &model->boundary, scratch, packed, g->pieces);
    if (!scores) return bay_fail_memory(err);
    for (uint32_t i = 0; i < g->count; i++) {
        decide(&g->windows[i], scores);
        scores += (size_t)g->sizes[i] * model->boundary.columns;
    }
    return BAY_OK;
}

static bay_status read_and_clear(const bay_model *model, bay_arena *scratch, struct group *g, bay_error *err)
{
    bay_mark mark = bay_arena_mark(scratch);
    bay_status status = g->count ? read_group(model, scratch, g, err) : BAY_OK;
    bay_arena_reset(scratch, mark);
    g->count = g->pieces = 0;
    return status;
}

static bay_status ask_net(const bay_model *model, bay_arena *scratch, struct boundaries *blocks, uint32_t count, bay_error *err)
{
    struct group g;
    g.count = g.pieces = 0;
    for (struct boundaries *b = blocks; b < blocks + count; b++) {
        uint32_t n = b->pieces->count;
        for (uint32_t from = 0, to; from < n; from = to) {
            uint32_t begin = from > MARGIN ? from - MARGIN : 0, end = n - begin <= WINDOW ? n : begin + WINDOW;
            to = end == n ? n : end - MARGIN;
            if (g.count == BAY_TOGETHER_SEQUENCES || g.pieces + end - begin > BAY_TOGETHER) BAY_TRY(read_and_clear(model, scratch, &g, err));
            g.windows[g.count] = (struct window){b, begin, end, from, to};
            g.sizes[g.count++] = end - begin;
            g.pieces += end - begin;
        }
    }
    return read_and_clear(model, scratch, &g, err);
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

static bool is_month(bay_str s)
{
    static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", NULL};
    return bay_str_in(s, months);
}

static bool is_day(bay_str s)
{
    return s.size > 0 && s.size <= 2 && s.bytes[0] >= '0' && s.bytes[0] <= '9' && s.bytes[s.size - 1] >= '0' && s.bytes[s.size - 1] <= '9';
}

/* "on December 3. Opposition figures": English writes no stop after an ordinal, so the sentence ends; the net missed one in nine. */
static void mend_date(struct boundaries *b, uint32_t i)
{
    if (i == 0 || i + 2 >= b->pieces->count || !is_day(form(b, i)) || !is_month(form(b, i - 1))) return;
    if (spaced(b, i) || !is_stop(form(b, i + 1)) || !spaced(b, i + 1) || !begins_upper(b, i + 2)) return;
    b->out[i] = BAY_NEW_TOKEN;
    b->out[i + 1] = BAY_NEW_SENTENCE;
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

static void mend(struct boundaries *b, bool pre_split)
{
    uint32_t n = b->pieces->count;
    for (uint32_t i = 0; i < n; i++) {
        mend_stop(b, i);
        mend_date(b, i);
        mend_address(b, i);
    }
    if (pre_split) obey_lines(b);
    if (n) b->out[n - 1] = BAY_NEW_SENTENCE;
}

bay_status bay__boundaries(const bay_model *model, bay_arena *scratch, bay_str text, const bay_pieces *blocks, uint32_t count,
                           bool pre_split, uint8_t **boundary, bay_error *err)
{
    struct boundaries *b = bay_arena_alloc(scratch, count * sizeof *b);
    if (!b) return bay_fail_memory(err);
    for (uint32_t i = 0; i < count; i++) {
        boundary[i] = bay_arena_alloc(scratch, blocks[i].count + 1);
        if (!boundary[i]) return bay_fail_memory(err);
        b[i] = (struct boundaries){model, scratch, text, &blocks[i], boundary[i]};
    }
    if (model->has_segmenter) BAY_TRY(ask_net(model, scratch, b, count, err));
    else for (uint32_t i = 0; i < count; i++) by_rule(&b[i]);
    for (uint32_t i = 0; i < count; i++) mend(&b[i], pre_split);
    return BAY_OK;
}

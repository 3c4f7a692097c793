#include "eval/coref_score.h"

#include <stdlib.h>

/* One side: its chains numbered from 0, mentions sorted by place. */
struct side {
    bay_coref_span *spans;
    uint32_t *size;               /* by chain */
    uint32_t *other;              /* by mention: chain of the other side, BAY_NONE */
    uint32_t count, chains;
};

static int by_place(const void *a, const void *b)
{
    const bay_coref_span *x = a, *y = b;
    if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
    if (x->end != y->end) return x->end < y->end ? -1 : 1;
    return (x->chain > y->chain) - (x->chain < y->chain);
}

static uint32_t chains_of(const bay_coref_span *spans, uint32_t count)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++)
        if (spans[i].chain != BAY_NONE && spans[i].chain >= most) most = spans[i].chain + 1;
    return most;
}

/* Each span once, and only those of chains with two mentions and more. */
static bool take_side(bay_arena *scratch, const bay_coref_span *spans, uint32_t count, struct side *out)
{
    uint32_t chains = chains_of(spans, count), kept = 0;
    uint32_t *size = bay_arena_calloc(scratch, (size_t)chains + 1, sizeof *size);
    uint32_t *number = bay_arena_calloc(scratch, (size_t)chains + 1, sizeof *number);
    out->spans = bay_arena_calloc(scratch, (size_t)count + 1, sizeof *out->spans);
    out->size = bay_arena_calloc(scratch, (size_t)chains + 1, sizeof *out->size);
    out->other = bay_arena_calloc(scratch, (size_t)count + 1, sizeof *out->other);
    if (!size || !number || !out->spans || !out->size || !out->other) return false;
    for (uint32_t i = 0; i < count; i++)
        if (spans[i].chain != BAY_NONE) out->spans[kept++] = spans[i];
    if (kept) qsort(out->spans, kept, sizeof *out->spans, by_place);
    for (uint32_t i = 0; i < kept; i++) {
        const bay_coref_span *s = &out->spans[i], *last = out->count ? &out->spans[out->count - 1] : NULL;
        if (last && last->begin == s->begin && last->end == s->end) continue;
        out->spans[out->count++] = *s;
    }
    for (uint32_t i = 0; i < out->count; i++) size[out->spans[i].chain]++;
    for (uint32_t i = kept = 0; i < out->count; i++) {
        uint32_t chain = out->spans[i].chain;
        if (size[chain] < 2) continue;
        if (!number[chain]) number[chain] = ++out->chains;
        out->spans[kept] = out->spans[i];
        out->spans[kept++].chain = number[chain] - 1;
        out->size[number[chain] - 1]++;
    }
    out->count = kept;
    return true;
}

static uint32_t cross(struct side *a, struct side *b)
{
    uint32_t both = 0;
    for (uint32_t i = 0; i < a->count; i++) a->other[i] = BAY_NONE;
    for (uint32_t i = 0; i < b->count; i++) b->other[i] = BAY_NONE;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        const bay_coref_span *x = &a->spans[i], *y = &b->spans[j];
        if (x->begin == y->begin && x->end == y->end) {
            a->other[i++] = y->chain;
            b->other[j++] = x->chain;
            both++;
        } else if (x->begin < y->begin || (x->begin == y->begin && x->end < y->end)) i++;
        else j++;
    }
    return both;
}

/* common[a][b]: mentions that chain a of one side shares with chain b of the other. */
static void count_common(const struct side *a, const struct side *b, uint32_t *common)
{
    for (uint32_t i = 0; i < a->count; i++)
        if (a->other[i] != BAY_NONE) common[(size_t)a->spans[i].chain * b->chains + a->other[i]]++;
}

/* MUC (Vilain et al. 1995) and B3 (Bagga & Baldwin 1998) of side a against b. step: from one chain of b to the next in common. */
static void links_and_mentions(const struct side *a, uint32_t others, const uint32_t *common, size_t chain_step, size_t other_step,
                               double *muc, double *muc_of, double *b3, double *b3_of)
{
    for (uint32_t c = 0; c < a->chains; c++) {
        uint32_t parts = 0, found = 0;
        for (uint32_t o = 0; o < others; o++) {
            uint32_t n = common[c * chain_step + o * other_step];
            parts += n > 0;
            found += n;
            *b3 += (double)n * n / a->size[c];
        }
        parts += a->size[c] - found;
        *muc += a->size[c] - parts;
        *muc_of += a->size[c] - 1;
        *b3_of += a->size[c];
    }
}

/* The assignment of rows to columns with the greatest sum; rows <= columns. Potentials and shortest paths; value[r][c] by steps. */
struct assignment {
    const uint32_t *common;
    const struct side *rows, *columns;
    size_t row_step, column_step;
};

static double phi4(const struct assignment *a, uint32_t r, uint32_t c)
{
    return 2.0 * a->common[r * a->row_step + c * a->column_step] / (a->rows->size[r] + a->columns->size[c]);
}

static double assign(bay_arena *scratch, const struct assignment *a)
{
    uint32_t n = a->rows->chains, m = a->columns->chains;
    double *u = bay_arena_calloc(scratch, (size_t)n + 1, sizeof *u), *v = bay_arena_calloc(scratch, (size_t)m + 1, sizeof *v);
    double *least = bay_arena_calloc(scratch, (size_t)m + 1, sizeof *least);
    uint32_t *row_of = bay_arena_calloc(scratch, (size_t)m + 1, sizeof *row_of), *way = bay_arena_calloc(scratch, (size_t)m + 1, sizeof *way);
    bool *used = bay_arena_calloc(scratch, (size_t)m + 1, sizeof *used);
    if (!u || !v || !least || !row_of || !way || !used) return -1;
    for (uint32_t r = 1; r <= n; r++) {
        uint32_t at = 0;
        row_of[0] = r;
        for (uint32_t c = 0; c <= m; c++) { least[c] = 1e18; used[c] = false; }
        do {
            uint32_t row = row_of[at], next = 0;
            double step = 1e18;
            used[at] = true;
            for (uint32_t c = 1; c <= m; c++) {
                if (used[c]) continue;
                double cost = -phi4(a, row - 1, c - 1) - u[row] - v[c];
                if (cost < least[c]) { least[c] = cost; way[c] = at; }
                if (least[c] < step) { step = least[c]; next = c; }
            }
            for (uint32_t c = 0; c <= m; c++) {
                if (used[c]) { u[row_of[c]] += step; v[c] -= step; }
                else least[c] -= step;
            }
            at = next;
        } while (row_of[at]);
        for (; at; at = way[at]) row_of[at] = row_of[way[at]];
    }
    double sum = 0;
    for (uint32_t c = 1; c <= m; c++)
        if (row_of[c]) sum += phi4(a, row_of[c] - 1, c - 1);
    return sum;
}

double bay_coref_f1(bay_coref_ratio r)
{
    double recall = r.recall_of > 0 ? r.recall / r.recall_of : 0, precision = r.precision_of > 0 ? r.precision / r.precision_of : 0;
    return recall + precision > 0 ? 2 * recall * precision / (recall + precision) : 0;
}

double bay_coref_average(const bay_coref_score *s) { return (bay_coref_f1(s->muc) + bay_coref_f1(s->b3) + bay_coref_f1(s->ceafe)) / 3; }

bay_status bay_coref_compare(bay_arena *scratch, const bay_coref_span *key, uint32_t key_count, const bay_coref_span *response,
                             uint32_t response_count, bay_coref_score *s, bay_error *err)
{
    bay_mark mark = bay_arena_mark(scratch);
    struct side k = {0}, r = {0};
    bool held = take_side(scratch, key, key_count, &k) && take_side(scratch, response, response_count, &r);
    uint32_t *common = held ? bay_arena_calloc(scratch, (size_t)k.chains * r.chains + 1, sizeof *common) : NULL;
    if (!common) { bay_arena_reset(scratch, mark); return bay_fail_memory(err); }
    s->mentions.right += cross(&k, &r);
    s->mentions.gold += k.count;
    s->mentions.system += r.count;
    count_common(&k, &r, common);
    links_and_mentions(&k, r.chains, common, r.chains, 1, &s->muc.recall, &s->muc.recall_of, &s->b3.recall, &s->b3.recall_of);
    links_and_mentions(&r, k.chains, common, 1, r.chains, &s->muc.precision, &s->muc.precision_of, &s->b3.precision, &s->b3.precision_of);
    bool wide = k.chains <= r.chains;
    struct assignment a = wide ? (struct assignment){common, &k, &r, r.chains, 1} : (struct assignment){common, &r, &k, 1, r.chains};
    double best = assign(scratch, &a);
    bay_arena_reset(scratch, mark);
    if (best < 0) return bay_fail_memory(err);
    s->ceafe.recall += best;
    s->ceafe.precision += best;
    s->ceafe.recall_of += k.chains;
    s->ceafe.precision_of += r.chains;
    return BAY_OK;
}

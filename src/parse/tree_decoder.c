#include "parse/tree_decoder.h"

#include <string.h>

/* Scores are kept within SCORE_MOST; an arc from the root costs more than any tree of 200 words can win, so that a second
 * one is never taken. */
static const float SCORE_MOST = 200, ROOT_PRICE = 1e5f;

static void keep_within(float *scores, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!(scores[i] > -SCORE_MOST)) scores[i] = -SCORE_MOST;
        if (scores[i] > SCORE_MOST) scores[i] = SCORE_MOST;
    }
}

static void greedy(const float *scores, uint32_t step, uint32_t n, uint32_t *heads)
{
    for (uint32_t i = 0; i < n; i++) {
        const float *s = scores + (size_t)i * step;
        uint32_t best = 0;
        for (uint32_t h = 1; h <= n; h++)
            if (h != i + 1 && s[h] > s[best]) best = h;
        heads[i] = best;
    }
}

/* One root, no cycle: each word reaches the root in at most n steps; marks keep it linear. */
static bool is_tree(const uint32_t *heads, uint32_t n, uint32_t *mark)
{
    uint32_t roots = 0;
    memset(mark, 0, (n + 1) * sizeof *mark);
    for (uint32_t i = 0; i < n; i++) roots += heads[i] == 0;
    for (uint32_t i = 1; i <= n; i++) {
        uint32_t at = i;
        while (at && !mark[at]) {
            mark[at] = i;
            at = heads[at - 1];
        }
        if (at && mark[at] == i) return false;
    }
    return roots == 1;
}

/* ---- contraction -------------------------------------------------------------- */

/* Nodes 0..n are the root and the words; from n + 1 on, contracted cycles. Columns are always root and words. */
struct forest {
    uint32_t columns, nodes;
    float *score;        /* [node][column]: best arc from the column into the node, less what it replaces */
    uint16_t *through;   /* [node][column]: the member of the cycle that this arc enters                  */
    uint16_t *within;    /* [column]: the outermost node that holds it now                                */
    uint16_t *chosen;    /* [node]: column of its arc                                                     */
    uint16_t *path;
    uint8_t *state;      /* [node]: 0 new, 1 on the path, 2 connected to the root                         */
    uint32_t depth;
};

static bool forest_init(struct forest *f, bay_arena *scratch, const float *scores, uint32_t step, uint32_t n)
{
    size_t nodes = 2 * (size_t)n + 2, columns = (size_t)n + 1;
    f->columns = n + 1;
    f->nodes = n + 1;
    f->depth = 0;
    f->score = bay_arena_alloc(scratch, nodes * columns * sizeof *f->score);
    f->through = bay_arena_calloc(scratch, nodes * columns, sizeof *f->through);
    f->within = bay_arena_alloc(scratch, columns * sizeof *f->within);
    f->chosen = bay_arena_calloc(scratch, nodes, sizeof *f->chosen);
    f->path = bay_arena_alloc(scratch, nodes * sizeof *f->path);
    f->state = bay_arena_calloc(scratch, nodes, 1);
    if (!f->score || !f->through || !f->within || !f->chosen || !f->path || !f->state) return false;
    for (uint32_t i = 0; i <= n; i++) f->within[i] = (uint16_t)i;
    for (uint32_t i = 1; i <= n; i++) {
        memcpy(f->score + i * columns, scores + (size_t)(i - 1) * step, columns * sizeof *f->score);
        f->score[i * columns] -= ROOT_PRICE;
    }
    f->state[0] = 2;
    return true;
}

/* The best arc into a node from outside it; the root is always outside. */
static uint32_t best_arc(const struct forest *f, uint32_t node)
{
    const float *s = f->score + (size_t)node * f->columns;
    uint32_t best = 0;
    for (uint32_t u = 1; u < f->columns; u++)
        if (f->within[u] != node && s[u] > s[best]) best = u;
    return best;
}

static void absorb(struct forest *f, uint32_t cycle, uint32_t member, bool is_first)
{
    float *to = f->score + (size_t)cycle * f->columns;
    const float *from = f->score + (size_t)member * f->columns;
    uint16_t *through = f->through + (size_t)cycle * f->columns;
    float replaced = from[f->chosen[member]];
    for (uint32_t u = 0; u < f->columns; u++) {
        float value = from[u] - replaced;
        if (is_first || value > to[u]) {
            to[u] = value;
            through[u] = (uint16_t)member;
        }
    }
}

/* The path's end has come back to `back`: what lies between becomes one node, the path's new end. */
static void contract(struct forest *f, uint32_t back)
{
    uint32_t cycle = f->nodes++, member;
    bool is_first = true;
    do {
        member = f->path[--f->depth];
        absorb(f, cycle, member, is_first);
        is_first = false;
        for (uint32_t u = 0; u < f->columns; u++)
            if (f->within[u] == member) f->within[u] = (uint16_t)cycle;
    } while (member != back);
    f->state[cycle] = 1;
    f->path[f->depth++] = (uint16_t)cycle;
}

static void grow_from(struct forest *f, uint32_t node)
{
    f->state[node] = 1;
    f->path[f->depth++] = (uint16_t)node;
    for (;;) {
        uint32_t end = f->path[f->depth - 1], arc = best_arc(f, end), above = f->within[arc];
        f->chosen[end] = (uint16_t)arc;
        if (f->state[above] == 2) break;
        if (f->state[above] == 1) { contract(f, above); continue; }
        f->state[above] = 1;
        f->path[f->depth++] = (uint16_t)above;
    }
    while (f->depth) f->state[f->path[--f->depth]] = 2;
}

bool bay__decode_tree(bay_arena *scratch, float *scores, uint32_t step, uint32_t n, uint32_t *heads)
{
    uint32_t *mark = bay_arena_alloc(scratch, ((size_t)n + 1) * sizeof *mark);
    struct forest f;
    if (!mark) return false;
    for (uint32_t i = 0; i < n; i++) keep_within(scores + (size_t)i * step, (size_t)n + 1);
    greedy(scores, step, n, heads);
    if (is_tree(heads, n, mark)) return true;
    if (!forest_init(&f, scratch, scores, step, n)) return false;
    for (uint32_t i = 1; i <= n; i++)
        if (f.state[f.within[i]] == 0) grow_from(&f, f.within[i]);
    for (uint32_t cycle = f.nodes - 1; cycle > n; cycle--)
        f.chosen[f.through[(size_t)cycle * f.columns + f.chosen[cycle]]] = f.chosen[cycle];
    for (uint32_t i = 1; i <= n; i++) heads[i - 1] = f.chosen[i];
    return true;
}

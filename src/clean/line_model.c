#include "clean/line_model.h"

/* What leads from one state to another, added up over the nets. */
typedef struct moves {
    float step[BAY__LINE_STATES][BAY__LINE_STATES], begin[BAY__LINE_STATES], end[BAY__LINE_STATES];
} moves;

static void add_moves(moves *m, const bay__line_weights *w)
{
    for (uint32_t s = 0; s < BAY__LINE_STATES; s++) {
        m->begin[s] += w->begin[s];
        m->end[s] += w->end[s];
        for (uint32_t to = 0; to < BAY__LINE_STATES; to++) m->step[s][to] += w->step[s][to];
    }
}

/* out[o] = bias[o] + sum of row o times in. */
static void layer(const float *rows, const float *bias, uint32_t outputs, uint32_t inputs, const float *in, float *out, bool rectify)
{
    for (uint32_t o = 0; o < outputs; o++) {
        float sum = bias[o];
        const float *row = rows + (size_t)o * inputs;
        for (uint32_t i = 0; i < inputs; i++) sum += row[i] * in[i];
        out[o] = rectify && sum < 0 ? 0 : sum;
    }
}

/* faded[i] = half of what lies on one side of line i, nearer lines counting more. */
static void fade(const float *hidden, float *faded, uint32_t n, bool forward)
{
    for (uint32_t s = 1; s < n; s++) {
        uint32_t i = forward ? s : n - 1 - s, from = forward ? i - 1 : i + 1;
        for (uint32_t k = 0; k < BAY__LINE_HIDDEN; k++) {
            faded[i * BAY__LINE_HIDDEN + k] = 0.8f * faded[from * BAY__LINE_HIDDEN + k] + 0.2f * hidden[from * BAY__LINE_HIDDEN + k];
        }
    }
}

static void gather(const float *hidden, const float *before, const float *behind, uint32_t i, uint32_t n, float *seen)
{
    enum { H = BAY__LINE_HIDDEN };
    for (int w = -BAY__LINE_WINDOW; w <= BAY__LINE_WINDOW; w++, seen += H) {
        int64_t at = (int64_t)i + w;
        if (at >= 0 && at < (int64_t)n) memcpy(seen, hidden + (size_t)at * H, H * sizeof *seen);
        else memset(seen, 0, H * sizeof *seen);
    }
    memcpy(seen, before + (size_t)i * H, H * sizeof *seen);
    memcpy(seen + H, behind + (size_t)i * H, H * sizeof *seen);
}

/* The path of states with the highest score (Viterbi). */
static void best_path(const moves *m, const float *scores, uint32_t n, uint8_t *from, uint8_t *states)
{
    enum { S = BAY__LINE_STATES };
    float at[S], next[S];
    for (uint32_t s = 0; s < S; s++) at[s] = m->begin[s] + scores[s];
    for (uint32_t i = 1; i < n; i++) {
        for (uint32_t to = 0; to < S; to++) {
            uint32_t best = 0;
            for (uint32_t s = 1; s < S; s++) {
                if (at[s] + m->step[s][to] > at[best] + m->step[best][to]) best = s;
            }
            from[(size_t)i * S + to] = (uint8_t)best;
            next[to] = at[best] + m->step[best][to] + scores[(size_t)i * S + to];
        }
        memcpy(at, next, sizeof at);
    }
    uint32_t last = 0;
    for (uint32_t s = 1; s < S; s++) {
        if (at[s] + m->end[s] > at[last] + m->end[last]) last = s;
    }
    for (uint32_t i = n; i-- > 0; last = i ? from[(size_t)i * S + last] : 0) {
        states[i] = (uint8_t)last;
        if (!i) break;
    }
}

/* Adds what one net says to the scores; hidden has room for three values of each unit of the first layer. */
static void add_scores(const bay__line_weights *w, const float *features, float *hidden, float *scores, uint32_t n)
{
    enum { H = BAY__LINE_HIDDEN };
    float *before = hidden + (size_t)n * H, *behind = before + (size_t)n * H;
    for (uint32_t i = 0; i < n; i++) {
        layer(w->first[0], w->first_bias, H, BAY__LINE_FEATURES, features + (size_t)i * BAY__LINE_FEATURES, hidden + (size_t)i * H, true);
    }
    fade(hidden, before, n, true);
    fade(hidden, behind, n, false);
    for (uint32_t i = 0; i < n; i++) {
        float seen[BAY__LINE_SEEN], mixed[BAY__LINE_MIXED], said[BAY__LINE_STATES];
        gather(hidden, before, behind, i, n, seen);
        layer(w->second[0], w->second_bias, BAY__LINE_MIXED, BAY__LINE_SEEN, seen, mixed, true);
        layer(w->last[0], w->last_bias, BAY__LINE_STATES, BAY__LINE_MIXED, mixed, said, false);
        for (uint32_t s = 0; s < BAY__LINE_STATES; s++) scores[(size_t)i * BAY__LINE_STATES + s] += said[s];
    }
}

bay_status bay__label_lines(bay__page *page, const uint8_t *kinds, uint8_t *states, bay_error *err)
{
    uint32_t n = page->units.count;
    moves m = {0};
    if (!n) return BAY_OK;
    const float *features = bay__line_features(page, kinds);
    float *hidden = bay_arena_calloc(page->scratch, 3 * (size_t)n * BAY__LINE_HIDDEN, sizeof *hidden);
    float *scores = bay_arena_calloc(page->scratch, (size_t)n * BAY__LINE_STATES, sizeof *scores);
    uint8_t *from = bay_arena_calloc(page->scratch, (size_t)n * BAY__LINE_STATES, 1);
    if (!features || !hidden || !scores || !from) return bay_fail_memory(err);
    for (uint32_t k = 0; k < BAY__LINE_NETS; k++) {
        add_scores(&bay__line_weights_built_in[k], features, hidden, scores, n);
        add_moves(&m, &bay__line_weights_built_in[k]);
    }
    best_path(&m, scores, n, from, states);
    return BAY_OK;
}

#include "merge/near.h"

#include <stdlib.h>

#include "base/map.h"

enum { WORDS_MAX = 32768, RUN = 3, FIGURES_MIN = 3, LENGTHS_APART = 2 };

static const double RUNS_ENOUGH = 0.45, RUNS_LEAST = 0.2, WORDS_ENOUGH = 0.7;

struct reading {
    uint64_t *words, *content;      /* all words as hashes; those that carry content */
    bool *numbers;                  /* of all words */
    uint32_t count, content_count, room;
};

/* 64-bit finalizer of MurmurHash3. */
static uint64_t mix(uint64_t x)
{
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdULL;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53ULL;
    return x ^ (x >> 33);
}

static uint64_t mix_run(const uint64_t *words)
{
    uint64_t h = 0;
    for (int i = 0; i < RUN; i++) h = mix(h ^ words[i]);
    return h;
}

/* ---- words ------------------------------------------------------------------- */

/* Little words that any text has. In other languages than English all words count: prints are then a little more alike. */
static bool is_little(bay_str w)
{
    static const char *const words[] = {
        "a", "about", "after", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "for", "from",
        "had", "has", "have", "he", "her", "here", "him", "his", "i", "if", "in", "into", "is", "it", "its", "me", "more", "my", "no", "not", "of",
        "on", "one", "or", "our", "out", "over", "said", "says", "she", "so", "than", "that", "the", "their", "them", "there", "they", "this", "to",
        "two", "up", "us", "was", "we", "were", "what", "when", "which", "who", "will", "with", "would", "you", "your",
    };
    size_t low = 0, high = sizeof words / sizeof *words;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = bay_str_compare(w, bay_str_from(words[middle]));
        if (!order) return true;
        if (order < 0) high = middle; else low = middle + 1;
    }
    return false;
}

/* Letters and digits make words; bytes above ASCII count as letters. */
static bool in_word(char c)
{
    unsigned char u = (unsigned char)c;
    return u >= 0x80 || (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z');
}

static void add_word(struct reading *r, bay_str word)
{
    char folded[64];
    uint32_t size = word.size < sizeof folded ? word.size : sizeof folded;
    for (uint32_t i = 0; i < size; i++) {
        char c = word.bytes[i];
        folded[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    bay_str w = {folded, size};
    uint64_t h = bay_hash(w);
    r->numbers[r->count] = folded[0] >= '0' && folded[0] <= '9';
    r->words[r->count++] = h;
    if (!is_little(w)) r->content[r->content_count++] = h;
}

static void add_text(struct reading *r, bay_str text)
{
    uint32_t at = 0;
    while (at < text.size && r->count < r->room) {
        while (at < text.size && !in_word(text.bytes[at])) at++;
        uint32_t begin = at;
        while (at < text.size && in_word(text.bytes[at])) at++;
        if (at > begin) add_word(r, bay_str_slice(text, begin, at));
    }
}

/* ---- the gist ------------------------------------------------------------------ */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static int by_place(const void *a, const void *b)
{
    const bay_near_figure *x = a, *y = b;
    if (x->place != y->place) return x->place < y->place ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* Sorts and drops repetitions; how many stay. */
static uint32_t as_set(uint64_t *items, uint32_t count)
{
    uint32_t kept = 0;
    qsort(items, count, sizeof *items, by_value);
    for (uint32_t i = 0; i < count; i++)
        if (!i || items[i] != items[i - 1]) items[kept++] = items[i];
    return kept;
}

static uint32_t runs_of(const uint64_t *words, uint32_t count, uint64_t *out)
{
    uint32_t runs = count >= RUN ? count - RUN + 1 : 0;
    for (uint32_t i = 0; i < runs; i++) out[i] = mix_run(words + i);
    return as_set(out, runs);
}

static void figures_of(const struct reading *r, bay_near *out)
{
    for (uint32_t i = 1; i + 1 < r->count; i++)
        if (r->numbers[i]) out->figures[out->figure_count++] = (bay_near_figure){mix(r->words[i - 1] ^ mix(r->words[i + 1])), r->words[i]};
    qsort(out->figures, out->figure_count, sizeof *out->figures, by_place);
}

static void prints_of(const uint64_t *runs, uint32_t count, bay_near *out)
{
    uint64_t mask = 0;
    for (;; mask = mask * 2 + 1) {
        out->print_count = 0;
        for (uint32_t i = 0; i < count && out->print_count <= BAY_NEAR_PRINTS; i++) {
            if (runs[i] & mask) continue;
            if (out->print_count < BAY_NEAR_PRINTS) out->prints[out->print_count] = runs[i];
            out->print_count++;
        }
        if (out->print_count <= BAY_NEAR_PRINTS) return;
    }
}

bay_status bay__near_read(bay_str text, const bay_span *spans, uint32_t count, bay_arena *arena, bay_near *out, bay_error *err)
{
    uint32_t room = text.size / 2 + 2 < WORDS_MAX ? text.size / 2 + 2 : WORDS_MAX;
    *out = (bay_near){.total = 0};
    struct reading r = {.words = bay_arena_alloc(arena, room * sizeof *r.words), .content = bay_arena_alloc(arena, room * sizeof *r.content),
                        .numbers = bay_arena_alloc(arena, room), .room = room};
    out->runs = bay_arena_alloc(arena, room * sizeof *out->runs);
    out->figures = bay_arena_alloc(arena, room * sizeof *out->figures);
    if (!r.words || !r.content || !r.numbers || !out->runs || !out->figures) return bay_fail_memory(err);
    for (uint32_t i = 0; i < count; i++)
        if (spans[i].begin <= spans[i].end && spans[i].end <= text.size) add_text(&r, bay_str_slice(text, spans[i].begin, spans[i].end));
    out->total = r.count;
    out->run_count = runs_of(r.content, r.content_count, out->runs);
    prints_of(out->runs, out->run_count, out);
    out->run_count = runs_of(r.words, r.count, out->runs);
    figures_of(&r, out);
    out->words = r.content;
    out->word_count = as_set(r.content, r.content_count);
    return BAY_OK;
}

bay_status bay__near_read_doc(const bay_doc *doc, bay_arena *arena, bay_near *out, bay_error *err)
{
    uint32_t count = 0;
    bay_span *spans = bay_arena_alloc(arena, (doc->blocks.count + 1u) * sizeof *spans);
    if (!spans) return bay_fail_memory(err);
    for (uint32_t i = 0; i < doc->blocks.count; i++)
        if (bay_role_is_coded(doc->blocks.items[i].role)) spans[count++] = doc->blocks.items[i].span;
    return bay__near_read(doc->text, spans, count, arena, out, err);
}

/* ---- two of them ---------------------------------------------------------------- */

bool bay__near_tells(const bay_near *near) { return near->total >= BAY_NEAR_WORDS_MIN; }

static double shared(const uint64_t *a, uint32_t na, const uint64_t *b, uint32_t nb)
{
    uint32_t count = 0;
    for (uint32_t i = 0, k = 0; i < na && k < nb;) {
        if (a[i] == b[k]) { count++; i++; k++; }
        else if (a[i] < b[k]) i++;
        else k++;
    }
    return count;
}

static double within(const uint64_t *a, uint32_t na, const uint64_t *b, uint32_t nb)
{
    uint32_t fewer = na < nb ? na : nb;
    return fewer ? shared(a, na, b, nb) / fewer : 0;
}

double bay__near_alike(const bay_near *a, const bay_near *b)
{
    double both = shared(a->runs, a->run_count, b->runs, b->run_count);
    return both > 0 ? both / (a->run_count + b->run_count - both) : 0;
}

/* The same form filled in anew: in most places where both have a figure it is another one. */
static bool is_form(const bay_near *a, const bay_near *b)
{
    uint32_t same = 0, other = 0;
    for (uint32_t i = 0, k = 0; i < a->figure_count && k < b->figure_count;) {
        const bay_near_figure *x = &a->figures[i], *y = &b->figures[k];
        if (x->place < y->place) i++;
        else if (x->place > y->place) k++;
        else { same += x->number == y->number; other += x->number != y->number; i++; k++; }
    }
    return other >= FIGURES_MIN && other > same;
}

double bay__near_reprint(const bay_near *a, const bay_near *b)
{
    double runs = within(a->runs, a->run_count, b->runs, b->run_count);
    uint32_t shorter = a->total < b->total ? a->total : b->total, longer = a->total < b->total ? b->total : a->total;
    if (runs < RUNS_LEAST || is_form(a, b)) return 0;
    if (runs >= RUNS_ENOUGH) return runs;
    bool like = longer <= LENGTHS_APART * shorter;
    return like && within(a->words, a->word_count, b->words, b->word_count) >= WORDS_ENOUGH ? runs : 0;
}

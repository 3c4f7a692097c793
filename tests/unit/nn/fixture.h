/* The files of tiny.txt and small.txt (train/make_fixture.py): reading them, and checking what they say. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/io.h"
#include "base/utf8.h"
#include "nn/features.h"
#include "parse/biaffine.h"

#define FOLDER "tests/unit/nn/"

enum { WORDS_MAX = 64, NUMBERS_MAX = 8192 };

static bay_mapped model_file, text_file;
static bay_model *model;
static bay_arena arena;

static int open_files(const char *model_path, const char *text_path)
{
    bay_error err;
    bay_arena_init(&arena, 1 << 26);
    if (bay_file_map(model_path, &model_file, &err) || bay_file_map(text_path, &text_file, &err)) return -1;
    return bay_model_open(model_file.bytes, model_file.size, &model, &err);
}

static int close_all(void **state)
{
    (void)state;
    bay_model_free(model);
    bay_file_unmap(&model_file);
    bay_file_unmap(&text_file);
    bay_arena_release(&arena);
    return 0;
}

/* ---- reading the fixture ------------------------------------------------------ */

struct sentence {
    bay_str forms[WORDS_MAX], norms[WORDS_MAX];
    uint32_t count;
};

static bay_str field(bay_str *rest, const char *name)
{
    bay_str line, key;
    assert_true(bay_str_next(rest, '\n', &line));
    assert_true(bay_str_next(&line, '\t', &key));
    assert_true(bay_str_is(key, name));
    return line;
}

static bool next_sentence(bay_str *rest, struct sentence *s)
{
    if (!rest->size) return false;
    bay_str words = field(rest, "sentence");
    s->count = 0;
    while (bay_str_next(&words, ' ', &s->forms[s->count])) {
        s->norms[s->count] = bay_utf8_fold(&arena, s->forms[s->count]);
        s->count++;
    }
    return true;
}

static uint32_t numbers(bay_str *rest, const char *name, double *out)
{
    bay_str line = field(rest, name), number;
    uint32_t n = 0;
    while (bay_str_next(&line, ' ', &number)) assert_true(bay_str_to_double(number, &out[n++]));
    return n;
}

/* out[i][j] for j < used of columns against the fixture's line. */
static void check_near(bay_str *rest, const char *name, const float *x, uint32_t rows, uint32_t columns, uint32_t used)
{
    static double expected[NUMBERS_MAX];
    assert_int_equal(numbers(rest, name, expected), rows * used);
    for (uint32_t i = 0; i < rows; i++)
        for (uint32_t j = 0; j < used; j++)
            if (fabs(x[i * columns + j] - expected[i * used + j]) > 1e-4)
                fail_msg("%s[%u][%u] is %g, torch says %g", name, i, j, x[i * columns + j], expected[i * used + j]);
}

static void check_rows(bay_str *rest, const char *name, const uint32_t *rows, uint32_t count)
{
    static double expected[NUMBERS_MAX];
    assert_int_equal(numbers(rest, name, expected), count);
    for (uint32_t i = 0; i < count; i++)
        if (rows[i] != (uint32_t)expected[i]) fail_msg("%s[%u] is %u, the trainer says %g", name, i, rows[i], expected[i]);
}

static bay_sequences alone(const uint32_t *size) { return (bay_sequences){size, 1, *size}; }

/* The sets of loops that this processor runs. */
static size_t all_kernels(const bay_kernels **out)
{
    size_t n = 0;
    out[n++] = &bay__kernels_plain;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) out[n++] = &bay__kernels_avx2;
#endif
    if (bay__kernels() != out[n - 1] && n > 1) out[n++] = bay__kernels();
    return n;
}

static void check_heads(bay_str *rest, const struct sentence *s, bay_packed x)
{
    float *tag = bay__head(model, &model->tag, &arena, x, s->count), *lemma = bay__head(model, &model->lemma, &arena, x, s->count);
    check_near(rest, "tag", tag, s->count, model->tag.columns, model->tags.count);
    check_near(rest, "lemma", lemma, s->count, model->lemma.columns, 4);
}

static void check_tree_scores(bay_str *rest, const struct sentence *s, bay_packed x)
{
    static float arcs[WORDS_MAX * (WORDS_MAX + 1)], labels[WORDS_MAX * 4];
    uint32_t heads[WORDS_MAX], rows[WORDS_MAX], n = s->count;
    bay_sides sides;
    assert_true(bay__sides(model, &arena, x, n, &sides));
    bay__arc_scores(model, &sides, 0, n, arcs);
    for (uint32_t i = 0; i < n; i++) {
        heads[i] = model->kernels->best(arcs + (size_t)i * (n + 1), n + 1);
        rows[i] = heads[i] ? heads[i] - 1 : n;
    }
    assert_true(bay__label_scores(model, &arena, &sides, rows, 0, n, labels));
    check_near(rest, "arcs", arcs, n, n + 1, n + 1);
    check_near(rest, "labels", labels, n, 4, 4);
    check_rows(rest, "greedy", heads, n);
}

/* The file cut anywhere, and with any byte of its index changed, opens or is refused; nothing is read outside. */
static void damage_file(void)
{
    bay_error err;
    bay_model *m;
    unsigned char *copy = aligned_alloc(64, (model_file.size + 63) / 64 * 64);
    memcpy(copy, model_file.bytes, model_file.size);
    for (size_t size = 1; size < model_file.size; size += 501) assert_int_not_equal(bay_model_open(copy, size, &m, &err), BAY_OK);
    for (size_t i = 0; i < 6000 && i < model_file.size; i++) {
        copy[i] ^= 0x41;
        if (bay_model_open(copy, model_file.size, &m, &err) == BAY_OK) bay_model_free(m);
        copy[i] ^= 0x41;
    }
    free(copy);
}

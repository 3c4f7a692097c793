/* The model file, its bounds, and the nets against what torch computed (tiny.txt, by train/make_fixture.py). */
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

static int open_all(void **state)
{
    bay_error err;
    (void)state;
    bay_arena_init(&arena, 1 << 26);
    if (bay_file_map(FOLDER "tiny.bayhaqi", &model_file, &err) || bay_file_map(FOLDER "tiny.txt", &text_file, &err)) return -1;
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
            if (fabs(x[i * columns + j] - expected[i * used + j]) > 2e-5)
                fail_msg("%s[%u][%u] is %g, torch says %g", name, i, j, x[i * columns + j], expected[i * used + j]);
}

static void check_rows(bay_str *rest, const char *name, const uint32_t *rows, uint32_t count)
{
    static double expected[NUMBERS_MAX];
    assert_int_equal(numbers(rest, name, expected), count);
    for (uint32_t i = 0; i < count; i++)
        if (rows[i] != (uint32_t)expected[i]) fail_msg("%s[%u] is %u, the trainer says %g", name, i, rows[i], expected[i]);
}

/* ---- agreement ------------------------------------------------------------------ */

static void check_heads(bay_str *rest, const struct sentence *s, const float *x)
{
    float *tag = bay__head(model, &model->tag, &arena, x, s->count), *lemma = bay__head(model, &model->lemma, &arena, x, s->count);
    check_near(rest, "tag", tag, s->count, model->tag.columns, model->tags.count);
    check_near(rest, "lemma", lemma, s->count, model->lemma.columns, 4);
}

static void check_tree_scores(bay_str *rest, const struct sentence *s, const float *x)
{
    uint32_t heads[WORDS_MAX];
    float *with_root = bay__with_root(model, &arena, x, s->count);
    float *arcs = bay__arc_scores(model, &arena, with_root, s->count);
    for (uint32_t i = 0; i < s->count; i++) heads[i] = bay__best(arcs + (size_t)i * (s->count + 1), s->count + 1);
    check_near(rest, "arcs", arcs, s->count, s->count + 1, s->count + 1);
    check_near(rest, "labels", bay__label_scores(model, &arena, with_root, s->count, heads), s->count, 4, 4);
    check_rows(rest, "greedy", heads, s->count);
}

static void check_names(bay_str *rest, const struct sentence *s)
{
    uint32_t rows[WORDS_MAX * BAY_LIST_ROWS], all[WORDS_MAX * (BAY_WORD_ROWS + BAY_LIST_ROWS)];
    bay_error err;
    float *x;
    bay__list_rows(&model->name_lists, s->forms, s->norms, s->count, model->names.table.rows, model->names.rows_per_word, all);
    for (uint32_t i = 0; i < s->count; i++) memcpy(rows + i * 2, all + i * model->names.rows_per_word + BAY_WORD_ROWS, 2 * sizeof *rows);
    check_rows(rest, "listed", rows, s->count * BAY_LIST_ROWS);
    assert_int_equal(bay__encode_words(model, &model->names, &arena, s->forms, s->norms, s->count, &x, &err), BAY_OK);
    check_near(rest, "name", bay__head(model, &model->name, &arena, x, s->count), s->count, model->name.columns, BAY_NAME_CLASSES);
}

static void check_segmenter(bay_str *rest, const struct sentence *s)
{
    uint32_t rows[WORDS_MAX * BAY_PIECE_ROWS];
    bay_error err;
    float *x;
    for (uint32_t i = 0; i < s->count; i++)
        bay__piece_rows(s->forms[i], s->norms[i], true, i % 2 == 0, model->segmenter.table.rows, rows + i * BAY_PIECE_ROWS);
    check_rows(rest, "pieces", rows, s->count * BAY_PIECE_ROWS);
    assert_int_equal(bay__encode(model, &model->segmenter, &arena, rows, NULL, s->count, &x, &err), BAY_OK);
    check_near(rest, "boundary", bay__head(model, &model->boundary, &arena, x, s->count), s->count, 16, 4);
}

static void agrees_with_trainer(void)
{
    bay_str rest = {(const char *)text_file.bytes, (uint32_t)text_file.size};
    struct sentence s;
    uint32_t rows[WORDS_MAX * BAY_WORD_ROWS], sentences = 0;
    bay_error err;
    for (; next_sentence(&rest, &s); sentences++) {
        float *x;
        for (uint32_t i = 0; i < s.count; i++)
            bay__word_rows(s.forms[i], s.norms[i], model->reader.table.rows, rows + i * BAY_WORD_ROWS);
        check_rows(&rest, "rows", rows, s.count * BAY_WORD_ROWS);
        assert_int_equal(bay__encode_words(model, &model->reader, &arena, s.forms, s.norms, s.count, &x, &err), BAY_OK);
        check_near(&rest, "x", x, s.count, model->reader.out, model->reader.out);
        check_heads(&rest, &s, x);
        check_tree_scores(&rest, &s, x);
        check_names(&rest, &s);
        check_segmenter(&rest, &s);
    }
    assert_int_equal(sentences, 3);
}

static void test_agrees_with_trainer(void **state) { (void)state; agrees_with_trainer(); }

/* Each set of loops that this processor can run gives the same to float precision. */
static void test_plain_kernels_agree_with_trainer(void **state)
{
    (void)state;
    const bay_kernels *best = model->kernels;
    model->kernels = &bay__kernels_plain;
    agrees_with_trainer();
    model->kernels = best;
}

static void test_middle_kernels_agree_with_trainer(void **state)
{
    (void)state;
#if defined(__x86_64__)
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) skip();
    const bay_kernels *best = model->kernels;
    model->kernels = &bay__kernels_avx2;
    agrees_with_trainer();
    model->kernels = best;
#endif
}

/* A row's result must not hang on how many rows are multiplied with it. */
static void test_rows_do_not_touch_each_other(void **state)
{
    (void)state;
    enum { COUNT = 29, WIDE = 256 };
    const bay_matrix *m = &model->reader.lstms[1].input[0];
    assert_true(m->rows * COUNT <= 4096 && m->columns <= WIDE);
    static float x[4096], all[COUNT * WIDE], one[WIDE];
    for (uint32_t i = 0; i < COUNT * m->rows; i++) x[i] = (float)((i * 37) % 101) / 50 - 1;
    model->kernels->multiply(m, x, m->rows, COUNT, all, m->columns, 0);
    for (uint32_t i = 0; i < COUNT; i++) {
        model->kernels->multiply(m, x + (size_t)i * m->rows, m->rows, 1, one, m->columns, 0);
        assert_memory_equal(one, all + (size_t)i * m->columns, m->columns * sizeof *one);
    }
}

/* ---- the file -------------------------------------------------------------------- */

static void test_known_words_and_lemmas(void **state)
{
    (void)state;
    assert_int_not_equal(bay__known_word(&model->reader, BAY_STR("taliban")), BAY_NOT_KNOWN);
    assert_int_equal(bay__known_word(&model->reader, BAY_STR("zorp")), BAY_NOT_KNOWN);
    uint32_t edit = bay__known_lemma(model, BAY_STR("people"), "NOUN");
    assert_true(edit < model->lemmas.count && bay_str_is(model->lemmas.items[edit], "l6person"));
    assert_int_equal(bay__known_lemma(model, BAY_STR("people"), "VERB"), BAY_NOT_KNOWN);
}

static void test_no_bytes_is_a_model_without_nets(void **state)
{
    (void)state;
    bay_model *empty;
    bay_error err;
    assert_int_equal(bay_model_open(NULL, 0, &empty, &err), BAY_OK);
    assert_false(empty->has_reader || empty->has_segmenter);
    assert_string_equal(bay_model_version(empty), "none");
    bay_model_free(empty);
}

/* The file cut anywhere, and with any byte of its index changed, opens or is refused; nothing is read outside. */
static void test_damaged_files(void **state)
{
    (void)state;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agrees_with_trainer),
        cmocka_unit_test(test_plain_kernels_agree_with_trainer),
        cmocka_unit_test(test_middle_kernels_agree_with_trainer),
        cmocka_unit_test(test_rows_do_not_touch_each_other),
        cmocka_unit_test(test_known_words_and_lemmas),
        cmocka_unit_test(test_no_bytes_is_a_model_without_nets),
        cmocka_unit_test(test_damaged_files),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

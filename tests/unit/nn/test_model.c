/* The model file, its bounds, and the nets against what torch computed (tiny.txt, by train/make_fixture.py). */
#include "fixture.h"

static int open_all(void **state)
{
    (void)state;
    return open_files(FOLDER "tiny.bayhaqi", FOLDER "tiny.txt");
}

/* ---- agreement ------------------------------------------------------------------ */

static void check_names(bay_str *rest, const struct sentence *s)
{
    uint32_t rows[WORDS_MAX * BAY_LIST_ROWS], all[WORDS_MAX * (BAY_WORD_ROWS + BAY_LIST_ROWS)];
    bay_error err;
    float *x;
    bay__list_rows(&model->name_lists, s->forms, s->norms, s->count, model->names.table.rows, model->names.rows_per_word, all);
    for (uint32_t i = 0; i < s->count; i++) memcpy(rows + i * 2, all + i * model->names.rows_per_word + BAY_WORD_ROWS, 2 * sizeof *rows);
    check_rows(rest, "listed", rows, s->count * BAY_LIST_ROWS);
    bay_packed packed;
    assert_int_equal(bay__encode_words(model, &model->names, &arena, s->forms, s->norms, alone(&s->count), &x, &err), BAY_OK);
    assert_true(bay__pack(model, &arena, x, s->count, model->names.out, &packed));
    check_near(rest, "name", bay__head(model, &model->name, &arena, packed, s->count), s->count, model->name.columns, BAY_NAME_CLASSES);
}

static void check_segmenter(bay_str *rest, const struct sentence *s)
{
    uint32_t rows[WORDS_MAX * BAY_PIECE_ROWS];
    bay_error err;
    float *x;
    for (uint32_t i = 0; i < s->count; i++)
        bay__piece_rows(s->forms[i], s->norms[i], true, i % 2 == 0, model->segmenter.table.rows, rows + i * BAY_PIECE_ROWS);
    check_rows(rest, "pieces", rows, s->count * BAY_PIECE_ROWS);
    bay_packed packed;
    assert_int_equal(bay__encode(model, &model->segmenter, &arena, rows, NULL, alone(&s->count), &x, &err), BAY_OK);
    assert_true(bay__pack(model, &arena, x, s->count, model->segmenter.out, &packed));
    check_near(rest, "boundary", bay__head(model, &model->boundary, &arena, packed, s->count), s->count, 16, 4);
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
        bay_packed packed;
        assert_int_equal(bay__encode_words(model, &model->reader, &arena, s.forms, s.norms, alone(&s.count), &x, &err), BAY_OK);
        check_near(&rest, "x", x, s.count, model->reader.out, model->reader.out);
        assert_true(bay__pack_with_root(model, &arena, x, s.count, &packed));
        check_heads(&rest, &s, packed);
        check_tree_scores(&rest, &s, packed);
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
    if (!__builtin_cpu_supports("avx2")) skip();
    const bay_kernels *best = model->kernels;
    model->kernels = &bay__kernels_avx2;
    agrees_with_trainer();
    model->kernels = best;
#endif
}

enum { ROWS = 29, DEPTH = 52, WIDE = 208 };
static int8_t weights[DEPTH * WIDE];
static float scales[WIDE], biases[WIDE], x[ROWS * DEPTH], y[ROWS * WIDE], expected[ROWS * WIDE];
static const bay_matrix random_matrix = {weights, scales, biases, DEPTH, WIDE, WIDE};

static uint32_t next_random(uint32_t *state) { return (*state = *state * 1664525u + 1013904223u) >> 8; }

static void fill_at_random(void)
{
    uint32_t state = 1;
    for (int i = 0; i < DEPTH * WIDE; i++) weights[i] = (int8_t)(next_random(&state) % 255 - 127);
    for (int i = 0; i < WIDE; i++) scales[i] = (float)(next_random(&state) % 1000) / 99999, biases[i] = (float)(next_random(&state) % 100) / 9;
    for (int i = 0; i < ROWS * DEPTH; i++) x[i] = (float)(next_random(&state) % 2001) / 1000 - 1;
    weights[0] = weights[1] = -128;
    for (int i = 0; i < DEPTH; i++) x[i] = 0;                      /* a row of nothing */
    x[DEPTH] = NAN, x[DEPTH + 1] = INFINITY, x[DEPTH + 2] = -1e38f;
}

static void multiply_rows(const bay_kernels *k, uint32_t first, uint32_t count, float *out)
{
    bay_packed p;
    bay_mark mark = bay_arena_mark(&arena);
    assert_true(bay__packed_alloc(&arena, count, DEPTH, &p));
    k->pack(x + (size_t)first * DEPTH, DEPTH, count, p);
    k->multiply(&random_matrix, p, count, out, WIDE, 0);
    k->multiply(&random_matrix, p, count, out, WIDE, 1);
    bay_arena_reset(&arena, mark);
}

/* Bit for bit the same on any processor, however many rows are multiplied together; and it is the product. */
static void test_products_are_the_same_everywhere(void **state)
{
    (void)state;
    const bay_kernels *sets[3];
    size_t count = all_kernels(sets);
    fill_at_random();
    multiply_rows(sets[0], 0, ROWS, expected);
    for (uint32_t r = 2; r < ROWS; r++)
        for (uint32_t c = 0; c < WIDE; c++) {
            double sum = 0;
            for (uint32_t k = 0; k < DEPTH; k++) sum += (double)x[r * DEPTH + k] * weights[(c / 16 * DEPTH + k) * 16 + c % 16];
            double want = 2 * (sum * scales[c] + biases[c]), most = 0.01 * DEPTH * 127 * scales[c];
            if (fabs(want - expected[r * WIDE + c]) > most + 1e-4) fail_msg("row %u column %u: %g, not %g", r, c, expected[r * WIDE + c], want);
        }
    for (size_t s = 0; s < count; s++)
        for (uint32_t size = 1; size <= ROWS; size++)
            for (uint32_t first = 0; first < ROWS; first += size) {
                uint32_t n = first + size < ROWS ? size : ROWS - first;
                multiply_rows(sets[s], first, n, y);
                assert_memory_equal(y, expected + (size_t)first * WIDE, (size_t)n * WIDE * sizeof *y);
            }
}

/* The loops on floats too: each set gives the bits that the plain one gives. */
static void test_other_loops_are_the_same_everywhere(void **state)
{
    (void)state;
    const bay_kernels *sets[3];
    size_t count = all_kernels(sets);
    enum { N = 48 };
    float ours[4 * N], theirs[4 * N], z[4 * N];
    fill_at_random();
    for (int i = 0; i < 4 * N; i++) z[i] = 20 * x[3 * DEPTH + i];
    for (size_t s = 1; s < count; s++)
        for (int which = 0; which < 5; which++) {
            for (int i = 0; i < 4 * N; i++) ours[i] = theirs[i] = z[i];
            const bay_kernels *both[] = {sets[0], sets[s]};
            for (int b = 0; b < 2; b++) {
                float *out = b ? ours : theirs;
                if (which == 0) both[b]->lstm_cell(z, out, out + N, N);
                if (which == 1) both[b]->dots(z, z + 5, 7, 9, 32, out);
                if (which == 2) both[b]->relu(out, 4 * N - 3);
                if (which == 3) both[b]->add_bytes(weights, 0.37f, N + 3, out);
                if (which == 4) both[b]->add_nibbles(weights, 0.37f, N + 2, out);
            }
            assert_memory_equal(ours, theirs, sizeof ours);
            for (uint32_t n = 1; n < 4 * N; n++) assert_int_equal(sets[s]->best(z, n), sets[0]->best(z, n));
        }
}

/* What is read of a sentence does not hang on those that are read with it. */
static void test_sentences_do_not_touch_each_other(void **state)
{
    (void)state;
    struct sentence all = {.count = 0}, s;
    bay_str rest = {(const char *)text_file.bytes, (uint32_t)text_file.size}, line;
    uint32_t sizes[8], count = 0, at = 0;
    bay_error err;
    float *together, *one;
    while (bay_str_next(&rest, '\n', &line)) {
        if (memcmp(line.bytes, "sentence", 8)) continue;
        bay_str again = {line.bytes, line.size};
        next_sentence(&again, &s);
        memcpy(all.forms + all.count, s.forms, s.count * sizeof *s.forms);
        memcpy(all.norms + all.count, s.norms, s.count * sizeof *s.norms);
        all.count += sizes[count++] = s.count;
    }
    assert_int_equal(count, 3);
    assert_int_equal(bay__encode_words(model, &model->names, &arena, all.forms, all.norms, (bay_sequences){sizes, count, all.count}, &together, &err), BAY_OK);
    for (uint32_t i = 0; i < count; at += sizes[i++]) {
        assert_int_equal(bay__encode_words(model, &model->names, &arena, all.forms + at, all.norms + at, alone(&sizes[i]), &one, &err), BAY_OK);
        assert_memory_equal(one, together + (size_t)at * model->names.out, sizes[i] * model->names.out * sizeof *one);
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

static void test_damaged_files(void **state) { (void)state; damage_file(); }

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agrees_with_trainer),
        cmocka_unit_test(test_plain_kernels_agree_with_trainer),
        cmocka_unit_test(test_middle_kernels_agree_with_trainer),
        cmocka_unit_test(test_products_are_the_same_everywhere),
        cmocka_unit_test(test_other_loops_are_the_same_everywhere),
        cmocka_unit_test(test_sentences_do_not_touch_each_other),
        cmocka_unit_test(test_known_words_and_lemmas),
        cmocka_unit_test(test_no_bytes_is_a_model_without_nets),
        cmocka_unit_test(test_damaged_files),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

/* The transformer against what torch computed (small.txt, by train/make_fixture.py). */
#include "fixture.h"
#include "nn/transformer.h"
#include "nn/word_pieces.h"

static int open_all(void **state)
{
    (void)state;
    return open_files(FOLDER "small.bayhaqi", FOLDER "small.txt");
}

static void check_pieces(bay_str *rest, const struct sentence *s)
{
    static double expected[NUMBERS_MAX];
    uint32_t pieces[BAY_WORD_PIECES_MAX], at = 1, n = numbers(rest, "pieces", expected);
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t count = bay__word_pieces(&model->transformer.vocabulary, s->norms[i], pieces);
        for (uint32_t p = 0; p < count; p++, at++)
            if (pieces[p] != (uint32_t)expected[at]) fail_msg("piece %u of word %u is %u, not %g", p, i, pieces[p], expected[at]);
    }
    assert_int_equal(at + 1, n);
    field(rest, "word");
}

static void agrees_with_trainer(void)
{
    bay_str rest = {(const char *)text_file.bytes, (uint32_t)text_file.size};
    struct sentence s;
    uint32_t sentences = 0;
    bay_error err;
    for (; next_sentence(&rest, &s); sentences++) {
        bay_packed packed;
        float *x;
        check_pieces(&rest, &s);
        field(&rest, "extra");
        field(&rest, "encoded");
        assert_int_equal(bay__encode_words(model, &model->reader, &arena, s.forms, s.norms, alone(&s.count), &x, &err), BAY_OK);
        check_near(&rest, "x", x, s.count, model->reader.out, model->reader.out);
        assert_true(bay__pack_with_root(model, &arena, x, s.count, &packed));
        check_heads(&rest, &s, packed);
        check_near(&rest, "name", bay__head(model, &model->name, &arena, packed, s.count), s.count, model->name.columns, BAY_NAME_CLASSES);
        check_tree_scores(&rest, &s, packed);
    }
    assert_int_equal(sentences, 4);
}

static void test_agrees_with_trainer(void **state)
{
    (void)state;
    const bay_kernels *best = model->kernels, *sets[3];
    size_t count = all_kernels(sets);
    for (size_t i = 0; i < count; i++) {
        model->kernels = sets[i];
        agrees_with_trainer();
    }
    model->kernels = best;
}

enum { MANY = 400 };

/* Words of the fixture over and over, as sentences of these sizes. */
static float *encode_sizes(const struct sentence *s, const uint32_t *sizes, uint32_t count, uint32_t words, bay_str *forms, bay_str *norms)
{
    bay_error err;
    float *x;
    for (uint32_t i = 0; i < words; i++) forms[i] = s->forms[i % s->count], norms[i] = s->norms[i % s->count];
    assert_int_equal(bay__encode_words(model, &model->reader, &arena, forms, norms, (bay_sequences){sizes, count, words}, &x, &err), BAY_OK);
    return x;
}

/* Bit for bit the same alone and among others, on any processor; longer than there are positions, too. */
static void test_sentences_do_not_touch_each_other(void **state)
{
    (void)state;
    static bay_str forms[MANY], norms[MANY];
    static const uint32_t sizes[] = {3, 1, 14, 200, 33, 33, 40, 2, 74};
    bay_str rest = {(const char *)text_file.bytes, (uint32_t)text_file.size};
    const bay_kernels *best = model->kernels, *sets[3];
    uint32_t count = sizeof sizes / sizeof *sizes, width = model->reader.out;
    size_t kinds = all_kernels(sets);
    struct sentence s;
    bay_error err;
    next_sentence(&rest, &s);
    float *together = encode_sizes(&s, sizes, count, MANY, forms, norms), *one;
    for (size_t k = 0; k < kinds; k++) {
        model->kernels = sets[k];
        for (uint32_t i = 0, at = 0; i < count; at += sizes[i++]) {
            assert_int_equal(bay__encode_words(model, &model->reader, &arena, forms + at, norms + at, alone(&sizes[i]), &one, &err), BAY_OK);
            assert_memory_equal(one, together + (size_t)at * width, (size_t)sizes[i] * width * sizeof *one);
        }
    }
    model->kernels = best;
}

static uint32_t count_pieces(const char *word)
{
    uint32_t pieces[BAY_WORD_PIECES_MAX];
    bay_str norm = bay_utf8_fold(&arena, bay_str_from(word));
    return bay__word_pieces(&model->transformer.vocabulary, norm, pieces);
}

static void test_strange_words(void **state)
{
    (void)state;
    static char many[5000];
    uint32_t pieces[BAY_WORD_PIECES_MAX];
    memset(many, '.', sizeof many - 1);
    assert_int_equal(count_pieces(many), BAY_WORD_PIECES_MAX);
    memset(many, 'a', sizeof many - 1);
    assert_int_equal(count_pieces(many), 1);
    assert_int_equal(count_pieces("\xFF\xFE"), 2);             /* folded to question marks */
    assert_int_equal(count_pieces(""), 1);
    bay__word_pieces(&model->transformer.vocabulary, BAY_STR("\xCC\x81"), pieces);
    assert_int_equal(pieces[0], model->transformer.vocabulary.unknown);
}

static void test_damaged_files(void **state) { (void)state; damage_file(); }

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agrees_with_trainer),
        cmocka_unit_test(test_sentences_do_not_touch_each_other),
        cmocka_unit_test(test_strange_words),
        cmocka_unit_test(test_damaged_files),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

/* The decoder against every tree there is, for short sentences. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "parse/lemma.h"
#include "parse/tree_decoder.h"

enum { SHORT = 5 };

static bay_arena arena;

static bool is_tree(const uint32_t *heads, uint32_t n)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i + 1, steps = 0;
        roots += heads[i] == 0;
        while (at && steps++ <= n) at = heads[at - 1];
        if (at) return false;
    }
    return roots == 1;
}

static double total(const float *scores, uint32_t n, const uint32_t *heads)
{
    double sum = 0;
    for (uint32_t i = 0; i < n; i++) sum += scores[i * (n + 1) + heads[i]];
    return sum;
}

/* The best of all (n + 1)^n head choices that are trees with one root. */
static double best_of_all(const float *scores, uint32_t n)
{
    uint32_t heads[SHORT], all = 1;
    double best = -1e30;
    for (uint32_t i = 0; i < n; i++) all *= n + 1;
    for (uint32_t code = 0; code < all; code++) {
        uint32_t rest = code;
        for (uint32_t i = 0; i < n; i++, rest /= n + 1) heads[i] = rest % (n + 1);
        if (is_tree(heads, n) && total(scores, n, heads) > best) best = total(scores, n, heads);
    }
    return best;
}

static uint32_t seed = 12345;
static float draw(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (float)(seed >> 8) / (1 << 24) * 10 - 5;
}

static void test_finds_the_best_tree(void **state)
{
    (void)state;
    for (int round = 0; round < 3000; round++) {
        uint32_t n = 1 + (uint32_t)round % SHORT, heads[SHORT];
        float scores[SHORT * (SHORT + 1)];
        for (uint32_t i = 0; i < n * (n + 1); i++) scores[i] = draw();
        bay_arena_clear(&arena);
        assert_true(bay__decode_tree(&arena, scores, n + 1, n, heads));
        assert_true(is_tree(heads, n));
        assert_true(fabs(total(scores, n, heads) - best_of_all(scores, n)) < 1e-3);
    }
}

/* Pairs that point at each other, then pairs of pairs: cycles inside cycles. */
static void test_nested_cycles(void **state)
{
    (void)state;
    enum { N = 128 };
    static float scores[N * (N + 1)];
    uint32_t heads[N];
    for (uint32_t i = 0; i < N; i++)
        for (uint32_t h = 1; h <= N; h++)
            for (uint32_t size = 2; size <= N; size *= 2)
                if (i / size == (h - 1) / size) { scores[i * (N + 1) + h] = 100.0f / (float)size; break; }
    bay_arena_clear(&arena);
    assert_true(bay__decode_tree(&arena, scores, N + 1, N, heads));
    assert_true(is_tree(heads, N));
}

static void test_numbers_that_are_none_give_a_tree(void **state)
{
    (void)state;
    float scores[SHORT * (SHORT + 1)];
    uint32_t heads[SHORT];
    for (uint32_t i = 0; i < SHORT * (SHORT + 1); i++) scores[i] = i % 3 ? NAN : i % 2 ? INFINITY : -INFINITY;
    bay_arena_clear(&arena);
    assert_true(bay__decode_tree(&arena, scores, SHORT + 1, SHORT, heads));
    assert_true(is_tree(heads, SHORT));
    for (uint32_t i = 0; i < SHORT * (SHORT + 1); i++) scores[i] = i % 7 ? 3e38f : -3e38f;
    assert_true(bay__decode_tree(&arena, scores, SHORT + 1, SHORT, heads));
    assert_true(is_tree(heads, SHORT));
}

static void check_lemma(const char *form, const char *edit, const char *lemma)
{
    bay_str got = bay__lemma(&arena, bay_str_from(form), bay_str_from(edit));
    if (!bay_str_is(got, lemma)) fail_msg("%s by %s is %.*s, not %s", form, edit, BAY_STR_ARG(got), lemma);
}

static void test_lemmas_by_edit(void **state)
{
    (void)state;
    check_lemma("Countries", "l3y", "country");
    check_lemma("took", "c3ake", "take");
    check_lemma("KABUL", "t0", "Kabul");
    check_lemma("n't", "c3not", "not");
    check_lemma("na\xC3\xAFves", "c1", "na\xC3\xAFve");
    check_lemma("\xC3\x89LYS\xC3\x89", "l0", "\xC3\xA9lys\xC3\xA9");
    check_lemma("at", "c5xyz", "at");      /* more to take off than there is */
    check_lemma("be", "c2", "be");         /* nothing would be left          */
    check_lemma("odd", "", "odd");
}

static int open_arena(void **state) { (void)state; bay_arena_init(&arena, 1 << 24); return 0; }
static int close_arena(void **state) { (void)state; bay_arena_release(&arena); return 0; }

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_the_best_tree),
        cmocka_unit_test(test_nested_cycles),
        cmocka_unit_test(test_numbers_that_are_none_give_a_tree),
        cmocka_unit_test(test_lemmas_by_edit),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}

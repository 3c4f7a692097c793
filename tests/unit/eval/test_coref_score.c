/* MUC, B3 and CEAFe on chains small enough to count by hand; the first is the example of Pradhan et al. (2014). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "eval/coref_score.h"

/* "ab cd": mention a is the token 0, chains are the words. */
static uint32_t spans_of(const char *text, bay_coref_span *out)
{
    uint32_t count = 0, chain = 0;
    for (; *text; text++) {
        if (*text == ' ') chain++;
        else out[count++] = (bay_coref_span){(uint32_t)(*text - 'a'), (uint32_t)(*text - 'a') + 1, chain};
    }
    return count;
}

static bay_coref_score compare(const char *key, const char *response)
{
    bay_arena scratch;
    bay_error err;
    bay_coref_span k[40], r[40];
    bay_coref_score s = {0};
    bay_arena_init(&scratch, 1 << 20);
    uint32_t key_count = spans_of(key, k), response_count = spans_of(response, r);
    assert_int_equal(bay_coref_compare(&scratch, k, key_count, r, response_count, &s, &err), BAY_OK);
    bay_arena_release(&scratch);
    return s;
}

static void close_to(double got, double want) { assert_true(fabs(got - want) < 1e-4); }

static void test_the_paper(void **state)
{
    (void)state;
    bay_coref_score s = compare("abc defg", "ab cd fghi");
    close_to(s.muc.recall / s.muc.recall_of, 2 / 5.0);
    close_to(s.muc.precision / s.muc.precision_of, 2 / 5.0);
    close_to(s.b3.recall / s.b3.recall_of, 35 / 84.0);
    close_to(s.b3.precision / s.b3.precision_of, 4 / 8.0);
    close_to(s.ceafe.recall / s.ceafe.recall_of, 1.3 / 2);
    close_to(s.ceafe.precision / s.ceafe.precision_of, 1.3 / 3);
    close_to(bay_coref_average(&s), (0.4 + 0.454545 + 0.52) / 3);
    assert_int_equal(s.mentions.gold, 7), assert_int_equal(s.mentions.system, 8), assert_int_equal(s.mentions.right, 6);
}

static void test_the_same_is_perfect(void **state)
{
    (void)state;
    bay_coref_score s = compare("abc de", "de cab");
    close_to(bay_coref_average(&s), 1);
}

static void test_chains_of_one_do_not_count(void **state)
{
    (void)state;
    bay_coref_score s = compare("abc d", "abc e f");
    close_to(bay_coref_average(&s), 1);
    assert_int_equal(s.mentions.gold, 3), assert_int_equal(s.mentions.system, 3);
}

static void test_all_in_one_chain(void **state)
{
    (void)state;
    bay_coref_score s = compare("ab cd", "abcd");
    close_to(s.muc.recall / s.muc.recall_of, 1);
    close_to(s.muc.precision / s.muc.precision_of, 2 / 3.0);
    close_to(s.b3.precision / s.b3.precision_of, 0.5);
    close_to(s.ceafe.precision, 2 * 2 / 6.0);    /* one chain goes with one of two */
}

static void test_the_best_alignment_is_not_the_greedy_one(void **state)
{
    (void)state;

    bay_coref_score s = compare("abcf de", "abcde fg");   /* abcf with abcde alone would be 6/9 */
    close_to(s.ceafe.recall, 4 / 7.0 + 2 / 6.0);
}

static void test_nothing_found(void **state)
{
    (void)state;
    bay_coref_score s = compare("abc de", "");
    close_to(bay_coref_average(&s), 0);
    s = compare("", "ab");
    close_to(bay_coref_average(&s), 0);
    assert_int_equal(s.mentions.system, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_paper), cmocka_unit_test(test_the_same_is_perfect), cmocka_unit_test(test_chains_of_one_do_not_count),
        cmocka_unit_test(test_all_in_one_chain), cmocka_unit_test(test_the_best_alignment_is_not_the_greedy_one), cmocka_unit_test(test_nothing_found)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

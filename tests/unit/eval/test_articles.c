/* The scorer of marked articles: what is marked rightly counts as right, what is marked wrongly does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "bayhaqi.h"
#include "eval/articles.h"

static bay_articles_score score(const char *gold)
{
    bay_engine *engine = NULL;
    bay_work *work = NULL;
    bay_error err = {0};
    bay_articles_score out;
    assert_int_equal(bay_engine_open(NULL, &engine, &err), BAY_OK);
    assert_int_equal(bay_work_new(engine, &work, &err), BAY_OK);
    assert_int_equal(bay_eval_articles(engine, work, bay_str_from(gold), NULL, &out, &err), BAY_OK);
    bay_work_free(work);
    bay_engine_free(engine);
    return out;
}

static void check(bay_articles_count c, uint32_t gold, uint32_t right)
{
    assert_int_equal(c.gold, gold);
    assert_int_equal(c.right, right);
}

static void test_right_marks(void **state)
{
    (void)state;
    bay_articles_score s = score("=== a 2021-08-02\n"
                                 "{Pakistani soldiers|A PAKMIL} {killed|E Kabul 2021-08-01} {nine rebels|Q killed 9 rebels} in "
                                 "{Kabul|P 34.5 69.2 town} {on Sunday|T 2021-08-01}.\n");
    assert_int_equal(s.articles, 1);
    check(s.actors, 1, 1);
    check(s.places, 1, 1);
    check(s.times, 1, 1);
    check(s.counts, 1, 1);
    check(s.event_places, 1, 1);
    check(s.event_dates, 1, 1);
}

static void test_wrong_marks(void **state)
{
    (void)state;
    bay_articles_score s = score("=== a 2021-08-02\n"
                                 "{Pakistani soldiers|A INDMIL} {killed|E Kabul 2021-07-01} {nine rebels|Q killed 9+ rebels} in "
                                 "{Kabul|P 24.5 69.2 town} {on Sunday|T 2021-08-01..2021-08-02}.\n\n"
                                 "=== b 2021-08-02\nNothing happened in {Kabul|P 34.5 69.2 town}. {Kabul|P} slept.\n");
    assert_int_equal(s.articles, 2);
    check(s.actors, 1, 0);
    check(s.places, 3, 2);
    check(s.times, 1, 0);
    check(s.counts, 1, 0);
    check(s.event_places, 1, 0);
    check(s.event_dates, 1, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_right_marks), cmocka_unit_test(test_wrong_marks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

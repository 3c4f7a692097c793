#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "resolve/feasts.h"

static void check(const char *rule, const char *const *days)
{
    for (; *days; days++) {
        bay_when w;
        bay_date day;
        assert_true(bay_date_parse(bay_str_from(*days), &day));
        assert_true(bay_feast(bay_str_from(rule), day.year, 0, &w));
        assert_string_equal(w.value, *days);
    }
}

static void test_easter(void **state)
{
    (void)state;
    check("easter+0", (const char *const[]){"1818-03-22", "1943-04-25", "2019-04-21", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", NULL});
    check("easter-2", (const char *const[]){"2023-04-07", "2024-03-29", NULL});
    check("orthodox+0", (const char *const[]){"2021-05-02", "2022-04-24", "2023-04-16", "2024-05-05", "2025-04-20", NULL});
}

static void test_hebrew(void **state)
{
    (void)state;
    check("hebrew+0", (const char *const[]){"2019-09-30", "2020-09-19", "2021-09-07", "2022-09-26", "2023-09-16", "2024-10-03", NULL});
    check("hebrew+9", (const char *const[]){"1973-10-06", "2023-09-25", NULL});
    check("passover+0", (const char *const[]){"2021-03-28", "2022-04-16", "2023-04-06", "2024-04-23", NULL});
}

static void test_moon(void **state)
{
    (void)state;
    check("moon-new-year", (const char *const[]){"2015-02-19", "2019-02-05", "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", NULL});
    check("moon-diwali", (const char *const[]){"2017-10-19", "2018-11-07", "2019-10-27", "2020-11-14", "2021-11-04", "2022-10-24", "2023-11-12", "2024-10-31", NULL});
}

static void test_weekdays(void **state)
{
    (void)state;
    check("nth-11-4-4", (const char *const[]){"2018-11-22", "2023-11-23", "2024-11-28", NULL});
    check("nth-05-1-5", (const char *const[]){"2021-05-31", "2023-05-29", "2024-05-27", NULL});
    check("12-25", (const char *const[]){"2023-12-25", NULL});
}

static void test_hijri(void **state)
{
    (void)state;
    bay_when w;
    assert_true(bay_feast(BAY_STR("hijri-09"), 2021, 0, &w));
    assert_string_equal(w.value, "2021-04-13/2021-05-12");
    assert_true(w.doubt > 0);
    assert_true(bay_feast(BAY_STR("hijri-09"), 2030, 1, &w));    /* a second Ramadan begins in December */
    assert_int_equal(w.begin.month, 12);
    assert_false(bay_feast(BAY_STR("hijri-09"), 2031, 1, &w));
}

static void test_strange(void **state)
{
    (void)state;
    bay_when w;
    const char *const rules[] = {"", "easter", "nth-13-1-1", "hijri-00-00", "02-30", "moon", "99-99", "nth-11-9-9", "hebrew+99999999999999999999999", NULL};
    for (int i = 0; rules[i]; i++) bay_feast(bay_str_from(rules[i]), 2023, 0, &w);
    assert_false(bay_feast(BAY_STR("02-30"), 2023, 0, &w));
    assert_false(bay_feast(BAY_STR("easter+0"), -5, 0, &w));
    assert_false(bay_feast(BAY_STR("easter+0"), 30000, 0, &w));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_easter), cmocka_unit_test(test_hebrew), cmocka_unit_test(test_moon),
                                       cmocka_unit_test(test_weekdays), cmocka_unit_test(test_hijri), cmocka_unit_test(test_strange)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

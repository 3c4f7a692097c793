#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "resolve/calendar.h"

static void is_day(bay_date d, int year, int month, int day)
{
    assert_int_equal(d.year, year);
    assert_int_equal(d.month, month);
    assert_int_equal(d.day, day);
}

static void test_add(void **state)
{
    (void)state;
    is_day(bay_calendar_add((bay_date){2021, 1, 31}, 0, 1, 0), 2021, 2, 28);
    is_day(bay_calendar_add((bay_date){2020, 2, 29}, 1, 0, 0), 2021, 2, 28);
    is_day(bay_calendar_add((bay_date){2021, 1, 15}, 0, -13, 0), 2019, 12, 15);
    is_day(bay_calendar_add((bay_date){2021, 12, 31}, 0, 0, 1), 2022, 1, 1);
    is_day(bay_calendar_add((bay_date){3, 1, 1}, -10, 0, 0), 1, 1, 1);
}

static void test_week(void **state)
{
    (void)state;
    bay_when w = bay_when_week((bay_date){2021, 1, 3});   /* a Sunday of the last week of 2020 */
    assert_string_equal(w.value, "2020-W53");
    is_day(w.begin, 2020, 12, 28);
    is_day(w.end, 2021, 1, 3);
    w = bay_when_weekend((bay_date){2021, 8, 2});
    assert_string_equal(w.value, "2021-W31-WE");
    is_day(w.begin, 2021, 8, 7);
}

static void test_narrow(void **state)
{
    (void)state;
    bay_when w = bay_when_month(2021, 7);
    bay_when_narrow(&w, BAY_EDGE_END);
    is_day(w.begin, 2021, 7, 20);
    is_day(w.end, 2021, 7, 31);
    assert_string_equal(w.value, "2021-07");
    w = bay_when_year(2014);
    bay_when_narrow(&w, BAY_EDGE_START);
    is_day(w.end, 2014, 5, 1);
    assert_int_equal(w.precision, BAY_PRECISION_MONTH);
    w = bay_when_month(0, 7);   /* no year: nothing to narrow */
    bay_when_narrow(&w, BAY_EDGE_MID);
    assert_false(bay_date_is_set(w.begin));
}

static void test_values(void **state)
{
    (void)state;
    assert_string_equal(bay_when_decade(1990).value, "199");
    assert_string_equal(bay_when_century(1800).value, "18");
    assert_string_equal(bay_when_quarter(2021, 3).value, "2021-Q3");
    is_day(bay_when_quarter(2021, 3).end, 2021, 9, 30);
    bay_when w = bay_when_season(2020, BAY_STR("WI"));
    is_day(w.end, 2021, 2, 28);
    w = bay_when_day((bay_date){2021, 8, 2});
    bay_when_daypart(&w, BAY_STR("MO"));
    assert_string_equal(w.value, "2021-08-02TMO");
    assert_string_equal(w.type, "TIME");
}

static void test_other_calendars(void **state)
{
    (void)state;
    is_day(bay_when_of_era(BAY_ERA_PERSIAN, 1400, 1, 1).begin, 2021, 3, 21);
    is_day(bay_when_of_era(BAY_ERA_PERSIAN, 1375, 1, 1).begin, 1996, 3, 20);
    is_day(bay_when_of_era(BAY_ERA_PERSIAN, 1404, 1, 1).begin, 2025, 3, 21);
    is_day(bay_when_of_era(BAY_ERA_PERSIAN, 1403, 12, 30).begin, 2025, 3, 20);   /* a leap year */
    assert_false(bay_date_is_set(bay_when_of_era(BAY_ERA_PERSIAN, 1402, 12, 30).begin));
    is_day(bay_when_of_era(BAY_ERA_HIJRI, 1, 1, 1).begin, 622, 7, 19);          /* 16 July Julian */
    is_day(bay_when_of_era(BAY_ERA_HIJRI, 1443, 1, 1).begin, 2021, 8, 10);
    is_day(bay_when_of_era(BAY_ERA_HIJRI, 1442, 12, 0).end, 2021, 8, 9);
    assert_false(bay_date_is_set(bay_when_of_era(BAY_ERA_HIJRI, 1442, 2, 30).begin));
    assert_string_equal(bay_when_of_era(BAY_ERA_PERSIAN, 1400, 0, 0).value, "2021-03-21/2022-03-20");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_add), cmocka_unit_test(test_week), cmocka_unit_test(test_narrow), cmocka_unit_test(test_values),
        cmocka_unit_test(test_other_calendars)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "lexicon/table.h"

static const char bundle[] =
    "#@file kind/one.tsv\n"
    "# a comment\n"
    "name\tcode\n"
    "Gondor\tGON\n"
    "Rohan\tROH\tone cell too many\n"
    "\xFF\tBAD\n"
    "Mordor\n"
    "\n"
    "#@file kind/two.tsv\n"
    "entry\n"
    "attack\n";

static void open_bundle(bay_tables *tables, bay_arena *arena)
{
    bay_error err = {0};
    bay_arena_init(arena, 1 << 20);
    assert_int_equal(bay_tables_add_bundle(tables, arena, bay_str_from(bundle), &err), BAY_OK);
}

static void good_rows_stay_and_bad_ones_are_named(void **state)
{
    (void)state;
    bay_tables tables = {0};
    bay_arena arena;
    open_bundle(&tables, &arena);
    const bay_table *one = bay_tables_find(&tables, "kind/one");
    assert_non_null(one);
    assert_int_equal(one->rows.count, 2);
    int name = bay_table_column(one, "name"), code = bay_table_column(one, "code");
    assert_true(bay_str_is(bay_table_cell(one, 0, code), "GON"));
    assert_true(bay_str_is(bay_table_cell(one, 1, name), "Mordor"));
    assert_int_equal(bay_table_cell(one, 1, code).size, 0);
    assert_int_equal(tables.problems.count, 2);
    assert_int_equal(tables.problems.items[0].line, 4);
    assert_int_equal(tables.problems.items[1].line, 5);
    assert_int_equal(bay_tables_find(&tables, "kind/two")->rows.count, 1);
    assert_null(bay_tables_find(&tables, "kind/three"));
    bay_arena_release(&arena);
}

static void an_overlay_may_order_its_columns_anew(void **state)
{
    (void)state;
    bay_tables tables = {0};
    bay_arena arena;
    bay_error err = {0};
    open_bundle(&tables, &arena);
    uint64_t before = tables.hash;
    assert_int_equal(bay_tables_add_file(&tables, &arena, BAY_STR("kind/one"), BAY_STR("mine.tsv"),
                                         BAY_STR("code\tname\tnote\nBRE\tBree\tinn\n"), &err), BAY_OK);
    const bay_table *one = bay_tables_find(&tables, "kind/one");
    uint32_t last = one->rows.count - 1;
    assert_true(bay_str_is(bay_table_cell(one, last, bay_table_column(one, "name")), "Bree"));
    assert_true(bay_str_is(bay_table_cell(one, last, bay_table_column(one, "note")), "inn"));
    assert_int_equal(bay_table_cell(one, 0, bay_table_column(one, "note")).size, 0);
    assert_true(tables.hash != before);
    bay_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(good_rows_stay_and_bad_ones_are_named),
                                       cmocka_unit_test(an_overlay_may_order_its_columns_anew)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

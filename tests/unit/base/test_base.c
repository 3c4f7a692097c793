#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <math.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/map.h"
#include "base/utf8.h"

static void arena_keeps_its_cap_and_its_marks(void **state)
{
    (void)state;
    bay_arena arena;
    bay_arena_init(&arena, 1 << 20);
    assert_null(bay_arena_alloc(&arena, (1 << 20) + 1));
    bay_mark mark = bay_arena_mark(&arena);
    char *first = bay_arena_alloc(&arena, 100);
    assert_non_null(first);
    assert_int_equal((uintptr_t)first % 32, 0);
    bay_arena_reset(&arena, mark);
    assert_ptr_equal(bay_arena_alloc(&arena, 100), first);
    size_t total = 0;
    while (bay_arena_alloc(&arena, 1000)) total += 1000;
    assert_true(total > 500000 && total < (1 << 20));
    bay_arena_clear(&arena);
    assert_ptr_equal(bay_arena_alloc(&arena, 8), first);
    bay_arena_release(&arena);
}

static void arrays_grow_zeroed(void **state)
{
    (void)state;
    bay_arena arena;
    bay_arena_init(&arena, 1 << 20);
    BAY_ARRAY(uint64_t) numbers = {0};
    for (uint64_t i = 0; i < 1000; i++) {
        uint64_t *slot = bay_push(&arena, &numbers);
        assert_int_equal(*slot, 0);
        *slot = i;
    }
    for (uint64_t i = 0; i < 1000; i++) assert_int_equal(numbers.items[i], i);
    bay_arena_release(&arena);
}

static void maps_find_what_was_put(void **state)
{
    (void)state;
    bay_arena arena;
    bay_arena_init(&arena, 1 << 24);
    bay_map map = {0};
    assert_null(bay_map_get(&map, BAY_STR("nothing")));
    for (int i = 0; i < 5000; i++) *bay_map_put(&arena, &map, bay_str_format(&arena, "key%d", i)) = (uint32_t)i;
    for (int i = 0; i < 5000; i++) assert_int_equal(*bay_map_get(&map, bay_str_format(&arena, "key%d", i)), i);
    assert_null(bay_map_get(&map, BAY_STR("key5000")));
    assert_int_equal(map.entries.count, 5000);
    bay_arena_release(&arena);
}

static void dates_go_there_and_back(void **state)
{
    (void)state;
    assert_int_equal(bay_date_to_days((bay_date){1970, 1, 1}), 0);
    for (int32_t days = -200000; days < 200000; days += 13)
        assert_int_equal(bay_date_to_days(bay_date_from_days(days)), days);
    assert_int_equal(bay_date_weekday((bay_date){2021, 8, 2}), 1);   /* a Monday */
    bay_date d;
    assert_true(bay_date_parse(BAY_STR("2021-08-02T09:01:00Z"), &d) && d.day == 2);
    assert_true(bay_date_parse(BAY_STR("2021-08"), &d) && d.month == 8 && d.day == 0);
    assert_true(bay_date_parse(BAY_STR("20210802"), &d) && d.day == 2);
    assert_false(bay_date_parse(BAY_STR("2021-02-30"), &d));
    assert_false(bay_date_parse(BAY_STR("2021-08-022"), &d));
    assert_false(bay_date_parse(BAY_STR("soon"), &d));
    assert_int_equal(bay_date_last((bay_date){2024, 2, 0}).day, 29);
}

static void json_is_written_the_same_everywhere(void **state)
{
    (void)state;
    bay_buf out;
    bay_buf_init(&out, 1 << 16);
    bay_json_open(&out, '{');
    bay_json_key(&out, "a\"b");
    bay_json_str(&out, (bay_str){"x\xFF\n\xC3\xA9", 5});
    bay_json_key(&out, "n");
    bay_json_open(&out, '[');
    bay_json_double(&out, 0.5, 2);
    bay_json_double(&out, -0.001, 2);
    bay_json_double(&out, NAN, 2);
    bay_json_int(&out, -7);
    bay_json_span(&out, (bay_span){3, 9});
    bay_json_close(&out, ']');
    bay_json_close(&out, '}');
    assert_string_equal(out.bytes, "{\"a\\\"b\":\"x\xEF\xBF\xBD\\n\xC3\xA9\",\"n\":[0.5,0,null,-7,[3,9]]}");
    bay_buf_release(&out);
}

static void buffers_stop_at_their_cap(void **state)
{
    (void)state;
    bay_buf out;
    bay_buf_init(&out, 100);
    for (int i = 0; i < 50; i++) bay_buf_text(&out, "12345");
    assert_true(out.failed && out.size < 100);
    bay_error err = {0};
    assert_int_equal(bay_buf_check(&out, &err), BAY_NO_MEMORY);
    bay_buf_release(&out);
}

static void folding_is_the_key_of_dictionaries(void **state)
{
    (void)state;
    bay_arena arena;
    bay_arena_init(&arena, 1 << 20);
    bay_str folded = bay_utf8_fold(&arena, BAY_STR("Pakistan\xE2\x80\x99s \xE2\x80\x9C""ELYS\xC3\x89""E\xE2\x80\x9D"));
    assert_string_equal(folded.bytes, "pakistan's \"elys\xC3\xA9""e\"");
    assert_string_equal(bay_utf8_fold_marks(&arena, BAY_STR("\xC3\x89lys\xC3\xA9""e")).bytes, "elysee");
    assert_false(bay_utf8_is_valid(BAY_STR("a\xC0\x80")));
    assert_string_equal(bay_utf8_repair(&arena, BAY_STR("a\xFF""b")).bytes, "a\xEF\xBF\xBD""b");
    bay_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_keeps_its_cap_and_its_marks), cmocka_unit_test(arrays_grow_zeroed),
        cmocka_unit_test(maps_find_what_was_put), cmocka_unit_test(dates_go_there_and_back),
        cmocka_unit_test(json_is_written_the_same_everywhere), cmocka_unit_test(buffers_stop_at_their_cap),
        cmocka_unit_test(folding_is_the_key_of_dictionaries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

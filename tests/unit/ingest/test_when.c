#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

#include "ingest/http.h"
#include "ingest/mime.h"
#include "ingest/when.h"

static void dates_of_feeds_and_mail_are_read(void **state)
{
    (void)state;
    static const struct { const char *printed, *iso; } cases[] = {
        {"Tue, 03 Aug 2021 10:05:00 GMT", "2021-08-03T10:05"}, {"3 Aug 2021 10:05 +0430", "2021-08-03T10:05"},
        {"Tue Aug 3 10:05:00 2021", "2021-08-03"}, {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49"}, {"August 3, 2021", "2021-08-03"},
        {"2021-08-03", "2021-08-03"}, {"2021-08-03T10:05:00Z", "2021-08-03T10:05"}, {" 2021-08 ", "2021-08"}, {"2021", "2021"},
        {"Thu, 1 Jan 1970 00:00:00 GMT", ""}, {"31 Feb 2021", ""}, {"", ""}, {"soon", ""}, {"99 Aug 2021", ""}, {"Fri, 31 Dec 9999 23:59:59 GMT", ""},
    };
    char iso[BAY__WHEN_ROOM];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool found = bay__when(bay_str_from(cases[i].printed), iso);
        if (strcmp(iso, cases[i].iso) || found != (*cases[i].iso != 0)) fail_msg("'%s' gives '%s'", cases[i].printed, iso);
    }
}

static void headers_and_their_parameters_are_read(void **state)
{
    (void)state;
    bay_str head = BAY_STR("HTTP/1.1 200 OK\r\nContent-type:  Text/HTML; a=b; Charset=\"utf-8\" \r\nX: y\r\n\r\n");
    bay_str type = bay__header(head, "Content-Type");
    assert_true(bay_str_is(bay__without_parameters(type), "Text/HTML"));
    assert_true(bay_str_is(bay__parameter(type, "charset"), "utf-8"));
    assert_true(bay_str_is(bay__parameter(type, "boundary"), ""));
    assert_true(bay_str_is(bay__header(head, "Y"), ""));
    assert_int_equal(bay__head_size(head), head.size);
    assert_int_equal(bay__head_size(BAY_STR("a: b\n\nc")), 6);
    assert_int_equal(bay__head_size(BAY_STR("a: b\n")), 0);
}

static void encoded_words_are_decoded(void **state)
{
    (void)state;
    static const struct { const char *printed, *words; } cases[] = {
        {"Subject: =?utf-8?Q?Caf=C3=A9_au?= =?ISO-8859-1?B?IGxhaXQg6Q==?=\n", "Café au lait é"}, {"Subject: plain =?x\n", "plain =?x"},
        {"Subject: folded\n\twords\n", "folded words"}, {"subject: =?no-such-charset?Q?abc?=\n", "abc"}, {"Subject: =?utf-8?Q?=FF?=\n", "?"}, {"Other: x\n", ""},
    };
    bay_arena arena;
    bay_arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bay_str words = bay__mail_header(&arena, bay_str_from(cases[i].printed), "Subject");
        if (!bay_str_is(words, cases[i].words)) fail_msg("'%s' gives '%.*s'", cases[i].printed, BAY_STR_ARG(words));
    }
    bay_arena_release(&arena);
}

static void parts_are_cut_at_their_boundary(void **state)
{
    (void)state;
    bay_str rest = BAY_STR("before\n--b\none\n--b\r\ntwo\n--b--\nafter"), part;
    assert_true(bay__mime_part(&rest, BAY_STR("b"), &part) && bay_str_is(part, "one\n"));
    assert_true(bay__mime_part(&rest, BAY_STR("b"), &part) && bay_str_is(part, "two\n"));
    assert_false(bay__mime_part(&rest, BAY_STR("b"), &part));
    rest = BAY_STR("--b\ncut off");
    assert_true(bay__mime_part(&rest, BAY_STR("b"), &part) && bay_str_is(part, "cut off"));
    assert_false(bay__mime_part(&rest, BAY_STR("b"), &part));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_of_feeds_and_mail_are_read), cmocka_unit_test(headers_and_their_parameters_are_read),
        cmocka_unit_test(encoded_words_are_decoded), cmocka_unit_test(parts_are_cut_at_their_boundary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

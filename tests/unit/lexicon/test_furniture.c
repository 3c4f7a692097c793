#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "lexicon/furniture.h"
#include "lexicon/languages.h"

static const char BUNDLE[] =
    "#@file pages/furniture.tsv\n"
    "phrase\thow\tkind\twords\n"
    "see also\tstarts\trelated\t30\n"
    "see also\tis\trelated-head\t3\n"
    "reply\tis\tcomment-mark\t2\n"
    "min read\thas\tabout\t5\n"
    "staff\tis\tnobody\t\n"
    "x\tis\tabout\t2\n"
    "read on\tsomewhere\tabout\t2\n"
    "#@file pages/own.tsv\nphrase\nnothing\n"
    "#@file pages/languages.tsv\n"
    "language\tscript\twords\n"
    "en\tlatin\tthe|and\n"
    "de\tlatin\tdie|und\n"
    "xx\trunes\tfeoh\n";

static const char OVERLAY[] =
    "#@file pages/furniture.tsv\n"
    "phrase\thow\tkind\twords\n"
    "see also\tstarts\trelated\t30\n"
    "reply\tis\tcomment-mark\t2\n"
    "reply\tis\tnone\t\n"
    "see also\tstarts\tappeal\t30\n";

static bay_lexicon *open_lexicon(const char *bundle)
{
    bay_error err = {0};
    bay_lexicon *lexicon = NULL;
    assert_int_equal(bay_lexicon_open(bay_str_from(bundle), NULL, NULL, &lexicon, &err), BAY_OK);
    return lexicon;
}

static int kind(const bay_lexicon *lexicon, const char *folded, const char *printed, uint32_t words)
{
    return bay_furniture_kind(lexicon->furniture, &(bay_furniture_line){bay_str_from(folded), bay_str_from(printed), words});
}

static void the_whole_line_beats_its_beginning(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(BUNDLE);
    assert_int_equal(kind(l, "see also: a war", "See also: a war", 4), BAY_LINE_RELATED);
    assert_int_equal(kind(l, "- see also:", "- See also:", 2), BAY_LINE_RELATED_HEAD);
    assert_int_equal(kind(l, "a 3 min read", "A 3 min read", 4), BAY_LINE_ABOUT);
    assert_int_equal(kind(l, "a line of six words: 3 min read", "A line of six words: 3 min read", 8), BAY_LINE_PLAIN);
    assert_int_equal(kind(l, "see alsoran", "See alsoran", 2), BAY_LINE_PLAIN);
    assert_int_equal(kind(l, "see alsothe war", "See alsoThe war", 3), BAY_LINE_RELATED);     /* a button glued to a title */
    assert_int_equal(bay_furniture_kind(NULL, &(bay_furniture_line){BAY_STR("reply"), BAY_STR("Reply"), 1}), BAY_LINE_PLAIN);
    bay_lexicon_free(l);
}

static void words_of_by_lines_are_no_kind_of_line(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(BUNDLE);
    assert_int_equal(kind(l, "staff", "Staff", 1), BAY_LINE_PLAIN);
    assert_true(bay_furniture_is(l->furniture, BAY_STR("staff"), BAY_LINE_NOBODY));
    assert_false(bay_furniture_is(l->furniture, BAY_STR("reply"), BAY_LINE_NOBODY));
    bay_lexicon_free(l);
}

static void later_rows_win_and_none_takes_away(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(OVERLAY);
    assert_int_equal(kind(l, "reply", "Reply", 1), BAY_LINE_PLAIN);
    assert_int_equal(kind(l, "see also a war", "See also a war", 4), BAY_LINE_APPEAL);
    bay_lexicon_free(l);
}

static void rows_that_cannot_be_read_are_named(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(BUNDLE);
    uint32_t named = 0;
    for (uint32_t i = 0; i < l->tables.problems.count; i++) named += bay_str_starts(l->tables.problems.items[i].file, BAY_STR("pages/"));
    assert_int_equal(named, 3);        /* one byte long, no such way, no such script */
    bay_lexicon_free(l);
}

static void words_tell_languages(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(BUNDLE);
    assert_int_equal(bay_languages_of(l->languages, BAY_STR("und")), 2);
    assert_int_equal(bay_languages_of(l->languages, BAY_STR("feoh")), 0);
    bay_lexicon_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_line_beats_its_beginning), cmocka_unit_test(words_of_by_lines_are_no_kind_of_line),
        cmocka_unit_test(later_rows_win_and_none_takes_away), cmocka_unit_test(rows_that_cannot_be_read_are_named),
        cmocka_unit_test(words_tell_languages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

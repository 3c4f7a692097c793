#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "../../check_invariants.h"
#include "assets.h"
#include "clean/clean.h"
#include "clean/dates.h"
#include "clean/html_depth.h"

/* ---- one page through cleaning ------------------------------------------------ */

typedef struct bench {
    bay_work work;
    bay_doc *doc;
    bay_lexicon *lexicon;
} bench;

static int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    bay_error err = {0};
    bay_arena_init(&b->work.scratch, (size_t)512 << 20);
    bay_asset words = bay__asset_lexicon();
    if (bay_lexicon_open((bay_str){words.bytes, (uint32_t)words.size}, NULL, NULL, &b->lexicon, &err)) return -1;
    if (bay_doc_new(&b->doc, &err)) return -1;
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    bench *b = *state;
    bay_doc_free(b->doc);
    bay_lexicon_free(b->lexicon);
    bay_arena_release(&b->work.scratch);
    free(b);
    return 0;
}

static bay_doc *clean(bench *b, const char *bytes, size_t size, const bay_read_options *options)
{
    static const bay_read_options none = {0};
    bay_error err = {0};
    bay_doc_clear(b->doc);
    b->doc->raw = bay_str_copy(&b->doc->arena, (bay_str){bytes, (uint32_t)size});
    assert_int_equal(bay__clean(b->lexicon, &b->work, b->doc, options ? options : &none, &err), BAY_OK);
    check_blocks(b->doc);
    return b->doc;
}

static bay_str block_text(const bay_doc *doc, uint32_t i) { return bay_doc_slice(doc, doc->blocks.items[i].span); }

static void assert_str(bay_str s, const char *expected)
{
    if (!bay_str_is(s, expected)) fail_msg("'%.*s' is not '%s'", BAY_STR_ARG(s), expected);
}

/* ---- dates --------------------------------------------------------------------- */

static void reads_dates_as_pages_print_them(void **state)
{
    (void)state;
    static const struct { const char *text; int year, month, day, hour, minute; } cases[] = {
        {"Posted by on August 2, 2021 9:01 am", 2021, 8, 2, 9, 1}, {"2 Aug 2021", 2021, 8, 2, -1, 0},
        {"Mon, 02 Aug 2021 09:01:00 GMT", 2021, 8, 2, 9, 1}, {"2021-08-02T23:59:00+05:00", 2021, 8, 2, 23, 59},
        {"Sept. 5th, 2019 at 12:30 p.m.", 2019, 9, 5, 12, 30}, {"12:05 | 02.08.2021", 2021, 8, 2, -1, 0},
        {"8/14/2021", 2021, 8, 14, -1, 0}, {"14/8/2021", 2021, 8, 14, -1, 0}, {"the 3rd of May, 2004", 2004, 5, 3, -1, 0},
        {"7/7/2007 12:00 AM", 2007, 7, 7, 0, 0}, {"03-Feb-2020", 2020, 2, 3, -1, 0}, {"x 2021/08/02 y", 2021, 8, 2, -1, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bay__printed_date d;
        if (!bay__find_printed_date(bay_str_from(cases[i].text), &d)) fail_msg("no date in '%s'", cases[i].text);
        bay_date expected = {(int16_t)cases[i].year, (uint8_t)cases[i].month, (uint8_t)cases[i].day};
        if (bay_date_compare(d.date, expected) || d.hour != cases[i].hour) fail_msg("'%s': %d-%d-%d %d", cases[i].text, d.date.year, d.date.month, d.date.day, d.hour);
        if (d.hour >= 0) assert_int_equal(d.minute, cases[i].minute);
    }
}

static void takes_no_date_where_none_is_told(void **state)
{
    (void)state;
    static const char *const cases[] = {"August 2", "3/4/2021", "", "2021", "31 February 2021", "1234567890123", "May we 2021 ask", "99.99.2021",
                                        "marched 12, 2021", "10,000 jihadis", "2021-13-01", "version 1.2.2021000"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bay__printed_date d;
        if (bay__find_printed_date(bay_str_from(cases[i]), &d)) fail_msg("a date in '%s'", cases[i]);
    }
}

static void reads_days_in_addresses(void **state)
{
    (void)state;
    bay_date d;
    static const char *const dated[] = {"https://x.org/2021/08/02/story", "https://x.org/world/2021/aug/02/story", "https://x.org/story-20210802.html",
                                        "https://x.org/news/2021-08-02/story"};
    for (size_t i = 0; i < sizeof dated / sizeof *dated; i++) {
        if (!bay__date_in_url(bay_str_from(dated[i]), &d)) fail_msg("no date in '%s'", dated[i]);
        assert_int_equal(bay_date_to_days(d), bay_date_to_days((bay_date){2021, 8, 2}));
    }
    assert_false(bay__date_in_url(BAY_STR("https://x.org/story-1234567890"), &d));
    assert_false(bay__date_in_url(BAY_STR("https://x.org/2021/top-ten"), &d));
}

/* ---- bytes and encodings --------------------------------------------------------- */

static void decodes_what_the_web_calls_latin1(void **state)
{
    static const char page[] = "<html><head><meta charset=iso-8859-1></head><body><p>The minister said \x93no\x94 to the caf\xE9 owners \x96 twice on Monday, "
                               "and once again on Tuesday evening.</p></body></html>";
    bay_doc *doc = clean(*state, page, sizeof page - 1, NULL);
    assert_str(doc->charset, "windows-1252");
    assert_non_null(memmem(doc->text.bytes, doc->text.size, "\xE2\x80\x9Cno\xE2\x80\x9D", 8));
    assert_non_null(memmem(doc->text.bytes, doc->text.size, "caf\xC3\xA9", 5));
}

static void decodes_utf16_with_and_without_its_mark(void **state)
{
    static const char narrow[] = "The army said on Monday that it had taken the town.";
    char wide[2 * sizeof narrow + 2] = {'\xFF', '\xFE'};
    for (size_t i = 0; i < sizeof narrow - 1; i++) wide[2 + 2 * i] = narrow[i];
    bay_doc *doc = clean(*state, wide, 2 * sizeof narrow, NULL);
    assert_str(doc->charset, "utf-16le");
    assert_str(doc->text, narrow);
    doc = clean(*state, wide + 2, 2 * sizeof narrow - 2, NULL);      /* and without it */
    assert_str(doc->charset, "utf-16le");
    assert_str(doc->text, narrow);
}

static void keeps_bad_bytes_as_marks_and_notes_them(void **state)
{
    static const char text[] = "The army took Caf\xC3\xA9 Vand\xFF on Monday, officials said \xE2\x80\x9Ctwice\xE2\x80\x9D.";
    bay_doc *doc = clean(*state, text, sizeof text - 1, NULL);
    assert_non_null(memmem(doc->text.bytes, doc->text.size, "Vand\xEF\xBF\xBD on", 10));
    assert_true(doc->notes.count > 0);
    assert_string_equal(doc->notes.items[0].code, "bad-utf8");
}

/* UTF-8 written as if it were windows-1252 is put right; positions in the page stay. */
static void mends_mojibake(void **state)
{
    static const char text[] = "The army took Bree on Monday, it said.\n\nThe minister\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s brother fled to M\xC3\x83\xC2\xBCnchen.\n\nNobody "
                               "claimed it, and the army did not reply to questions.";
    bay_doc *doc = clean(*state, text, sizeof text - 1, NULL);
    assert_non_null(memmem(doc->text.bytes, doc->text.size, "minister\xE2\x80\x99s brother fled to M\xC3\xBCnchen.", 36));
    assert_string_equal(doc->notes.items[0].code, "mojibake");
    bay_span raw = doc->blocks.items[doc->blocks.count - 1].raw;
    assert_non_null(memmem(text + raw.begin, raw.end - raw.begin, "Nobody claimed", 14));
    doc = clean(*state, "S\xC3\xA3o Tom\xC3\xA9 and \xC3\x82nkara \xC3\x83\xE2\x80\x9D.", 30, NULL);
    assert_int_equal(doc->notes.count, 0);
}

/* Every block leads back to the bytes that it was made from. */
static void blocks_lead_back_to_raw_bytes(void **state)
{
    static const char page[] = "\xEF\xBB\xBF<html><body><h1>Four soldiers killed</h1><p>Rebels &amp; smugglers <b>shelled</b> a border post on Tuesday, killing "
                               "four soldiers, the ministry said.</p><p>Nobody claimed it, and the army did not reply to questions on Tuesday.</p></body></html>";
    bay_doc *doc = clean(*state, page, sizeof page - 1, NULL);
    assert_int_equal(doc->blocks.count, 3);
    bay_span raw = doc->blocks.items[1].raw;
    bay_str bytes = bay_str_slice(doc->raw, raw.begin, raw.end);
    assert_true(bay_str_starts(bytes, BAY_STR("Rebels &amp; smugglers <b>")));
    assert_true(bay_str_ends(bytes, BAY_STR("the ministry said.")));
}

static void raw_spans_survive_conversion(void **state)
{
    char text[4000];
    size_t size = 0;
    for (int i = 0; i < 40; i++) size += (size_t)sprintf(text + size, "Line \xE9\xE8\xFC of the caf\xE9 number %d ended here.\n\n", i);
    bay_doc *doc = clean(*state, text, size, &(bay_read_options){.charset = "iso-8859-1", .format = "text"});
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        char mark[20];
        sprintf(mark, "number %u ", i);
        bay_span raw = doc->blocks.items[i].raw;
        if (!memmem(doc->raw.bytes + raw.begin, raw.end - raw.begin, mark, strlen(mark))) fail_msg("block %u: raw bytes do not cover it", i);
    }
}

/* ---- the same page in other clothes ------------------------------------------------- */

static const char *const paragraphs[] = {
    "Four soldiers killed at Sarmia border post",
    "Rebels in the north of Sarmia shelled a border post on Tuesday, killing four soldiers, the interior ministry said in the evening.",
    "The ministry said that \"the army had returned fire\" and that two attackers' guns were captured near the river - a first since May.",
    "See also  Harvest fails in the south again",
    "A spokesman for the rebels denied that their fighters had been in the area, and blamed smugglers from Norland for the attack.",
    "Rebels in the north of Sarmia shelled a border post on Tuesday, killing four soldiers, the interior ministry said in the evening.",
    "Leave a Reply",
    "Your email address will not be published.",
};
static const bay_role roles[] = {BAY_ROLE_HEADLINE, BAY_ROLE_BODY, BAY_ROLE_BODY, BAY_ROLE_RELATED, BAY_ROLE_BODY, BAY_ROLE_REPEATED, BAY_ROLE_COMMENT,
                                 BAY_ROLE_COMMENT};
enum { PARAGRAPHS = sizeof roles / sizeof *roles };

static void assert_same_blocks(const bay_doc *doc, const char *what)
{
    if (doc->blocks.count != PARAGRAPHS) fail_msg("%s: %u blocks", what, doc->blocks.count);
    for (uint32_t i = 0; i < PARAGRAPHS; i++) {
        if (doc->blocks.items[i].role != roles[i]) fail_msg("%s: block %u has role %d: %.*s", what, i, (int)doc->blocks.items[i].role, BAY_STR_ARG(block_text(doc, i)));
    }
}

/* Greedy wrapping at width; 0: none. */
static size_t wrap(char *out, const char *text, size_t width, const char *end)
{
    size_t size = 0, column = 0;
    while (*text) {
        size_t word = strcspn(text, " "), blanks = strspn(text + word, " ");
        if (column && width && column + 1 + word > width) { size += (size_t)sprintf(out + size, "%s", end); column = 0; }
        else if (column) { out[size++] = ' '; column++; }
        memcpy(out + size, text, word);
        size += word;
        column += word;
        text += word + blanks;
    }
    return size;
}

static void white_space_and_wrapping_change_nothing(void **state)
{
    static const struct { const char *name; size_t width; const char *end, *between; } clothes[] = {
        {"plain", 0, "\n", "\n\n"}, {"one break", 0, "\n", "\n"}, {"wrapped at 72", 72, "\n", "\n\n"}, {"wrapped at 60", 60, "\n", "\n\n\n"},
        {"carriage returns", 0, "\r\n", "\r\n\r\n"}, {"wrapped with returns", 66, "\r\n", "\r\n\r\n"}, {"indented", 0, "\n", "\n\n    "},
        {"trailing blanks", 0, "\n", "   \n \t \n"}, {"no-break spaces", 0, "\n", "\xC2\xA0\n\xC2\xA0\n"},
    };
    for (size_t c = 0; c < sizeof clothes / sizeof *clothes; c++) {
        char text[4000];
        size_t size = 0;
        for (int i = 0; i < PARAGRAPHS; i++) {
            size += wrap(text + size, paragraphs[i], clothes[c].width, clothes[c].end);
            size += (size_t)sprintf(text + size, "%s", clothes[c].between);
        }
        assert_same_blocks(clean(*state, text, size, NULL), clothes[c].name);
    }
}

static void quotes_change_nothing(void **state)
{
    char text[4000];
    size_t size = 0;
    for (int i = 0; i < PARAGRAPHS; i++) {
        for (const char *p = paragraphs[i]; *p; p++) {
            const char *as = *p == '"' ? "\xE2\x80\x9D" : *p == '\'' ? "\xE2\x80\x99" : *p == '-' ? "\xE2\x80\x93" : NULL;
            size += as ? (size_t)sprintf(text + size, "%s", as) : (size_t)sprintf(text + size, "%c", *p);
        }
        size += (size_t)sprintf(text + size, "\n\n");
    }
    assert_same_blocks(clean(*state, text, size, NULL), "typographic quotes");
}

static void mark_up_changes_nothing(void **state)
{
    static const char *const shapes[][2] = {{"<p>", "</p>"}, {"<p class=x>", "\n"}, {"<div><p>", "</p></div>\n\n"}, {"", "<br><br>"}, {"<div>\n  ", "\n</div>"}};
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        char text[4000];
        size_t size = (size_t)sprintf(text, "<html><body><div><h1>%s</h1>", paragraphs[0]);
        for (int i = 1; i < PARAGRAPHS; i++) size += (size_t)sprintf(text + size, "%s%s%s", shapes[s][0], paragraphs[i], shapes[s][1]);
        size += (size_t)sprintf(text + size, "</div></body></html>");
        assert_same_blocks(clean(*state, text, size, NULL), shapes[s][0]);
    }
}

/* ---- bombs ----------------------------------------------------------------------- */

static char *repeated(const char *piece, size_t times, size_t *size)
{
    size_t n = strlen(piece);
    char *all = malloc(n * times + 1);
    for (size_t i = 0; i < times; i++) memcpy(all + i * n, piece, n);
    *size = n * times;
    all[*size] = 0;
    return all;
}

static void the_parser_is_spared_bombs_and_scripts(void **state)
{
    (void)state;
    bay_arena arena;
    bay_arena_init(&arena, (size_t)64 << 20);
    bay__spared in;
    bay_str honest = BAY_STR("<div><p>one<p>two<ul><li>a<li>b</ul><b>c</b></div>");
    assert_true(bay__spare_parser(&arena, honest, &in));
    assert_ptr_equal(in.html.bytes, honest.bytes);
    bay_str scripts = BAY_STR("<p>a<script>if (a<div) {}</script><!-- <div> -->b<style>x</style>c<script type=application/ld+json>{}</script>d");
    assert_true(bay__spare_parser(&arena, scripts, &in));
    assert_str(in.html, "<p>a<script></script>b<style></style>c<script type=application/ld+json>{}</script>d");
    for (uint32_t i = 0; i < in.html.size; i++) assert_int_equal(in.html.bytes[i], scripts.bytes[bay__offset_before(&in, i)]);
    assert_false(in.too_deep);
    static const char *const bombs[] = {"<div>", "<b>", "<a x=1>", "<div><table></div></table>", "<svg><g>", "<p><object>"};
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        size_t size;
        char *bomb = repeated(bombs[i], 3000, &size);
        assert_true(bay__spare_parser(&arena, (bay_str){bomb, (uint32_t)size}, &in));
        assert_true(in.too_deep && in.html.size < size);
        free(bomb);
    }
    bay_arena_release(&arena);
}

static void bombs_leave_a_note_and_the_text(void **state)
{
    size_t size;
    char *bomb = repeated("<div><b><font color=red>", 100000, &size);
    char *page = malloc(size + 200);
    size_t n = (size_t)sprintf(page, "<p>The army said on Monday that it had taken the town of Vand from the rebels.</p>");
    memcpy(page + n, bomb, size);
    bay_doc *doc = clean(*state, page, n + size, NULL);
    assert_true(doc->notes.count > 0);
    assert_string_equal(doc->notes.items[0].code, "too-deep");
    assert_non_null(memmem(doc->text.bytes, doc->text.size, "had taken the town", 18));
    free(bomb);
    free(page);
}

/* Twice the text takes about twice the scratch: nothing grows faster than the page. */
static void memory_is_linear(void **state)
{
    size_t held[2];
    for (int i = 0; i < 2; i++) {
        bench *b = *state;
        bay_arena_release(&b->work.scratch);
        bay_arena_init(&b->work.scratch, (size_t)1 << 30);
        size_t size;
        char *page = repeated("<p>The army said on Monday that it had taken the town of Vand.</p>", (size_t)10000 << i, &size);
        clean(b, page, size, NULL);
        held[i] = b->work.scratch.held;
        free(page);
    }
    assert_true(held[1] < held[0] * 3);
}

/* ---- small things -------------------------------------------------------------------- */

static void empty_pages_have_a_name_and_no_blocks(void **state)
{
    static const char *const pages[] = {"", " \n\t ", "<html></html>", "<p></p>", "\xEF\xBB\xBF", "<!-- nothing -->", "<script>x</script>"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        bay_doc *doc = clean(*state, pages[i], strlen(pages[i]), NULL);
        assert_int_equal(doc->blocks.count, 0);
        assert_true(doc->id.size > 0);
        assert_int_equal(doc->text.size, 0);
    }
}

static void pre_split_lines_are_left_alone(void **state)
{
    static const char text[] = "One sentence here.\n\nSee also this one\nand this\n";
    bay_doc *doc = clean(*state, text, sizeof text - 1, &(bay_read_options){.one_sentence_per_line = 1, .id = "x"});
    assert_true(doc->pre_split);
    assert_int_equal(doc->blocks.count, 3);
    for (uint32_t i = 0; i < 3; i++) assert_int_equal(doc->blocks.items[i].role, BAY_ROLE_BODY);
    assert_str(doc->id, "x");
}

static void a_wrapped_block_keeps_its_bytes(void **state)
{
    static const char text[] = "Rebels in the north of Sarmia shelled a border post on Tuesday,\nkilling four soldiers, the interior ministry said.\n";
    bay_doc *doc = clean(*state, text, sizeof text - 1, NULL);
    assert_int_equal(doc->blocks.count, 1);
    assert_memory_equal(doc->text.bytes, text, sizeof text - 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dates_as_pages_print_them),
        cmocka_unit_test(takes_no_date_where_none_is_told),
        cmocka_unit_test(reads_days_in_addresses),
        cmocka_unit_test_setup_teardown(decodes_what_the_web_calls_latin1, set_up, tear_down),
        cmocka_unit_test_setup_teardown(decodes_utf16_with_and_without_its_mark, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mends_mojibake, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_bad_bytes_as_marks_and_notes_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(blocks_lead_back_to_raw_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(raw_spans_survive_conversion, set_up, tear_down),
        cmocka_unit_test_setup_teardown(white_space_and_wrapping_change_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quotes_change_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mark_up_changes_nothing, set_up, tear_down),
        cmocka_unit_test(the_parser_is_spared_bombs_and_scripts),
        cmocka_unit_test_setup_teardown(bombs_leave_a_note_and_the_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_is_linear, set_up, tear_down),
        cmocka_unit_test_setup_teardown(empty_pages_have_a_name_and_no_blocks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pre_split_lines_are_left_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_wrapped_block_keeps_its_bytes, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

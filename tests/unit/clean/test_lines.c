#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdlib.h>

#include "assets.h"
#include "clean/language.h"
#include "clean/line_model.h"

typedef struct bench {
    bay_arena scratch;
    bay_lexicon *lexicon;
    bay_doc *doc;
    bay__page page;
} bench;

static int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    bay_error err = {0};
    bay_asset words = bay__asset_lexicon();
    bay_arena_init(&b->scratch, (size_t)64 << 20);
    if (bay_doc_new(&b->doc, &err) || bay_lexicon_open((bay_str){words.bytes, (uint32_t)words.size}, NULL, NULL, &b->lexicon, &err)) return -1;
    b->page = (bay__page){.scratch = &b->scratch, .doc = b->doc, .furniture = b->lexicon->furniture};
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    bench *b = *state;
    bay_doc_free(b->doc);
    bay_lexicon_free(b->lexicon);
    bay_arena_release(&b->scratch);
    free(b);
    return 0;
}

static void add(bench *b, const char *line)
{
    bay__unit *unit = bay_push(&b->scratch, &b->page.units);
    *unit = (bay__unit){.text = bay_str_from(line), .words = bay__count_words(bay_str_from(line)), .elem = BAY_NONE};
}

static const char *const lines[] = {
    "Home", "World", "Asia", "Sport", "Envoys meet over the Vand river dam", "By Jana Orlo", "March 4, 2022",
    "Envoys of Sarmia and Kolm met on Tuesday to discuss the dam on the Vand river, which has divided the two countries for a decade.",
    "The foreign minister of Sarmia said that the dam would be built whatever Kolm said, and that the talks were a courtesy.",
    "READ MORE: Five things to know about the Vand",
    "Kolm, whose farmers live on the river, asked for a delay of two years. Its envoy said that the offer was still on the table.",
    "The two sides will meet again in May, officials of both countries told reporters after the meeting in the border town.",
    "Related stories", "Minister under fire over wheat prices", "How flood relief divided a province", "About us", "Contact", "Privacy policy"};

static void the_article_is_found_among_lines(void **state)
{
    bench *b = *state;
    bay_error err = {0};
    uint8_t states[32];
    uint32_t n = sizeof lines / sizeof *lines;
    for (uint32_t i = 0; i < n; i++) add(b, lines[i]);
    const uint8_t *kinds = bay__line_kinds(&b->page);
    assert_non_null(kinds);
    assert_int_equal(kinds[9], BAY_LINE_RELATED);
    assert_int_equal(bay__label_lines(&b->page, kinds, states, &err), BAY_OK);
    for (uint32_t i = 0; i < n; i++) {
        bool article = i == 7 || i == 8 || i == 10 || i == 11;
        if (article != (states[i] == BAY__BODY_LINE)) fail_msg("line %u is state %d: %s", i, states[i], lines[i]);
    }
    assert_int_equal(states[0], BAY__BEFORE);
    assert_int_equal(states[9], BAY__INSIDE);
    assert_int_equal(states[n - 1], BAY__AFTER);
}

static void features_are_numbers_between_bounds(void **state)
{
    bench *b = *state;
    add(b, "\xC3\x9C");
    add(b, "{};=<>");
    add(b, "1");
    for (uint32_t i = 0; i < sizeof lines / sizeof *lines; i++) add(b, lines[i]);
    const float *f = bay__line_features(&b->page, bay__line_kinds(&b->page));
    assert_non_null(f);
    for (uint32_t i = 0; i < b->page.units.count * BAY__LINE_FEATURES; i++) assert_true(f[i] >= 0 && f[i] <= 4);
}

static void no_lines_are_no_article(void **state)
{
    bench *b = *state;
    bay_error err = {0};
    uint8_t none;
    assert_int_equal(bay__label_lines(&b->page, bay__line_kinds(&b->page), &none, &err), BAY_OK);
}

static bay_str language_of(bench *b, const char *text)
{
    bay__tongue t = {0};
    bay__hear(&t, b->lexicon->languages, &b->scratch, bay_str_from(text));
    return bay__tongue_code(&t, b->lexicon->languages);
}

static void languages_are_told(void **state)
{
    bench *b = *state;
    assert_true(bay_str_is(language_of(b, "The envoys of the two countries met in the town."), "en"));
    assert_true(bay_str_is(language_of(b, "Die Regierung hat das nicht gesagt, und die Stadt ist leer."), "de"));
    assert_true(bay_str_is(language_of(b, "\xD9\x88\xD8\xB2\xDB\x8C\xD8\xB1 \xD9\xBE\xD8\xA7\xDA\xA9 \xDA\x86\xDB\x8C"), "fa"));
    assert_int_equal(language_of(b, "Kabul").size, 0);
    assert_int_equal(language_of(b, "").size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_article_is_found_among_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(features_are_numbers_between_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_lines_are_no_article, set_up, tear_down),
        cmocka_unit_test_setup_teardown(languages_are_told, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

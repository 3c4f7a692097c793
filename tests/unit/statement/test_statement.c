#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/work.h"
#include "engine.h"
#include "lexicon/attribution.h"
#include "statement/attribution.h"
#include "statement/statement.h"

static bay_engine *engine;
static bay_work *work;
static bay_doc *doc;

static int open_all(void **state)
{
    (void)state;
    bay_error err = {0};
    return bay_engine_open(NULL, &engine, &err) || bay_work_new(engine, &work, &err) || bay_doc_new(&doc, &err);
}

static int close_all(void **state)
{
    (void)state;
    bay_doc_free(doc);
    bay_work_free(work);
    bay_engine_free(engine);
    return 0;
}

static void read_text(const char *text, const char *format)
{
    bay_error err = {0};
    bay_read_options options = {.format = format, .one_sentence_per_line = true};
    bay_doc_clear(doc);
    assert_int_equal(bay_doc_read(doc, engine, work, text, strlen(text), &options, &err), BAY_OK);
    assert_int_equal(bay_run(engine, work, doc, &err), BAY_OK);
}

static void the_tables_have_no_problems(void **state)
{
    (void)state;
    const bay_tables *tables = &engine->lexicon->tables;
    for (uint32_t i = 0; i < tables->problems.count; i++) {
        bay_str file = tables->problems.items[i].file;
        assert_false(bay_str_starts(file, BAY_STR("attribution/")) || bay_str_starts(file, BAY_STR("statement/")));
    }
}

static void words_are_found_by_lemma_and_complement(void **state)
{
    (void)state;
    const bay_attribution_index *index = engine->lexicon->attribution;
    assert_int_equal(bay_embed_find(index, 'v', BAY_STR("threaten"), BAY_STR("to"))->effect, BAY_EFFECT_THREATENED);
    assert_true(bay_embed_find(index, 'v', BAY_STR("urge"), BAY_STR("to"))->object_control);
    assert_null(bay_embed_find(index, 'v', BAY_STR("urge"), BAY_STR("of")));
    assert_int_equal(bay_cue_find(index, 'v', BAY_STR("point"), BAY_STR("out"))->stance, BAY_ASSERTS);
    assert_int_equal(bay_cue_find(index, 'v', BAY_STR("deny"), BAY_STR(""))->stance, BAY_DENIES);
    assert_int_equal(bay_marker_find(index, "mark", BAY_STR("if")), BAY_EFFECT_HYPOTHETICAL);
    assert_true(bay_light_takes(bay_light_find(index, BAY_STR("carry"), BAY_STR("out")), BAY_STR("raid")));
    assert_false(bay_light_takes(bay_light_find(index, BAY_STR("pay"), BAY_STR("")), BAY_STR("raid")));
    assert_int_equal(bay_source_kind(index, BAY_STR("official")), 2);
    assert_int_equal(bay_source_kind(index, BAY_STR("ministry")), 1);
}

static void a_long_word_finds_nothing(void **state)
{
    (void)state;
    char word[400];
    memset(word, 'a', sizeof word);
    bay_str s = {word, sizeof word};
    assert_null(bay_cue_find(engine->lexicon->attribution, 'v', s, BAY_STR("")));
    assert_null(bay_embed_find(engine->lexicon->attribution, 'v', s, s));
    assert_int_equal(bay_marker_find(engine->lexicon->attribution, "adv", s), BAY_EFFECT_UNKNOWN);
}

static void chains_run_from_the_inner_to_the_outer_speaker(void **state)
{
    (void)state;
    read_text("Officials, citing residents, said nine men were detained during the raid.\n", "text");
    assert_int_equal(doc->attributions.count, 2);
    uint32_t inner = doc->attributions.items[0].outer == BAY_NONE ? 1 : 0;
    assert_int_equal(doc->attributions.items[inner].outer, 1 - inner);
    assert_true(bay_str_is(bay_doc_slice(doc, doc->attributions.items[inner].source_span), "residents"));
    assert_true(doc->attributions.items[inner].anonymous);
}

static void a_very_long_sentence_keeps_to_the_caps(void **state)
{
    (void)state;
    char text[20000];
    uint32_t size = 0;
    while (size + 40 < sizeof text) size += (uint32_t)sprintf(text + size, "he said that they attacked and ");
    strcpy(text + size, "left.\n");
    read_text(text, "text");
    for (uint32_t i = 0; i < doc->statements.count; i++) assert_true(doc->statements.items[i].args.count <= 24);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_have_no_problems),
        cmocka_unit_test(words_are_found_by_lemma_and_complement),
        cmocka_unit_test(a_long_word_finds_nothing),
        cmocka_unit_test(chains_run_from_the_inner_to_the_outer_speaker),
        cmocka_unit_test(a_very_long_sentence_keeps_to_the_caps),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

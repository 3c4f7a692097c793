/* The dictionaries of an invented world, and which of a person's or group's rows holds on a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "lexicon/actors.h"

static const char BUNDLE[] =
    "#@file actors/countries.tsv\n"
    "code\tname\taliases\tdemonyms\tcapital\tseats\n"
    "ARN\tArnor\tKingdom of Arnor\tArnorian|Arnorians\tFornost\tWhite Tower\n"
    "#@file actors/groups.tsv\n"
    "id\tname\taliases\tcode\tcountry\tsectors\tfrom\tto\n"
    "rangers\tRangers\tRNG\tARNREBRNG\tARN\tREB\t\t2020-05-31\n"
    "rangers\tRangers\tRNG\tARNGOVRNG\tARN\tGOV\t2020-06-01\t\n"
    "#@file actors/titles.tsv\n"
    "title\trole\tsectors\tkind\n"
    "Prime Minister\tprime minister\tGOV\toffice\n"
    "#@file actors/people.tsv\n"
    "id\tname\taliases\trole\tcountry\tsectors\torg\tfrom\tto\tnote\n"
    "bree\tTom Bree\tBree\tking\tARN\tGOV\t\t2019\t2021-03\t\n";

static bay_lexicon *open_world(void)
{
    bay_lexicon *lexicon;
    bay_error err = {0};
    assert_int_equal(bay_lexicon_open(BAY_STR(BUNDLE), NULL, NULL, &lexicon, &err), BAY_OK);
    return lexicon;
}

static uint32_t find(const bay_lexicon *lexicon, const char *name, uint32_t kinds)
{
    bay_arena arena;
    bay_arena_init(&arena, 1 << 16);
    uint32_t entry = bay_phrases_find(&lexicon->actors->phrases, &arena, bay_str_from(name), kinds);
    bay_arena_release(&arena);
    return entry;
}

static void test_names_of_a_country(void **state)
{
    (void)state;
    bay_lexicon *lexicon = open_world();
    const struct { const char *name; uint8_t kind; } names[] = {{"Kingdom of Arnor", BAY_ACTOR_COUNTRY}, {"Arnorians", BAY_ACTOR_DEMONYM},
                                                                 {"Fornost", BAY_ACTOR_CAPITAL}, {"White Tower", BAY_ACTOR_SEAT}};
    for (size_t i = 0; i < 4; i++) {
        uint32_t entry = find(lexicon, names[i].name, BAY_ACTOR_BIT(names[i].kind));
        assert_int_not_equal(entry, BAY_NONE);
        assert_true(bay_str_is(bay_actors_entry(lexicon->actors, entry)->id, "ARN"));
    }
    assert_int_equal(find(lexicon, "Fornost", BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY)), BAY_NONE);
    assert_non_null(bay_actors_country(lexicon->actors, BAY_STR("ARN")));
    assert_null(bay_actors_country(lexicon->actors, BAY_STR("XXX")));
    bay_lexicon_free(lexicon);
}

static void test_valid_on(void **state)
{
    (void)state;
    bay_lexicon *lexicon = open_world();
    const bay_actor_record *king = bay_actors_entry(lexicon->actors, find(lexicon, "Tom Bree", BAY_ACTOR_BIT(BAY_ACTOR_PERSON)));
    assert_true(bay_actor_valid_on(king, (bay_date){2021, 3, 31}));    /* a month counts to its last day */
    assert_false(bay_actor_valid_on(king, (bay_date){2021, 4, 1}));
    assert_true(bay_actor_valid_on(king, (bay_date){2019, 1, 1}));
    assert_false(bay_actor_valid_on(king, (bay_date){2018, 12, 31}));
    assert_true(bay_actor_valid_on(king, (bay_date){0}));
    const bay_actor_record *now = bay_actors_by_id(lexicon->actors, BAY_STR("rangers"));
    assert_true(bay_str_is(now->code, "ARNGOVRNG"));
    bay_lexicon_free(lexicon);
}

static void test_titles_in_small_letters(void **state)
{
    (void)state;
    bay_lexicon *lexicon = open_world();
    uint32_t entry = find(lexicon, "prime minister", BAY_ACTOR_BIT(BAY_ACTOR_TITLE));
    assert_int_not_equal(entry, BAY_NONE);
    assert_true(bay_str_is(bay_actors_entry(lexicon->actors, entry)->role, "prime minister"));
    bay_lexicon_free(lexicon);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names_of_a_country), cmocka_unit_test(test_valid_on),
                                       cmocka_unit_test(test_titles_in_small_letters)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#include "resolve/gazetteer.h"
#include "resolve/gazetteer_file.h"

/* A file of two places called Sirin: a large one in Arnor (ARN) and a small one in Gondor (GON). */
struct small_file {
    bay_gazetteer_header header;
    bay_gazetteer_place places[3];
    uint32_t pad;
    bay_gazetteer_key keys[3];
    uint32_t postings[3], pad2;
    char countries[8];
    char strings[24];
};

static struct small_file make(void)
{
    struct small_file f = {.header = {.place_count = 3, .key_count = 2, .posting_count = 3, .country_count = 2, .string_size = 18}};
    memcpy(f.header.magic, BAY_GAZETTEER_MAGIC, 8);
    memcpy(f.strings, "SirinHill", 9);
    memcpy(f.strings + 9, "hillsirin", 9);
    f.places[0] = (bay_gazetteer_place){.lat_e5 = 3100000, .lon_e5 = -6400000, .population = 90000, .geonames = 7, .name_at = 0, .name_size = 5, .admin1 = 3, .country = 0};
    f.places[1] = (bay_gazetteer_place){.lat_e5 = 1000000, .lon_e5 = 500000, .population = 800, .geonames = 8, .name_at = 0, .name_size = 5, .country = 1};
    f.places[2] = (bay_gazetteer_place){.name_at = 5, .name_size = 4, .feature = BAY_FEATURE_ADM1, .country = 0};
    f.keys[0] = (bay_gazetteer_key){9, 0};
    f.keys[1] = (bay_gazetteer_key){13, 1};
    f.keys[2] = (bay_gazetteer_key){18, 3};
    f.postings[0] = 2, f.postings[1] = 0, f.postings[2] = 1 | BAY_POSTING_ALTERNATE;
    memcpy(f.countries, "ARNGON", 6);
    return f;
}

/* The sections as the reader expects them: each at a multiple of eight. */
static size_t pack(const struct small_file *f, char *out)
{
    size_t at = 0;
#define PUT(what, size) do { while (at % 8) out[at++] = 0; memcpy(out + at, (what), (size)); at += (size); } while (0)
    PUT(&f->header, sizeof f->header);
    PUT(f->places, sizeof f->places);
    PUT(f->keys, sizeof f->keys);
    PUT(f->postings, sizeof f->postings);
    PUT(f->countries, 6);
    PUT(f->strings, 18);
#undef PUT
    ((bay_gazetteer_header *)(void *)out)->file_size = at;
    return at;
}

static void test_find(void **state)
{
    (void)state;
    _Alignas(16) char bytes[512];
    struct small_file f = make();
    size_t size = pack(&f, bytes);
    bay_gazetteer *g;
    bay_error err = {0};
    assert_int_equal(bay_gazetteer_open(bytes, size, NULL, &g, &err), BAY_OK);
    bay_gazetteer_hit hits[4];
    assert_int_equal(bay_gazetteer_find(g, BAY_STR("sirin"), hits, 4), 2);
    assert_true(bay_str_is(hits[0].name, "Sirin"));
    assert_true(bay_str_is(hits[0].country, "ARN"));
    assert_true(bay_str_is(hits[0].admin1, "Hill"));
    assert_true(hits[0].lat > 30.99 && hits[0].lat < 31.01 && hits[0].lon < -63.99);
    assert_false(hits[0].alternate);
    assert_true(hits[1].alternate);
    assert_int_equal(hits[1].geonames, 8);
    assert_int_equal(bay_gazetteer_find(g, BAY_STR("sirin"), hits, 1), 1);
    assert_int_equal(bay_gazetteer_find(g, BAY_STR("hill"), hits, 4), 1);
    assert_true(bay_str_is(hits[0].precision, "province"));
    assert_int_equal(bay_gazetteer_find(g, BAY_STR("siri"), hits, 4), 0);
    assert_int_equal(bay_gazetteer_find(g, BAY_STR(""), hits, 4), 0);
    bay_gazetteer_free(g);
}

static void test_refuse(void **state)
{
    (void)state;
    _Alignas(16) char bytes[512];
    struct small_file f = make();
    bay_gazetteer *g = NULL;
    bay_error err = {0};
    f.header.key_count = 0x40000000;
    size_t size = pack(&f, bytes);
    assert_int_equal(bay_gazetteer_open(bytes, size, NULL, &g, &err), BAY_BAD_INPUT);
    f = make();
    size = pack(&f, bytes);
    assert_int_equal(bay_gazetteer_open(bytes, size - 1, NULL, &g, &err), BAY_BAD_INPUT);
    assert_int_equal(bay_gazetteer_open(bytes, 10, NULL, &g, &err), BAY_BAD_INPUT);
    bytes[0] = 'X';
    assert_int_equal(bay_gazetteer_open(bytes, size, NULL, &g, &err), BAY_BAD_INPUT);
}

static void test_wild_numbers(void **state)
{
    (void)state;
    _Alignas(16) char bytes[512];
    struct small_file f = make();
    f.postings[1] = 99;                 /* no such place       */
    f.places[1].name_at = 0xFFFFFFF0u;  /* outside the strings */
    f.places[1].country = 77;
    f.places[1].admin1 = 1000;
    f.places[1].feature = 250;
    size_t size = pack(&f, bytes);
    bay_gazetteer *g;
    bay_error err = {0};
    assert_int_equal(bay_gazetteer_open(bytes, size, NULL, &g, &err), BAY_OK);
    bay_gazetteer_hit hits[4];
    assert_int_equal(bay_gazetteer_find(g, BAY_STR("sirin"), hits, 4), 1);
    assert_int_equal(hits[0].name.size, 0);
    assert_int_equal(hits[0].country.size, 0);
    bay_gazetteer_free(g);
}

static void test_key(void **state)
{
    (void)state;
    bay_arena arena;
    bay_arena_init(&arena, 1 << 20);
    assert_true(bay_str_is(bay_gazetteer_key_of(&arena, BAY_STR("Lashkar Gah")), "lashkargah"));
    assert_true(bay_str_is(bay_gazetteer_key_of(&arena, BAY_STR("S\xC3\xA3o Paulo")), "saopaulo"));
    assert_true(bay_str_is(bay_gazetteer_key_of(&arena, BAY_STR("Deir ez-Zor")), "deirezzor"));
    bay_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_find), cmocka_unit_test(test_refuse), cmocka_unit_test(test_wild_numbers),
                                       cmocka_unit_test(test_key)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/store.h"

static const bay_made_by MADE_BY = {"1", "lexicon", "model"};
static const char STORY[] = "The orcs of Mordor attacked Osgiliath on Sunday, killing at least nine guards, the foreign ministry said. "
                            "Nobody else confirmed it, and the ministry did not say how it knew of the number that it gave.";

static char path[64];

static bay_store *fresh(void)
{
    bay_error err = {0};
    bay_store *store;
    snprintf(path, sizeof path, "/tmp/test_store_%d.db", (int)getpid());
    char side[80];
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    if (bay_store_open(path, BAY_STORE_WRITE, &store, &err)) fail_msg("%s", err.message);
    return store;
}

static void done(bay_store *store)
{
    bay_store_close(store);
    unlink(path);
}

static bay_span span_of(const char *words)
{
    const char *at = strstr(STORY, words);
    assert_non_null(at);
    return (bay_span){(uint32_t)(at - STORY), (uint32_t)(at - STORY + strlen(words))};
}

static uint32_t push_actor(bay_doc *doc, const char *words, const char *id, const char *code, const char *country)
{
    bay_actor *a = bay_doc_push(doc, actors);
    *a = (bay_actor){.span = span_of(words), .text = bay_str_from(words), .id = bay_str_from(id), .name = bay_str_from(words),
                     .code = bay_str_from(code), .country = bay_str_from(country), .sector_count = 1, .confidence = 0.9f};
    a->sectors[0] = BAY_STR("GOV");
    return doc->actors.count - 1;
}

/* One article with one event and one claim, as the stages would leave it. */
static bay_doc *coded(const char *id, const char *url, const char *raw, const char *published)
{
    bay_error err = {0};
    bay_doc *doc;
    assert_int_equal(bay_doc_new(&doc, &err), BAY_OK);
    doc->id = bay_str_from(id);
    doc->url = url ? bay_str_from(url) : (bay_str){0};
    doc->outlet = BAY_STR("The Ithilien \"Herald\"");
    doc->title = BAY_STR("Raid on Osgiliath");
    doc->raw = bay_str_from(raw);
    doc->text = bay_str_from(STORY);
    doc->published_text = bay_str_from(published);
    assert_true(bay_date_parse(doc->published_text, &doc->published));
    *bay_doc_push(doc, blocks) = (bay_block){.role = BAY_ROLE_BODY, .span = {0, doc->text.size}, .raw = {0, 1}};
    *bay_doc_push(doc, sents) = (bay_sent){.span = {0, 102}};
    uint32_t orcs = push_actor(doc, "The orcs of Mordor", "orcs", "MORREBORC", "MOR");
    uint32_t ministry = push_actor(doc, "the foreign ministry", "gondor-ministry", "GONGOV", "GON");
    bay_place *place = bay_doc_push(doc, places);
    *place = (bay_place){.span = span_of("Osgiliath"), .text = BAY_STR("Osgiliath"), .name = BAY_STR("Osgiliath"), .country = BAY_STR("GON"),
                         .lat = 10, .lon = 20, .has_point = true, .precision = BAY_STR("town"), .admin1 = BAY_STR("Anorien")};
    bay_quantity *killed = bay_doc_push(doc, quantities);
    *killed = (bay_quantity){.span = span_of("at least nine"), .kind = BAY_STR("killed"), .min = 9, .max = -1, .of = BAY_NONE, .whole = BAY_NONE,
                             .whole_tok = BAY_NONE, .teller = BAY_NONE, .time = BAY_NONE, .cumulative = -1};
    bay_attribution *said = bay_doc_push(doc, attributions);
    *said = (bay_attribution){.source_span = span_of("the foreign ministry"), .cue_span = span_of("said"), .speaker = ministry, .outer = BAY_NONE};
    bay_event *e = bay_doc_push(doc, events);
    *e = (bay_event){.id = bay_str_format(&doc->arena, "e-%s", id), .type = BAY_STR("ASSAULT"), .cameo = BAY_STR("190"), .quad = 4, .goldstein = -10,
                     .actor_count = 1, .actors = {orcs}, .place = 0, .time = BAY_NONE, .begin = {2021, 8, 1}, .end = {2021, 8, 1},
                     .precision = BAY_PRECISION_DAY, .count_count = 1, .status = BAY_CLAIMED, .chain_count = 1,
                     .trigger = span_of("attacked"), .confidence = 0.8f, .inner = BAY_NONE};
    *bay_doc_push(doc, claims) = (bay_claim){.event = 0, .attribution = 0, .speaker = ministry, .stance = BAY_ASSERTS, .span = {0, 102}};
    return doc;
}

static bay_added add(bay_store *store, bay_doc *doc)
{
    bay_error err = {0};
    bay_added outcome;
    bay_read_options options = {.url = doc->url.bytes};
    if (bay_store_begin(store, &err) || bay_store_add(store, &MADE_BY, doc, &options, &outcome, &err) || bay_store_commit(store, &err))
        fail_msg("%s", err.message);
    bay_doc_free(doc);
    return outcome;
}

struct taken {
    char last[16384];
    int count;
};

static bay_status take(void *context, bay_str line, bay_error *err)
{
    (void)err;
    struct taken *t = context;
    snprintf(t->last, sizeof t->last, "%.*s", BAY_STR_ARG(line));
    t->count++;
    return BAY_OK;
}

static struct taken ask(bay_store *store, bay_kind kind, bay_filter filter)
{
    static struct taken t;
    bay_error err = {0};
    memset(&t, 0, sizeof t);
    if (bay_store_query(store, kind, &filter, take, &t, &err)) fail_msg("%s", err.message);
    int64_t count;
    if (bay_store_count(store, kind, &filter, &count, &err)) fail_msg("%s", err.message);
    if (!filter.limit && !filter.offset) assert_int_equal(count, t.count);
    return t;
}

static int rows(bay_store *store, bay_kind kind, bay_filter filter) { return ask(store, kind, filter).count; }

static void the_same_page_twice_changes_nothing(void **state)
{
    (void)state;
    bay_store *store = fresh();
    bay_error err = {0};
    bool have;
    char hash[BAY_HASH_SIZE];
    assert_int_equal(add(store, coded("one", NULL, "raw bytes", "2021-08-02")), BAY_ADDED_NEW);
    assert_int_equal(add(store, coded("one", NULL, "raw bytes", "2021-08-02")), BAY_ADDED_SAME);
    assert_int_equal(add(store, coded("another name", NULL, "raw bytes", "2021-08-02")), BAY_ADDED_SAME);
    bay_store_hash(BAY_STR("raw bytes"), NULL, hash);
    assert_int_equal(bay_store_has(store, hash, &have, &err), BAY_OK);
    assert_true(have);
    bay_read_options dated = {.published = "2021-08-03"};
    bay_store_hash(BAY_STR("raw bytes"), &dated, hash);
    assert_int_equal(bay_store_has(store, hash, &have, &err), BAY_OK);
    assert_false(have);
    assert_int_equal(rows(store, BAY_KIND_DOCUMENTS, (bay_filter){0}), 1);
    assert_int_equal(rows(store, BAY_KIND_EVENTS, (bay_filter){0}), 1);
    assert_int_equal(rows(store, BAY_KIND_CLAIMS, (bay_filter){0}), 1);
    done(store);
}

static void a_changed_page_is_a_new_version(void **state)
{
    (void)state;
    bay_store *store = fresh();
    assert_int_equal(add(store, coded("a", "http://x/1", "first", "2021-08-02")), BAY_ADDED_NEW);
    assert_int_equal(add(store, coded("a", "http://x/1", "second", "2021-08-02")), BAY_ADDED_VERSION);
    assert_int_equal(rows(store, BAY_KIND_DOCUMENTS, (bay_filter){0}), 1);
    assert_int_equal(rows(store, BAY_KIND_EVENTS, (bay_filter){0}), 1);
    assert_int_equal(rows(store, BAY_KIND_DOCUMENTS, (bay_filter){.all_versions = true}), 2);
    assert_int_equal(rows(store, BAY_KIND_EVENTS, (bay_filter){.all_versions = true}), 2);
    assert_non_null(strstr(ask(store, BAY_KIND_DOCUMENTS, (bay_filter){0}).last, "\"version\":2"));
    done(store);
}

static void a_reprint_names_its_original(void **state)
{
    (void)state;
    bay_store *store = fresh();
    assert_int_equal(add(store, coded("a", "http://x/1", "first", "2021-08-02")), BAY_ADDED_NEW);
    assert_int_equal(add(store, coded("b", "http://y/1", "second", "2021-08-02")), BAY_ADDED_NEW);
    assert_non_null(strstr(ask(store, BAY_KIND_DOCUMENTS, (bay_filter){.id = "b"}).last, "\"duplicates_of\":\"a\""));
    done(store);
}

/* As an older version of the program would leave it. */
static void a_ledger_without_prints_gets_them(void **state)
{
    (void)state;
    bay_error err = {0};
    sqlite3 *db;
    bay_store *store = fresh();
    add(store, coded("a", "http://x/1", "first", "2021-08-02"));
    bay_store_close(store);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "DELETE FROM prints; UPDATE state SET value = '0' WHERE name = 'printed'", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(bay_store_open(path, BAY_STORE_WRITE, &store, &err), BAY_OK);
    add(store, coded("b", "http://y/1", "second", "2021-08-02"));
    assert_non_null(strstr(ask(store, BAY_KIND_DOCUMENTS, (bay_filter){.id = "b"}).last, "\"duplicates_of\":\"a\""));
    done(store);
}

static void filters(void **state)
{
    (void)state;
    bay_store *store = fresh();
    add(store, coded("one", NULL, "raw", "2021-08-02"));
    static const struct { bay_filter yes, no; } pairs[] = {
        {{.since = "2021-08-01"}, {.since = "2021-08-02"}},
        {{.until = "2021-08"}, {.until = "2021-07"}},
        {{.actor = "MOR"}, {.actor = "GON"}},
        {{.actor = "MORREB"}, {.actor = "MORGOV"}},
        {{.actor = "GON,orcs"}, {.recipient = "orcs"}},
        {{.actor = "Mordor"}, {.actor = "Rohan"}},
        {{.type = "assault,AID"}, {.type = "AID"}},
        {{.type = "19"}, {.type = "18"}},
        {{.place = "osgil"}, {.place = "Edoras"}},
        {{.place = "GON"}, {.place = "ROH"}},
        {{.place = "anorien"}, {.place = "rien x"}},
        {{.status = "claimed"}, {.status = "happened,denied"}},
        {{.text = "guards AND orcs"}, {.text = "dwarves"}},
        {{.text = "\"guards (orcs ministry"}, {.text = "guards dwarves"}},
        {{.doc = "one"}, {.doc = "two"}},
        {{.outlet = "ithilien"}, {.outlet = "Times"}},
        {{.box = true, .south = 9, .north = 11, .west = 19, .east = 21}, {.box = true, .south = 11, .north = 12, .west = 19, .east = 21}},
        {{.limit = 1}, {.limit = 1, .offset = 1}},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (rows(store, BAY_KIND_EVENTS, pairs[i].yes) != 1) fail_msg("filter %zu finds nothing", i);
        if (rows(store, BAY_KIND_EVENTS, pairs[i].no) != 0) fail_msg("filter %zu lets it through", i);
    }
    for (int kind = 0; kind < BAY_KIND_COUNT; kind++)
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) (void)rows(store, (bay_kind)kind, pairs[i].yes);
    assert_int_equal(rows(store, BAY_KIND_CLAIMS, (bay_filter){.speaker = "ministry", .status = "asserts"}), 1);
    assert_int_equal(rows(store, BAY_KIND_CLAIMS, (bay_filter){.speaker = "MOR"}), 0);
    assert_int_equal(rows(store, BAY_KIND_ACTORS, (bay_filter){.actor = "MOR"}), 1);
    assert_int_equal(rows(store, BAY_KIND_SOURCES, (bay_filter){0}), 1);
    done(store);
}

static void rows_lead_back_to_bytes(void **state)
{
    (void)state;
    bay_store *store = fresh();
    bay_error err = {0};
    struct taken t = {.count = 0};
    bay_kind kind;
    add(store, coded("one", NULL, "raw", "2021-08-02"));
    assert_int_equal(bay_store_find(store, "e-one", &kind, &err), BAY_OK);
    assert_int_equal(kind, BAY_KIND_EVENTS);
    assert_int_equal(bay_store_find(store, "one", &kind, &err), BAY_OK);
    assert_int_equal(kind, BAY_KIND_DOCUMENTS);
    assert_int_equal(bay_store_find(store, "nothing", &kind, &err), BAY_NOT_FOUND);
    assert_int_equal(bay_store_evidence(store, "one", take, &t, &err), BAY_OK);
    assert_int_equal(t.count, 6);       /* trigger, actor, place, count, source, cue */
    assert_int_equal(bay_store_get(store, BAY_KIND_DOCUMENTS, "one", take, &t, &err), BAY_OK);
    assert_non_null(strstr(t.last, "The Ithilien \\\"Herald\\\""));
    assert_non_null(strstr(t.last, "\"role\":\"body\""));
    assert_int_equal(bay_store_get(store, BAY_KIND_EVENTS, "e-none", take, &t, &err), BAY_NOT_FOUND);
    done(store);
}

static void weighing_is_kept_and_not_repeated(void **state)
{
    (void)state;
    bay_store *store = fresh();
    bay_error err = {0};
    add(store, coded("one", NULL, "raw", "2021-08-02"));
    assert_int_equal(rows(store, BAY_KIND_INCIDENTS, (bay_filter){0}), 0);
    assert_int_equal(bay_store_weigh(store, &err), BAY_OK);
    assert_int_equal(bay_store_weigh(store, &err), BAY_OK);
    assert_int_equal(rows(store, BAY_KIND_INCIDENTS, (bay_filter){0}), 1);
    assert_int_equal(rows(store, BAY_KIND_INCIDENTS, (bay_filter){.actor = "orcs", .place = "Osgiliath"}), 1);
    assert_int_equal(rows(store, BAY_KIND_INCIDENTS, (bay_filter){.actor = "elves"}), 0);
    assert_non_null(strstr(ask(store, BAY_KIND_INCIDENTS, (bay_filter){0}).last, "\"text\":\"killed 9+\""));
    done(store);
}

static void what_is_not_committed_is_not_there(void **state)
{
    (void)state;
    bay_store *store = fresh();
    bay_error err = {0};
    bay_added outcome;
    add(store, coded("one", NULL, "raw", "2021-08-02"));
    bay_doc *doc = coded("two", NULL, "other", "2021-08-02");
    assert_int_equal(bay_store_begin(store, &err), BAY_OK);
    assert_int_equal(bay_store_add(store, &MADE_BY, doc, NULL, &outcome, &err), BAY_OK);
    bay_store_rollback(store);
    assert_int_equal(rows(store, BAY_KIND_DOCUMENTS, (bay_filter){0}), 1);
    assert_int_equal(rows(store, BAY_KIND_EVENTS, (bay_filter){0}), 1);
    bay_doc_free(doc);
    done(store);
}

static void a_file_that_is_no_ledger_is_refused(void **state)
{
    (void)state;
    bay_error err = {0};
    bay_store *store = NULL;
    assert_int_equal(bay_store_open("/tmp/there-is-no-such-ledger.db", BAY_STORE_READ, &store, &err), BAY_NOT_FOUND);
    snprintf(path, sizeof path, "/tmp/test_store_%d.db", (int)getpid());
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 100; i++) fputs("this is no database, it is a text file\n", file);
    fclose(file);
    assert_int_equal(bay_store_open(path, BAY_STORE_READ, &store, &err), BAY_STORE);
    assert_int_equal(bay_store_open(path, BAY_STORE_WRITE, &store, &err), BAY_STORE);
    assert_null(store);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_page_twice_changes_nothing), cmocka_unit_test(a_changed_page_is_a_new_version),
        cmocka_unit_test(a_reprint_names_its_original), cmocka_unit_test(a_ledger_without_prints_gets_them),
        cmocka_unit_test(filters), cmocka_unit_test(rows_lead_back_to_bytes),
        cmocka_unit_test(weighing_is_kept_and_not_repeated), cmocka_unit_test(what_is_not_committed_is_not_there),
        cmocka_unit_test(a_file_that_is_no_ledger_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

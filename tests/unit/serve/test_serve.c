#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/api.h"
#include "serve/bundle.h"
#include "serve/http.h"
#include "serve/request.h"

static const bay_made_by MADE_BY = {"1", "lexicon", "model"};
static const char STORY[] = "Naïve guards: the orcs of Mordor attacked Osgiliath on Sunday, the foreign ministry said.";
static const char BUNDLE[] = "bayhaqi-web 1\nindex.html\ttext/html\t5\napp.js\ttext/javascript\t3\n\n<p>ab123";

static char path[64];

/* ---- requests ------------------------------------------------------------------ */

static bay_status read_target(bay_arena *arena, const char *target, bay_request *out, bay_error *err)
{
    return bay_request_read(arena, bay_str_from(target), out, err);
}

static void test_request(void **state)
{
    (void)state;
    bay_arena arena;
    bay_request r;
    bay_error err = {0};
    bay_arena_init(&arena, 1 << 20);
    assert_int_equal(read_target(&arena, "/api/events?actor=Mordor%2C+the+land&type=ASSAULT,190&since=2021-07&limit=20&offset=40&bbox=-10,20.5,30,40&sort=-date",
                                 &r, &err), BAY_OK);
    assert_true(bay_str_is(r.path, "/api/events"));
    assert_string_equal(r.filter.actor, "Mordor, the land");
    assert_string_equal(r.filter.type, "ASSAULT,190");
    assert_string_equal(r.filter.since, "2021-07");
    assert_string_equal(r.filter.sort, "-date");
    assert_int_equal(r.filter.limit, 20);
    assert_int_equal(r.filter.offset, 40);
    assert_true(r.filter.box && r.filter.west == -10 && r.filter.south == 20.5 && r.filter.east == 30 && r.filter.north == 40);
    assert_null(r.filter.recipient);
    assert_int_equal(read_target(&arena, "/api/documents/a%2Fb+c?type=", &r, &err), BAY_OK);
    assert_true(bay_str_is(r.path, "/api/documents/a/b+c"));       /* a plus sign is a space in the query only */
    assert_null(r.filter.type);
    assert_int_equal(r.filter.limit, BAY_ROWS_DEFAULT);
    bay_arena_release(&arena);
}

static void test_bad_requests(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "", "api/events", "/%", "/%4", "/%zz", "/a%00b", "/a%0ab", "/%ff", "/x?nonsense=1", "/x?type=a&type=b", "/x?limit=0", "/x?limit=1001",
        "/x?limit=two", "/x?offset=-1", "/x?since=yesterday", "/x?until=2021-13", "/x?type=';--", "/x?bbox=1,2,3", "/x?bbox=1,2,3,4,5",
        "/x?bbox=1,2,3,1e9", "/x?actor=%ff", "/x?search=a%01", "/x?sort=date;x",
    };
    bay_arena arena;
    bay_request r;
    bay_arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        bay_error err = {0};
        if (read_target(&arena, bad[i], &r, &err) != BAY_BAD_INPUT || !*err.message) fail_msg("%s was taken", bad[i]);
    }
    static char large[BAY_TARGET_MAX + 2];
    bay_error err = {0};
    memset(large, 'a', sizeof large - 1);
    large[0] = '/';
    assert_int_equal(read_target(&arena, large, &r, &err), BAY_BAD_INPUT);
    memcpy(large, "/x?search=", 10);
    large[10 + BAY_VALUE_MAX] = '\0';
    assert_int_equal(read_target(&arena, large, &r, &err), BAY_OK);
    large[10 + BAY_VALUE_MAX] = 'a';
    large[11 + BAY_VALUE_MAX] = '\0';
    assert_int_equal(read_target(&arena, large, &r, &err), BAY_BAD_INPUT);
    bay_arena_release(&arena);
}

static void test_hosts(void **state)
{
    (void)state;
    static const char *const ours[] = {"localhost", "localhost:8177", "LocalHost:1", "127.0.0.1", "127.0.0.1:65535"};
    static const char *const others[] = {NULL, "", "evil.example", "localhost.evil.example", "evil.example:8177", "127.0.0.1.evil.example", "127.0.0.2",
                                         "localhost:80x", "localhost:8177.evil.example", "[::1]:8177", "localhostx", "localhost:123456"};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) assert_true(bay__host_is_ours(ours[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (bay__host_is_ours(others[i])) fail_msg("%s is not ours", others[i]);
}

static void test_bundle(void **state)
{
    (void)state;
    bay_page page;
    bay_str all = BAY_STR(BUNDLE);
    assert_true(bay_bundle_find(all, BAY_STR("app.js"), &page));
    assert_string_equal(page.mime, "text/javascript");
    assert_true(bay_str_is(page.bytes, "123"));
    assert_true(bay_bundle_find(all, BAY_STR("index.html"), &page));
    assert_true(bay_str_is(page.bytes, "<p>ab"));
    assert_false(bay_bundle_find(all, BAY_STR("other.js"), &page));
    assert_false(bay_bundle_find((bay_str){0}, BAY_STR("app.js"), &page));
    for (uint32_t size = 0; size < all.size; size++)       /* broken off anywhere: never more than what is there */
        if (bay_bundle_find((bay_str){all.bytes, size}, BAY_STR("index.html"), &page)) assert_true(page.bytes.bytes + page.bytes.size <= all.bytes + size);
    assert_false(bay_bundle_find((bay_str){all.bytes, all.size - 1}, BAY_STR("app.js"), &page));
}

/* ---- a small ledger --------------------------------------------------------------- */

static bay_span span_of(const char *words)
{
    const char *at = strstr(STORY, words);
    assert_non_null(at);
    return (bay_span){(uint32_t)(at - STORY), (uint32_t)(at - STORY + strlen(words))};
}

static void add_event(bay_doc *doc, const char *words, const char *type, bay_status_of_event status, uint8_t month)
{
    *bay_doc_push(doc, events) = (bay_event){
        .id = bay_str_format(&doc->arena, "e-%s-%s", type, words), .type = bay_str_from(type), .cameo = BAY_STR("190"), .quad = 4, .actor_count = 1,
        .actors = {0}, .place = BAY_NONE, .time = BAY_NONE, .begin = {2021, month, 1}, .end = {2021, month, 1}, .precision = BAY_PRECISION_DAY,
        .status = status, .trigger = span_of(words), .confidence = 0.5f, .inner = BAY_NONE};
}

static void fill(bay_store *store)
{
    bay_error err = {0};
    bay_doc *doc;
    bay_added outcome;
    bay_read_options options = {0};
    assert_int_equal(bay_doc_new(&doc, &err), BAY_OK);
    doc->id = BAY_STR("raid/1 ü");
    doc->outlet = BAY_STR("Ithilien Herald");
    doc->title = BAY_STR("Raid on Osgiliath");
    doc->raw = doc->text = BAY_STR(STORY);
    *bay_doc_push(doc, blocks) = (bay_block){.role = BAY_ROLE_BODY, .span = {0, doc->text.size}, .raw = {0, 1}};
    *bay_doc_push(doc, sents) = (bay_sent){.span = {0, doc->text.size}};
    bay_actor *orcs = bay_doc_push(doc, actors);
    *orcs = (bay_actor){.span = span_of("the orcs of Mordor"), .text = BAY_STR("the orcs of Mordor"), .id = BAY_STR("orcs"), .name = BAY_STR("orcs"),
                        .code = BAY_STR("MORREB"), .country = BAY_STR("MOR"), .confidence = 0.9f};
    add_event(doc, "attacked", "ASSAULT", BAY_CLAIMED, 8);
    add_event(doc, "said", "CONSULT", BAY_HAPPENED, 7);
    *bay_doc_push(doc, claims) = (bay_claim){.event = 0, .attribution = BAY_NONE, .speaker = BAY_NONE, .stance = BAY_ASSERTS, .span = {0, 20}};
    if (bay_store_begin(store, &err) || bay_store_add(store, &MADE_BY, doc, &options, &outcome, &err) || bay_store_commit(store, &err))
        fail_msg("%s", err.message);
    bay_doc_free(doc);
    assert_int_equal(bay_store_weigh(store, &err), BAY_OK);
}

static int make_ledger(void **state)
{
    (void)state;
    bay_error err = {0};
    bay_store *store;
    snprintf(path, sizeof path, "/tmp/test_serve_%d.db", (int)getpid());
    unlink(path);
    if (bay_store_open(path, BAY_STORE_WRITE, &store, &err)) fail_msg("%s", err.message);
    fill(store);
    bay_store_close(store);
    return 0;
}

static int drop_ledger(void **state)
{
    (void)state;
    char side[80];
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
    return 0;
}

/* ---- answers ------------------------------------------------------------------------ */

struct got {
    int code;
    char mime[64], body[16384], file_name[64];
};

static struct got ask(const char *target)
{
    static struct got got;
    bay_api api;
    bay_error err = {0};
    bay_response response;
    if (bay_api_open(&api, path, BAY_STR(BUNDLE), &err)) fail_msg("%s", err.message);
    bay_api_answer(&api, bay_str_from(target), &response);
    got.code = response.code;
    snprintf(got.mime, sizeof got.mime, "%s", response.mime);
    snprintf(got.body, sizeof got.body, "%.*s", BAY_STR_ARG(response.bytes));
    snprintf(got.file_name, sizeof got.file_name, "%s", response.file_name ? response.file_name : "");
    bay_response_release(&response);
    bay_api_close(&api);
    return got;
}

static void expect(const char *target, int code, const char *words)
{
    struct got got = ask(target);
    if (got.code != code || !strstr(got.body, words)) fail_msg("%s: %d %s", target, got.code, got.body);
}

static void test_routes(void **state)
{
    (void)state;
    expect("/api/documents", 200, "{\"total\":1,\"limit\":50,\"offset\":0,\"rows\":[{\"doc\":\"raid/1 ü\"");
    expect("/api/documents?search=naive", 200, "\"total\":1");              /* accents do not matter to a search */
    expect("/api/documents?search=dwarves", 200, "{\"total\":0,\"limit\":50,\"offset\":0,\"rows\":[]}");
    expect("/api/documents/raid%2F1%20%C3%BC", 200, "\"text\":\"Naïve guards");
    expect("/api/documents/raid%2F1%20%C3%BC", 200, "\"evidence\":[{\"event\":\"e-ASSAULT-attacked\"");
    expect("/api/events?type=assault", 200, "\"total\":1");
    expect("/api/events?actor=MOR&status=happened&limit=1", 200, "\"id\":\"e-CONSULT-said\"");
    expect("/api/events?limit=1&offset=1", 200, "\"total\":2,\"limit\":1,\"offset\":1,\"rows\":[{\"id\":\"e-ASSAULT-attacked\"");
    expect("/api/events/e-ASSAULT-attacked", 200, "\"event\":{\"id\":\"e-ASSAULT-attacked\"");
    expect("/api/events/e-ASSAULT-attacked", 200, "\"claims\":[{");
    expect("/api/claims", 200, "\"total\":");
    expect("/api/disputes", 200, "\"rows\":[]");
    expect("/api/control", 200, "\"rows\":[]");
    expect("/api/sources", 200, "\"rows\":[");
    expect("/api/actors", 200, "\"id\":\"orcs\"");
    expect("/api/actors/orcs", 200, "{\"actor\":{\"id\":\"orcs\"");
    expect("/api/stats", 200, "\"types\":[{\"name\":\"ASSAULT\",\"count\":1},{\"name\":\"CONSULT\",\"count\":1}]");
    expect("/api/stats?type=ASSAULT", 200, "\"months\":[{\"name\":\"2021-08\",\"count\":1}]");
}

static void test_order(void **state)
{
    (void)state;
    expect("/api/events?sort=date&limit=1", 200, "\"rows\":[{\"id\":\"e-CONSULT-said\"");
    expect("/api/events?sort=-date&limit=1", 200, "\"rows\":[{\"id\":\"e-ASSAULT-attacked\"");
    expect("/api/events?sort=-type&limit=1", 200, "\"rows\":[{\"id\":\"e-CONSULT-said\"");
    expect("/api/incidents?sort=-sources", 200, "\"total\":");
    expect("/api/disputes?sort=-date", 200, "\"total\":0");
    expect("/api/disputes?sort=sources", 400, "cannot be sorted by 'sources'");
    expect("/api/events?sort=title", 400, "cannot be sorted by 'title'");
    expect("/api/actors?sort=date", 400, "cannot be sorted");
}

static void test_failures(void **state)
{
    (void)state;
    expect("/api/events?limit=9999", 400, "{\"error\":\"'limit' has to be a number from 1 to 1000\"}");
    expect("/api/documents/nothing", 404, "{\"error\":");
    expect("/api/events/nothing", 404, "{\"error\":");
    expect("/api/disputes/nothing", 404, "{\"error\":");
    expect("/api/actors/nothing", 404, "{\"error\":");
    expect("/api", 404, "{\"error\":");
    expect("/api/", 404, "{\"error\":");
    expect("/api/documents/", 404, "{\"error\":");
    expect("/../etc/passwd", 404, "{\"error\":");
    expect("/api/events?search=%22unclosed", 200, "\"total\":0");     /* not FTS5: taken as plain words */
    expect("/api/export?as=nothing", 404, "no layout");
}

static void test_pages_and_downloads(void **state)
{
    (void)state;
    struct got got = ask("/");
    assert_int_equal(got.code, 200);
    assert_string_equal(got.mime, "text/html");
    assert_string_equal(got.body, "<p>ab");
    got = ask("/app.js");
    assert_string_equal(got.mime, "text/javascript");
    got = ask("/api/export?as=acled");
    assert_int_equal(got.code, 200);
    assert_string_equal(got.file_name, "events.csv");
    assert_non_null(strstr(got.body, "event_id_cnty,"));
    got = ask("/api/export?as=jsonl&type=ASSAULT");
    assert_string_equal(got.file_name, "events.jsonl");
    assert_non_null(strstr(got.body, "e-ASSAULT-attacked"));
    assert_null(strstr(got.body, "e-CONSULT-said"));
}

static void test_no_ledger(void **state)
{
    (void)state;
    bay_server *server = NULL;
    bay_error err = {0};
    bay_server_options options = {.db = "/tmp/no-such-ledger.db"};
    assert_int_equal(bay_server_start(&options, &server, &err), BAY_NOT_FOUND);
    assert_true(*err.message);
}

/* ---- over a socket --------------------------------------------------------------------- */

static void talk(int port, const char *request, char *answer, size_t room)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    assert_int_equal(send(fd, request, strlen(request), 0), (ssize_t)strlen(request));
    size_t size = 0;
    ssize_t more;
    while (size < room - 1 && (more = recv(fd, answer + size, room - 1 - size, 0)) > 0) size += (size_t)more;
    answer[size] = '\0';
    close(fd);
}

static void test_socket(void **state)
{
    (void)state;
    static char answer[65536];
    bay_server *server, *second = NULL;
    bay_error err = {0};
    bay_server_options options = {.db = path, .page = BAY_STR(BUNDLE)};
    if (bay_server_start(&options, &server, &err)) fail_msg("%s", err.message);
    int port = bay_server_port(server);
    assert_true(port > 0);
    talk(port, "GET /api/events?limit=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", answer, sizeof answer);
    assert_non_null(strstr(answer, "HTTP/1.1 200"));
    assert_non_null(strstr(answer, "Content-Security-Policy: default-src 'none'"));
    assert_non_null(strstr(answer, "\"total\":2"));
    talk(port, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", answer, sizeof answer);
    assert_non_null(strstr(answer, "HTTP/1.1 403"));
    talk(port, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx", answer, sizeof answer);
    assert_non_null(strstr(answer, "HTTP/1.1 405"));
    talk(port, "GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", answer, sizeof answer);
    assert_non_null(strstr(answer, "HTTP/1.1 400"));
    options.port = port;
    assert_int_equal(bay_server_start(&options, &second, &err), BAY_IO);       /* the port is taken */
    bay_server_stop(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_request), cmocka_unit_test(test_bad_requests), cmocka_unit_test(test_hosts), cmocka_unit_test(test_bundle),
        cmocka_unit_test(test_routes), cmocka_unit_test(test_order), cmocka_unit_test(test_failures), cmocka_unit_test(test_pages_and_downloads),
        cmocka_unit_test(test_no_ledger), cmocka_unit_test(test_socket),
    };
    return cmocka_run_group_tests(tests, make_ledger, drop_ledger);
}

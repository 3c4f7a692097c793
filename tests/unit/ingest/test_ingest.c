#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/folder.h"
#include "ingest/ingest.h"

/* What the sink was told, one line for each call. */
typedef struct heard {
    char text[8192];
    size_t size;
    int stop_after;
    int articles;
} heard;

static bay_status hear(void *arg, const void *bytes, size_t size, const bay_read_options *o, bay_error *err)
{
    heard *h = arg;
    h->size += (size_t)snprintf(h->text + h->size, sizeof h->text - h->size, "%s|%s|%s|%.*s\n", o->id, o->format ? o->format : "-",
                                o->published ? o->published : "-", (int)(size < 60 ? size : 60), (const char *)bytes);
    h->articles++;
    return h->stop_after && h->articles >= h->stop_after ? bay_fail(err, BAY_STORE, "enough") : BAY_OK;
}

static void hear_problem(void *arg, const char *name, uint64_t line, const char *reason)
{
    heard *h = arg;
    h->size += (size_t)snprintf(h->text + h->size, sizeof h->text - h->size, "! %s:%d %s\n", name, (int)line, reason);
}

static void hear_note(void *arg, const char *name, const char *reason)
{
    heard *h = arg;
    h->size += (size_t)snprintf(h->text + h->size, sizeof h->text - h->size, "- %s %s\n", name, reason);
}

static heard *ingest(heard *h, const char *bytes, const char *name, const char *format, const bay_read_options *defaults)
{
    bay_error err = {0};
    const bay__sink sink = {.article = hear, .problem = hear_problem, .note = hear_note, .arg = h};
    const bay__input how = {format, NULL, defaults};
    memset(h, 0, sizeof *h);
    assert_int_equal(bay__ingest(bytes, strlen(bytes), name, &how, &sink, &err), BAY_OK);
    return h;
}

static void ids_come_from_the_record_or_the_line(void **state)
{
    (void)state;
    heard h;
    ingest(&h, "{\"text\":\"One.\"}\n\n{\"id\":\"b\",\"text\":\"Two.\",\"published\":\"2020-01-02\"}\n{\"id\":7,\"html\":\"<p>x\"}", "in.jsonl", NULL, NULL);
    assert_string_equal(h.text, "in.jsonl:1|text|-|One.\nb|text|2020-01-02|Two.\n7|html|-|<p>x\n");
}

static void the_record_wins_over_the_defaults(void **state)
{
    (void)state;
    heard h;
    bay_read_options defaults = {.published = "2019-05-05", .id = "ignored"};
    ingest(&h, "{\"text\":\"One.\"}\n{\"text\":\"Two.\",\"published\":\"2020-01-02\"}", "f", "jsonl", &defaults);
    assert_string_equal(h.text, "f:1|text|2019-05-05|One.\nf:2|text|2020-01-02|Two.\n");
}

static void malformed_lines_are_told_and_passed(void **state)
{
    (void)state;
    heard h;
    ingest(&h, "{\"text\":\"One.\"}\n{\"text\":\n[1]\n{\"text\":\"Two.\"} x\n{\"id\":\"n\"}\n{\"text\":\"  \"}\n{\"text\":\"Three.\"}", "f", "jsonl", NULL);
    assert_string_equal(h.text, "f:1|text|-|One.\n! f:2 not JSON\n! f:3 not a JSON object\n! f:4 more after the JSON object\n"
                                "! f:5 neither \"text\" nor \"html\"\n! f:6 neither \"text\" nor \"html\"\nf:7|text|-|Three.\n");
}

static void csv_is_read_as_rfc_4180_has_it(void **state)
{
    (void)state;
    heard h;
    ingest(&h, "id,text,published\r\na,\"Two \"\"men\"\",\r\nfled.\",2020-01-02\r\n\r\nb,\"\",x\r\nc,plain,\r\n", "f.csv", NULL, NULL);
    assert_string_equal(h.text, "a|text|2020-01-02|Two \"men\",\r\nfled.\n! f.csv:5 neither \"text\" nor \"html\"\nc|text|-|plain\n");
    ingest(&h, "text;id\nA; b\n", "f", NULL, NULL);
    assert_string_equal(h.text, " b|text|-|A\n");
    ingest(&h, "\xEF\xBB\xBFid\ttext\nq\tz", "f", NULL, NULL);
    assert_string_equal(h.text, "q|text|-|z\n");
    ingest(&h, "a,b\n1,2\n", "f", "csv", NULL);
    assert_string_equal(h.text, "! f:1 no column \"text\" or \"html\" in the header\n");
}

static void kinds_are_told_by_content(void **state)
{
    (void)state;
    static const struct { const char *bytes; enum bay__format format; } cases[] = {
        {"<html>", BAY__FORMAT_PAGE}, {"", BAY__FORMAT_PAGE}, {"{\"text\":\"x\"}", BAY__FORMAT_JSONL}, {"\n { \"id\": 1}", BAY__FORMAT_JSONL},
        {"{sic}", BAY__FORMAT_PAGE}, {"id,text\n1,2", BAY__FORMAT_CSV}, {"Text, of a kind\nmore", BAY__FORMAT_PAGE}, {"text\nabc\n", BAY__FORMAT_PAGE},
        {"The text, the url and the date\nof it", BAY__FORMAT_PAGE}, {"url;html\n", BAY__FORMAT_CSV},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (bay__format_of(cases[i].bytes, strlen(cases[i].bytes)) != cases[i].format) fail_msg("kind of '%s'", cases[i].bytes);
    }
    heard h;
    bay_error err = {0};
    const bay__sink sink = {.article = hear, .problem = hear_problem, .note = hear_note, .arg = &h};
    assert_int_equal(bay__ingest("x", 1, "f", &(bay__input){.format = "docx"}, &sink, &err), BAY_BAD_INPUT);
}

static void the_sink_can_stop_the_run(void **state)
{
    (void)state;
    heard h = {.stop_after = 2};
    bay_error err = {0};
    const bay__sink sink = {.article = hear, .problem = hear_problem, .note = hear_note, .arg = &h};
    const char *lines = "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n{\"text\":\"Three.\"}\n";
    assert_int_equal(bay__ingest(lines, strlen(lines), "f", NULL, &sink, &err), BAY_STORE);
    assert_int_equal(h.articles, 2);
    assert_string_equal(err.message, "enough");
}

static void write_file(const char *path, const char *bytes)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(bytes, file);
    fclose(file);
}

static void folders_are_listed_in_byte_order(void **state)
{
    (void)state;
    char folder[] = "/tmp/bayhaqi-test-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    static const char *const names[] = {"b.txt", "a.txt", "Z.txt", ".hidden"};
    for (size_t i = 0; i < 4; i++) { snprintf(path, sizeof path, "%s/%s", folder, names[i]); write_file(path, "x"); }
    snprintf(path, sizeof path, "%s/c", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    bay__listing list;
    bay_error err = {0};
    assert_int_equal(bay__list_folder(folder, &list, &err), BAY_OK);
    assert_int_equal(list.count, 4);
    static const char *const expected[] = {"/Z.txt", "/a.txt", "/b.txt", "/c"};
    for (size_t i = 0; i < 4; i++) assert_string_equal(list.paths[i] + strlen(folder), expected[i]);
    assert_true(list.is_folder[3] && !list.is_folder[0]);
    bay__listing_release(&list);
    rmdir(path);
    for (size_t i = 0; i < 4; i++) { snprintf(path, sizeof path, "%s/%s", folder, names[i]); unlink(path); }
    rmdir(folder);
    assert_int_equal(bay__list_folder(folder, &list, &err), BAY_IO);
}

/* Lines that come in pieces through a pipe, and an empty file. */
static void streams_hand_lines_on(void **state)
{
    (void)state;
    int ends[2];
    heard h = {0};
    bay_error err = {0};
    const bay__sink sink = {.article = hear, .problem = hear_problem, .note = hear_note, .arg = &h};
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        static const char *const pieces[] = {"{\"text\":\"On", "e.\"}\n{\"te", "xt\":\"Two.\"}", "\n", "{\"text\":\"Three.\"}"};
        for (size_t i = 0; i < 5; i++) { if (write(ends[1], pieces[i], strlen(pieces[i])) < 0) _exit(1); usleep(2000); }
        _exit(0);
    }
    close(ends[1]);
    char path[32];
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_int_equal(bay__ingest_path(path, NULL, &sink, &err), BAY_OK);
    close(ends[0]);
    char expected[200];
    const char *name = strrchr(path, '/') + 1;
    snprintf(expected, sizeof expected, "%s:1|text|-|One.\n%s:2|text|-|Two.\n%s:3|text|-|Three.\n", name, name, name);
    assert_string_equal(h.text, expected);
    memset(&h, 0, sizeof h);
    assert_int_equal(bay__ingest_path("/dev/null", NULL, &sink, &err), BAY_OK);
    assert_string_equal(h.text, "null|-|-|\n");
    assert_int_equal(bay__ingest_path("/nonexistent/x", NULL, &sink, &err), BAY_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_come_from_the_record_or_the_line), cmocka_unit_test(the_record_wins_over_the_defaults),
        cmocka_unit_test(malformed_lines_are_told_and_passed), cmocka_unit_test(csv_is_read_as_rfc_4180_has_it),
        cmocka_unit_test(kinds_are_told_by_content), cmocka_unit_test(the_sink_can_stop_the_run),
        cmocka_unit_test(folders_are_listed_in_byte_order), cmocka_unit_test(streams_hand_lines_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

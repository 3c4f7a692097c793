/* The words of an argument, and the words that a predicate looks at, on trees written by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/mem.h"
#include "doc/conllu.h"
#include "parse/frame_span.h"
#include "parse/frames.h"

/* form, relation, head from 1 */
struct word { const char *form, *deprel; int head; };

static const struct word kept[] = {{"She", "nsubj", 2}, {"kept", "root", 0}, {"the", "det", 4}, {"project", "obj", 2}, {"alive", "xcomp", 2}, {".", "punct", 2}, {0}};
static const struct word fled[] = {{"of", "case", 3}, {"the", "det", 3}, {"men", "obl", 6}, {"who", "nsubj", 5}, {"fled", "acl:relcl", 3}, {"spoke", "root", 0}, {0}};
static const struct word plan[] = {{"It", "nsubj", 5}, {"was", "cop", 5}, {"a", "det", 5}, {"bold", "amod", 5}, {"plan", "root", 0}, {",", "punct", 5}, {"then", "advmod", 5}, {0}};
static const struct word call[] = {{"He", "nsubj", 2}, {"told", "root", 0}, {"\"", "punct", 4}, {"them", "iobj", 2}, {"\"", "punct", 4}, {"of", "case", 7}, {"raids", "obl", 2}, {",", "punct", 7}, {0}};

static bay_doc *doc;
static bay_arena scratch;
static bay_frame_view view;

static void read(const struct word *words)
{
    char text[2000];
    int size = 0, n = 0;
    for (; words[n].form; n++)
        size += snprintf(text + size, sizeof text - (size_t)size, "%d\t%s\t%s\tX\t_\t_\t%d\t%s\t_\t_\n", n + 1, words[n].form, words[n].form, words[n].head, words[n].deprel);
    size += snprintf(text + size, sizeof text - (size_t)size, "\n");
    bay_doc_clear(doc);
    assert_int_equal(bay_conllu_read(doc, bay_str_copy(&doc->arena, (bay_str){text, (uint32_t)size}), NULL), BAY_OK);
    assert_true(bay__frame_view(doc, &scratch, 0, doc->toks.count, &view));
}

static void check_span(uint32_t predicate, uint32_t head, const char *role, uint32_t begin, uint32_t end)
{
    uint32_t stack[64];
    uint8_t inside[64] = {0}, others[64] = {0};
    bay_frame_marks marks = {stack, inside, others};
    bay_span span = bay__frame_span(&view, &marks, predicate, head, bay_str_from(role));
    assert_int_equal(span.begin, begin);
    assert_int_equal(span.end, end);
    for (int i = 0; i < 64; i++) assert_int_equal(inside[i], 0);
}

static void test_spans(void **state)
{
    (void)state;
    read(kept);
    check_span(1, 3, "ARG1", 2, 4);
    check_span(1, 3, "ARG1+", 2, 5);
    read(fled);
    check_span(4, 2, "ARG0", 1, 3);           /* the clause and the preposition stay out */
    check_span(5, 2, "ARG1", 0, 5);
    read(plan);
    check_span(1, 4, "ARG2", 2, 5);           /* neither subject nor copula */
    check_span(1, 4, "ARGM-LVB", 4, 5);
    read(call);
    check_span(1, 3, "ARG2", 2, 5);           /* a pair of quotes stays together */
    check_span(1, 6, "ARG1", 5, 7);
}

static void test_candidates(void **state)
{
    (void)state;
    static bay_frame_candidate c[BAY_FRAME_CANDIDATES_MAX];
    uint8_t seen[64] = {0};
    read(fled);
    uint32_t n = bay__frame_candidates(&view, 4, seen, c);
    static const struct { uint32_t word; const char *path; } expected[] = {{3, "_nsubj"}, {2, "^acl:relcl"}, {0, "^acl:relcl_case"}, {1, "^acl:relcl_det"}, {5, "^acl:relcl^obl"}};
    assert_int_equal(n, 5);
    for (uint32_t i = 0; i < n; i++) {
        assert_int_equal(c[i].word, expected[i].word);
        assert_true(bay_str_is((bay_str){c[i].path, c[i].path_size}, expected[i].path));
    }
    for (int i = 0; i < 64; i++) assert_int_equal(seen[i], 0);
}

/* The rows that train/make_frame_fixture.py has written down. */
enum { ROWS = 8192 };

static void check_rows(const uint32_t *rows, int count, char *rest)
{
    for (int i = 0; i < count; i++) assert_int_equal(rows[i], strtoul(rest, &rest, 10));
}

static void check_line(char *line)
{
    static bay_frame_candidate c[BAY_FRAME_CANDIDATES_MAX];
    uint8_t seen[64] = {0};
    uint32_t sentence, word, predicate, rows[16];
    char path[BAY_FRAME_PATH_MAX];
    int used = 0;
    bool pair = line[0] == 'p';
    if (pair) assert_int_equal(sscanf(line, "p %u %u %u %95s%n", &sentence, &predicate, &word, path, &used), 4);
    else assert_int_equal(sscanf(line, "w %u %u%n", &sentence, &word, &used), 2);
    const bay_sent *sent = &doc->sents.items[sentence];
    assert_true(bay__frame_view(doc, &scratch, sent->tok_begin, sent->tok_end - sent->tok_begin, &view));
    if (!pair) {
        bay__frame_word_rows(&view, word, ROWS, rows);
        check_rows(rows, BAY_FRAME_WORD_ROWS, line + used);
        return;
    }
    uint32_t n = bay__frame_candidates(&view, predicate, seen, c), i = 0;
    while (i < n && c[i].word != word) i++;
    assert_true(i < n && bay_str_is((bay_str){c[i].path, c[i].path_size}, path));
    bay_frame_pairs pairs = bay__frame_pairs(&view, predicate, BAY_STR("attack.01"), BAY_STR("0PAG1PPT"), ROWS);
    bay__frame_pair_rows(&pairs, &c[i], rows);
    check_rows(rows, BAY_FRAME_PAIR_ROWS, line + used);
}

static void read_sentences(void)
{
    char *bytes;
    size_t size;
    assert_int_equal(bay_file_read("tests/unit/parse/frames.conllu", 1 << 20, &bytes, &size, NULL), BAY_OK);
    bay_doc_clear(doc);
    assert_int_equal(bay_conllu_read(doc, bay_str_copy(&doc->arena, (bay_str){bytes, (uint32_t)size}), NULL), BAY_OK);
    bay_free(bytes);
}

static void test_rows(void **state)
{
    char *bytes, *line, *rest;
    size_t size, lines = 0;
    (void)state;
    read_sentences();
    assert_int_equal(bay_file_read("tests/unit/parse/frames.txt", 1 << 20, &bytes, &size, NULL), BAY_OK);
    for (line = strtok_r(bytes, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest), lines++) check_line(line);
    bay_free(bytes);
    assert_true(lines > 60);
}

/* Weights at random: frames in order, within their sentence, with known roles; the same again; and out of memory is told. */
static void check_frames(const bay_doc *d)
{
    assert_true(d->frames.count > 3);
    for (uint32_t i = 0; i < d->frames.count; i++) {
        const bay_pb_frame *frame = &d->frames.items[i];
        const bay_sent *sent = &d->sents.items[d->toks.items[frame->tok].sent];
        assert_true(i == 0 || frame[-1].tok < frame->tok);
        assert_true(memchr(frame->roleset.bytes, '.', frame->roleset.size) != NULL);
        bool taken[6] = {false};
        for (uint32_t a = 0; a < frame->args.count; a++) {
            const bay_pb_arg *arg = &frame->args.items[a];
            assert_true(sent->tok_begin <= arg->tok_begin && arg->tok_begin <= arg->tok && arg->tok < arg->tok_end && arg->tok_end <= sent->tok_end);
            assert_true(arg->role.size >= 4 && arg->role.bytes[arg->role.size - 1] != '+');
            if (memcmp(arg->role.bytes, "ARG", 3) || arg->role.bytes[3] > '5') continue;
            assert_false(taken[arg->role.bytes[3] - '0']);
            taken[arg->role.bytes[3] - '0'] = true;
        }
    }
}

static void test_random_net(void **state)
{
    char *bytes;
    size_t size;
    bay_model *model;
    bay_work work = {0};
    (void)state;
    assert_int_equal(bay_file_read("tests/unit/parse/frames.bayhaqi", 1 << 20, &bytes, &size, NULL), BAY_OK);
    void *aligned = aligned_alloc(64, size / 64 * 64 + 64);
    memcpy(aligned, bytes, size);
    assert_int_equal(bay_model_open(aligned, size, &model, NULL), BAY_OK);
    bay_arena_init(&work.scratch, 1 << 24);
    read_sentences();
    assert_int_equal(bay__find_frames(model, &work, doc, NULL), BAY_OK);
    check_frames(doc);
    bay_arena_release(&work.scratch);
    bay_arena_init(&work.scratch, 1 << 12);
    read_sentences();
    assert_int_equal(bay__find_frames(model, &work, doc, NULL), BAY_NO_MEMORY);
    bay_arena_release(&work.scratch);
    bay_model_free(model);
    free(aligned);
    bay_free(bytes);
}

static int open_doc(void **state)
{
    (void)state;
    bay_arena_init(&scratch, 1 << 24);
    return bay_doc_new(&doc, NULL) != BAY_OK;
}
static int close_doc(void **state) { (void)state; bay_doc_free(doc); bay_arena_release(&scratch); return 0; }

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_spans), cmocka_unit_test(test_candidates), cmocka_unit_test(test_rows), cmocka_unit_test(test_random_net)};
    return cmocka_run_group_tests(tests, open_doc, close_doc);
}

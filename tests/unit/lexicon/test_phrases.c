#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "lexicon/phrases.h"

enum { KIND = 1 };

/* A document of words parted by spaces; "IS/AUX" carries its part of speech. */
static void fill(bay_doc *doc, const char *words)
{
    bay_arena_init(&doc->arena, 1 << 20);
    bay_str rest = bay_str_from(words), word;
    uint32_t at = 0;
    doc->text = rest;
    while (rest.size && bay_str_next(&rest, ' ', &word)) {
        bay_str form = word, tail = word;
        bay_str_next(&tail, '/', &form);
        bay_tok *tok = bay_doc_push(doc, toks);
        assert_non_null(tok);
        *tok = (bay_tok){.span = {at, at + form.size}, .norm = bay_utf8_fold(&doc->arena, form),
                         .upos = bay_str_is(tail, "AUX") ? BAY_AUX : BAY_PROPN};
        at += word.size + 1;
    }
}

/* How many tokens of the text the phrase takes at tok; 0: no match. */
static uint32_t taken(const char *phrase, const char *words, uint32_t tok)
{
    bay_doc doc = {0};
    bay_phrases phrases = {0};
    bay_phrase_text text;
    bay_phrase_match match = {0};
    bay_error err = {0};
    fill(&doc, words);
    assert_true(bay_phrases_add(&doc.arena, &phrases, bay_str_from(phrase), KIND, 0));
    assert_int_equal(bay_phrases_read(&phrases, &doc.arena, &doc, &text, &err), BAY_OK);
    bool found = bay_phrases_match(&phrases, &text, tok, doc.toks.count, 1u << KIND, &match);
    bay_arena_release(&doc.arena);
    return found ? match.end - match.begin : 0;
}

static void short_capitals_match_capitals_only(void **state)
{
    (void)state;
    assert_int_equal(taken("US", "the US and", 1), 1);
    assert_int_equal(taken("US", "the U.S. and", 1), 1);
    assert_int_equal(taken("US", "told us that", 1), 0);
    assert_int_equal(taken("IS", "IS said", 0), 1);
    assert_int_equal(taken("IS", "WHO IS/AUX THE", 1), 0);
    assert_int_equal(taken("IS", "fighters of IS/AUX in", 2), 1);
}

static void short_mixed_letters_want_a_capital_inside(void **state)
{
    (void)state;
    assert_int_equal(taken("LeT", "LeT men", 0), 1);
    assert_int_equal(taken("LeT", "LET men", 0), 1);
    assert_int_equal(taken("LeT", "Let men", 0), 0);
    assert_int_equal(taken("LeT", "let men", 0), 0);
}

static void most_capitals_must_be_there(void **state)
{
    (void)state;
    assert_int_equal(taken("Move Forward", "Move Forward won", 0), 2);
    assert_int_equal(taken("Move Forward", "Move forward with", 0), 0);
    assert_int_equal(taken("The Hindu", "the Hindu families", 0), 0);
    assert_int_equal(taken("The New York Times", "the New York Times", 0), 4);
    assert_int_equal(taken("United Nations Security Council", "United Nations security Council", 0), 4);
    assert_int_equal(taken("al-Qaeda", "al - Qaeda fighters", 0), 3);
    assert_int_equal(taken("al-Qaeda", "Al-Qaeda fighters", 0), 1);
    assert_int_equal(taken("foreign minister", "Foreign Minister X", 0), 2);
    assert_int_equal(taken("Taliban", "TALIBAN SEIZE", 0), 1);
    assert_int_equal(taken("Taliban", "the taliban", 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_capitals_match_capitals_only),
        cmocka_unit_test(short_mixed_letters_want_a_capital_inside),
        cmocka_unit_test(most_capitals_must_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

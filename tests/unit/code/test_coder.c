/* The coder over documents made by hand: tokens, a tree, statements and actors, as the earlier stages would leave them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/work.h"
#include "code/code.h"

static const char bundle[] =
    "#@file codes/cameo.tsv\ncode\tlabel\tquad\tgoldstein\n016\tDeny\t1\t-0.1\n1384\tThreaten attack\t3\t-7.0\n190\tForce\t4\t-10.0\n130\tThreaten\t3\t-4.4\n"
    "#@file codes/crosswalk.tsv\ncameo\ttype\tmode\tcontexts\tacled_type\tacled_subtype\treason\n"
    "190\tASSAULT\t\tmilitary\tBattles\tArmed clash\tforce\n1384\tTHREATEN\tviolence\tmilitary\t\t\tharm\n130\tTHREATEN\t\t\t\t\tharm\n"
    "#@file codes/compose.tsv\nop\tembedded\tcameo\nthreaten\t\t130\nthreaten\t19\t1384\n"
    "#@file predicates/assault.tsv\nentry\tpos\twhen\ttype\tmode\tcameo\tactor\trecipient\tcontrol\troleset\texample\n"
    "attack\tv\t\tASSAULT\t\t190\n"
    "#@file predicates/operators.tsv\nentry\tpos\twhen\top\tcameo\tactor\trecipient\troleset\texample\n"
    "threaten\tv\t\tthreaten\t130\tsubj\tinner\ndeny\tv\t\tdeny\t\tsubj\tinner\n"
    "#@file predicates/apolitical.tsv\nfield\tweight\twords\nsport\t2\twicket\n";

typedef struct fixture {
    bay_doc doc;
    bay_work work;
    bay_lexicon *lexicon;
} fixture;

static void add_word(bay_doc *doc, const char *word, uint8_t upos, uint32_t head, uint8_t deprel)
{
    uint32_t at = doc->toks.count ? doc->toks.items[doc->toks.count - 1].span.end + 1 : 0;
    bay_tok *tok = bay_doc_push(doc, toks);
    *tok = (bay_tok){.span = {at, at + (uint32_t)strlen(word)}, .norm = bay_str_from(word), .lemma = bay_str_from(word), .head = head,
                     .upos = upos, .deprel = deprel};
}

static bay_statement *add_statement(bay_doc *doc, uint32_t tok, uint8_t status)
{
    bay_statement *st = bay_doc_push(doc, statements);
    *st = (bay_statement){.tok = tok, .light = BAY_NONE, .particle = BAY_NONE, .trigger = doc->toks.items[tok].span, .parent = BAY_NONE,
                          .attribution = BAY_NONE, .kind = BAY_PRED_VERB, .status = status, .confidence = 1};
    return st;
}

static void add_arg(bay_doc *doc, bay_statement *st, uint8_t role, uint32_t tok)
{
    bay_arg *arg = bay_push(&doc->arena, &st->args);
    *arg = (bay_arg){.role = role, .tok = tok};
}

static void add_actor(bay_doc *doc, uint32_t tok, const char *code)
{
    bay_actor *actor = bay_doc_push(doc, actors);
    *actor = (bay_actor){.tok = tok, .span = doc->toks.items[tok].span, .text = bay_str_from(code), .id = bay_str_from(code),
                         .code = bay_str_from(code), .country = bay_str_from(code), .confidence = 0.9f};
}

/* Iran threaten attack Iraq (wicket): 0 <- 1 -> 2 -> 3 */
static void set_up(fixture *f)
{
    bay_error err = {0};
    *f = (fixture){0};
    bay_arena_init(&f->doc.arena, 1 << 22);
    bay_arena_init(&f->work.scratch, 1 << 22);
    assert_int_equal(bay_lexicon_open(bay_str_from(bundle), NULL, NULL, &f->lexicon, &err), BAY_OK);
    f->doc.text = BAY_STR("iran threaten attack iraq wicket");
    add_word(&f->doc, "iran", BAY_PROPN, 1, BAY_DEP_NSUBJ);
    add_word(&f->doc, "threaten", BAY_VERB, BAY_NONE, BAY_DEP_ROOT);
    add_word(&f->doc, "attack", BAY_VERB, 1, BAY_DEP_XCOMP);
    add_word(&f->doc, "iraq", BAY_PROPN, 2, BAY_DEP_OBJ);
    bay_sent *sent = bay_doc_push(&f->doc, sents);
    *sent = (bay_sent){.span = {0, 25}, .tok_begin = 0, .tok_end = 4, .parsed = true};
    add_actor(&f->doc, 0, "IRN"), add_actor(&f->doc, 3, "IRQ");
}

static void code(fixture *f)
{
    bay_error err = {0};
    assert_int_equal(bay__code(f->lexicon, &f->work, &f->doc, &err), BAY_OK);
}

static void tear_down(fixture *f)
{
    bay_arena_release(&f->doc.arena);
    bay_arena_release(&f->work.scratch);
    bay_lexicon_free(f->lexicon);
}

static bay_statement *attack_statement(fixture *f, uint8_t status)
{
    bay_statement *st = add_statement(&f->doc, 2, status);
    add_arg(&f->doc, st, BAY_ARG_SUBJ, 0), add_arg(&f->doc, st, BAY_ARG_OBJ, 3);
    return st;
}

static void subject_acts_on_object(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    attack_statement(&f, BAY_HAPPENED);
    code(&f);
    assert_int_equal(f.doc.events.count, 1);
    const bay_event *e = &f.doc.events.items[0];
    assert_true(bay_str_is(e->type, "ASSAULT"));
    assert_int_equal(e->quad, 4);
    assert_int_equal(e->actors[0], 0);
    assert_int_equal(e->recipients[0], 1);
    assert_int_equal(e->status, BAY_HAPPENED);
    assert_true(e->confidence >= 0.5f && e->confidence < 1.0f);   /* without a table of evidence it is even */
    assert_int_equal(f.doc.claims.count, 1);
    assert_int_equal(f.doc.claims.items[0].attribution, BAY_NONE);
    tear_down(&f);
}

static void an_operator_absorbs_what_it_embeds(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    bay_statement *threat = add_statement(&f.doc, 1, BAY_HAPPENED);
    add_arg(&f.doc, threat, BAY_ARG_SUBJ, 0);
    bay_statement *attack = attack_statement(&f, BAY_THREATENED);
    attack->parent = 0, attack->link = BAY_LINK_XCOMP;
    code(&f);
    assert_int_equal(f.doc.events.count, 1);
    const bay_event *e = &f.doc.events.items[0];
    assert_true(bay_str_is(e->cameo, "1384"));
    assert_int_equal(e->status, BAY_THREATENED);
    assert_int_equal(e->recipient_count, 1);
    assert_int_equal(e->recipients[0], 1);
    tear_down(&f);
}

static void what_is_denied_stays_with_a_claim_against_it(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.doc.toks.items[1].lemma = f.doc.toks.items[1].norm = BAY_STR("deny");
    bay_statement *denial = add_statement(&f.doc, 1, BAY_HAPPENED);
    add_arg(&f.doc, denial, BAY_ARG_SUBJ, 0);
    bay_statement *attack = attack_statement(&f, BAY_DENIED);
    attack->parent = 0, attack->link = BAY_LINK_XCOMP;
    code(&f);
    assert_int_equal(f.doc.events.count, 1);
    assert_int_equal(f.doc.events.items[0].status, BAY_DENIED);
    bool denied = false;
    for (uint32_t i = 0; i < f.doc.claims.count; i++) denied = denied || (f.doc.claims.items[i].stance == BAY_DENIES && f.doc.claims.items[i].speaker == 0);
    assert_true(denied);
    tear_down(&f);
}

static void nobody_political_is_no_event(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.doc.actors.count = 0;
    attack_statement(&f, BAY_HAPPENED);
    code(&f);
    assert_int_equal(f.doc.events.count, 0);
    tear_down(&f);
}

static void words_of_sport_silence_a_sentence(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    add_word(&f.doc, "wicket", BAY_NOUN, 2, BAY_DEP_OBL);
    f.doc.sents.items[0].tok_end = 5;
    attack_statement(&f, BAY_HAPPENED);
    code(&f);
    assert_int_equal(f.doc.events.count, 0);
    tear_down(&f);
}

static void statements_that_embed_each_other_end(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    bay_statement *a = add_statement(&f.doc, 1, BAY_HAPPENED);
    a->parent = 1, a->link = BAY_LINK_XCOMP;
    bay_statement *b = attack_statement(&f, BAY_HAPPENED);
    b->parent = 0, b->link = BAY_LINK_XCOMP;
    code(&f);
    assert_true(f.doc.events.count <= 2);
    tear_down(&f);
}

static void an_empty_document_has_no_events(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.doc.toks.count = f.doc.sents.count = f.doc.actors.count = 0;
    code(&f);
    assert_int_equal(f.doc.events.count, 0);
    tear_down(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subject_acts_on_object), cmocka_unit_test(an_operator_absorbs_what_it_embeds),
        cmocka_unit_test(what_is_denied_stays_with_a_claim_against_it), cmocka_unit_test(nobody_political_is_no_event),
        cmocka_unit_test(words_of_sport_silence_a_sentence), cmocka_unit_test(statements_that_embed_each_other_end),
        cmocka_unit_test(an_empty_document_has_no_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

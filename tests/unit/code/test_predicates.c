/* The codebook's index over a dictionary of a few lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "lexicon/predicates.h"

#define CODES                                                                                                           \
    "#@file codes/cameo.tsv\ncode\tlabel\tquad\tgoldstein\n"                                                            \
    "030\tIntent\t1\t4.0\n046\tNegotiate\t1\t7.0\n057\tSign\t1\t8.0\n120\tReject\t3\t-4.0\n138\tThreaten force\t3\t-7.0\n" \
    "1384\tThreaten attack\t3\t-7.0\n190\tForce\t4\t-10.0\n"                                                            \
    "#@file codes/crosswalk.tsv\ncameo\ttype\tmode\tcontexts\tacled_type\tacled_subtype\treason\n"                      \
    "190\tASSAULT\t\tmilitary\tBattles\tArmed clash\tforce\n046\tCONSULT\t\tdiplomatic\t\t\ttalk\n"                      \
    "1384\tTHREATEN\tviolence\tmilitary\t\t\tharm\n138\tTHREATEN\tviolence\tmilitary\t\t\tharm\n"                        \
    "#@file codes/compose.tsv\nop\tembedded\tcameo\nthreaten\t\t138\nthreaten\t19\t1384\nagree\t04\t030\n"
#define HEAD "entry\tpos\twhen\ttype\tmode\tcameo\tactor\trecipient\tcontrol\troleset\texample\n"

static bay_lexicon *open_lexicon(const char *bundle)
{
    bay_lexicon *lexicon = NULL;
    bay_error err = {0};
    assert_int_equal(bay_lexicon_open(bay_str_from(bundle), NULL, NULL, &lexicon, &err), BAY_OK);
    assert_non_null(lexicon->predicates);
    return lexicon;
}

static void a_verb_phrase_is_anchored_at_its_verb(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(CODES "#@file predicates/consult.tsv\n" HEAD "hold talks\tv\t\tCONSULT\t\t046\t\twith|=\t\t\tX held talks.\n");
    const bay_predicate *p = bay_predicate_first(l->predicates, BAY_STR("hold"));
    assert_non_null(p);
    assert_int_equal(p->word_count, 2);
    assert_int_equal(p->recipient_count, 2);
    assert_int_equal(p->recipients[0].kind, BAY_SLOT_PREP);
    assert_int_equal(p->recipients[1].kind, BAY_SLOT_SAME);
    assert_null(bay_predicate_first(l->predicates, BAY_STR("talks")));
    bay_lexicon_free(l);
}

static void a_noun_phrase_is_anchored_before_its_preposition(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(CODES "#@file predicates/assault.tsv\n" HEAD "air strike\tn\t\tASSAULT\t\t190\n"
                                        "declaration of war\tn\t\tASSAULT\t\t190\n");
    assert_non_null(bay_predicate_first(l->predicates, BAY_STR("strike")));
    assert_non_null(bay_predicate_first(l->predicates, BAY_STR("declaration")));
    assert_null(bay_predicate_first(l->predicates, BAY_STR("war")));
    bay_lexicon_free(l);
}

static void conditions_are_read(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(CODES "#@file predicates/assault.tsv\n" HEAD
                                        "seize\tv\tobj:territory|place;!subj=court\tASSAULT\t\t190\t\t\tgains\n");
    const bay_predicate *p = bay_predicate_first(l->predicates, BAY_STR("seize"));
    assert_int_equal(p->condition_count, 2);
    assert_true(p->conditions[0].by_class);
    assert_int_equal(p->conditions[0].value_count, 2);
    assert_true(p->conditions[1].negated);
    assert_false(p->conditions[1].by_class);
    assert_true(bay_str_is(p->control, "gains"));
    bay_lexicon_free(l);
}

static void an_unknown_code_is_a_problem_and_its_row_is_left_out(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(CODES "#@file predicates/assault.tsv\n" HEAD "attack\tv\t\tASSAULT\t\t999\nraid\tv\t\tASSAULT\t\t190\n");
    assert_null(bay_predicate_first(l->predicates, BAY_STR("attack")));
    assert_non_null(bay_predicate_first(l->predicates, BAY_STR("raid")));
    assert_int_equal(l->tables.problems.count, 1);
    bay_lexicon_free(l);
}

static void a_condition_that_says_nothing_is_a_problem(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(CODES "#@file predicates/assault.tsv\n" HEAD "raid\tv\tobj\tASSAULT\t\t190\n");
    assert_int_equal(l->tables.problems.count, 1);
    assert_int_equal(bay_predicate_first(l->predicates, BAY_STR("raid"))->condition_count, 0);
    bay_lexicon_free(l);
}

static void the_longest_embedded_code_composes(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(CODES);
    assert_true(bay_str_is(bay_code_compose(l->predicates, BAY_STR("threaten"), BAY_STR("190")), "1384"));
    assert_true(bay_str_is(bay_code_compose(l->predicates, BAY_STR("threaten"), BAY_STR("046")), "138"));
    assert_true(bay_str_is(bay_code_compose(l->predicates, BAY_STR("agree"), BAY_STR("046")), "030"));
    assert_int_equal(bay_code_compose(l->predicates, BAY_STR("agree"), BAY_STR("190")).size, 0);
    bay_lexicon_free(l);
}

static void the_crosswalk_fills_the_codes(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(CODES);
    const bay_code *code = bay_code_find(l->predicates, BAY_STR("190"));
    assert_int_equal(code->quad, 4);
    assert_true(code->goldstein < -9.9);
    assert_true(bay_str_is(code->type, "ASSAULT"));
    assert_true(bay_str_is(code->acled_type, "Battles"));
    assert_null(bay_code_find(l->predicates, BAY_STR("777")));
    bay_lexicon_free(l);
}

static void words_have_classes_and_bases(void **state)
{
    (void)state;
    bay_lexicon *l = open_lexicon(CODES "#@file predicates/classes.tsv\nclass\twords\naid\tfood|loan\nmoney\tloan\n"
                                        "#@file predicates/irregular.tsv\nbase\tforms\nretake\tretook|retaken\n"
                                        "#@file predicates/apolitical.tsv\nfield\tweight\twords\nsport\t2\twicket\nweather\t1\train\n");
    uint32_t aid = bay_class_bit(l->predicates, BAY_STR("aid")), money = bay_class_bit(l->predicates, BAY_STR("money")), field, other;
    assert_int_equal(bay_word_classes(l->predicates, BAY_STR("loan")), aid | money);
    assert_int_equal(bay_word_classes(l->predicates, BAY_STR("food")), aid);
    assert_int_equal(bay_class_bit(l->predicates, BAY_STR("arms")), 0);
    assert_true(bay_str_is(bay_irregular_base(l->predicates, BAY_STR("retook")), "retake"));
    assert_int_equal(bay_word_apolitical(l->predicates, BAY_STR("wicket"), &field), 2);
    assert_int_equal(bay_word_apolitical(l->predicates, BAY_STR("rain"), &other), 1);
    assert_int_not_equal(field, other);
    bay_lexicon_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_verb_phrase_is_anchored_at_its_verb), cmocka_unit_test(a_noun_phrase_is_anchored_before_its_preposition),
        cmocka_unit_test(conditions_are_read), cmocka_unit_test(an_unknown_code_is_a_problem_and_its_row_is_left_out),
        cmocka_unit_test(a_condition_that_says_nothing_is_a_problem), cmocka_unit_test(the_longest_embedded_code_composes),
        cmocka_unit_test(the_crosswalk_fills_the_codes), cmocka_unit_test(words_have_classes_and_bases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The shared task's metric on cases small enough to count by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "eval/conll18.h"

/* One line a word: "id form lemma upos feats head deprel [misc]". */
static bay_str conllu(char *out, const char *lines)
{
    char *to = out;
    bay_str rest = bay_str_from(lines), line;
    while (bay_str_next(&rest, '\n', &line)) {
        char f[8][40] = {"_", "_", "_", "_", "_", "0", "_", "_"}, copy[200];
        snprintf(copy, sizeof copy, "%.*s", BAY_STR_ARG(line));
        if (sscanf(copy, "%39s %39s %39s %39s %39s %39s %39s %39s", f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]) < 2)
            to += sprintf(to, "\n");
        else
            to += sprintf(to, "%s\t%s\t%s\t%s\t_\t%s\t%s\t%s\t_\t%s\n", f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]);
    }
    to += sprintf(to, "\n");
    return (bay_str){out, (uint32_t)(to - out)};
}

static bay_conll18 score(const char *gold, const char *system)
{
    static char a[20000], b[20000];
    bay_conll18 out;
    bay_error err;
    assert_int_equal(bay_eval_conllu_files(conllu(a, gold), conllu(b, system), &out, &err), BAY_OK);
    return out;
}

static void check(bay_count c, uint32_t gold, uint32_t system, uint32_t right)
{
    assert_int_equal(c.gold, gold);
    assert_int_equal(c.system, system);
    assert_int_equal(c.right, right);
}

#define GOLD "1 Rebels rebel NOUN Number=Plur 2 nsubj\n2 fled flee VERB Tense=Past|VerbForm=Fin 0 root SpaceAfter=No\n" \
             "3 . . PUNCT _ 2 punct\n\n1 Nobody nobody PRON _ 2 nsubj\n2 died die VERB Tense=Past|VerbForm=Fin 0 root SpaceAfter=No\n" \
             "3 . . PUNCT _ 2 punct\n"

static void test_the_same_is_perfect(void **state)
{
    (void)state;
    bay_conll18 s = score(GOLD, GOLD);
    check(s.tokens, 6, 6, 6);
    check(s.sentences, 2, 2, 2);
    check(s.las, 6, 6, 6);
    assert_true(fabs(bay_f1(s.las) - 1) < 1e-12);
}

static void test_subtypes_and_own_features_do_not_count(void **state)
{
    (void)state;
    bay_conll18 s = score("1 was be AUX Tense=Past 2 aux:pass\n2 shot shoot VERB _ 0 root\n",
                          "1 was be AUX ExtPos=ADV|Tense=Past 2 aux\n2 shot shoot VERB Style=Coll 0 root\n");
    check(s.ufeats, 2, 2, 2);
    check(s.las, 2, 2, 2);
}

static void test_wrong_head_and_label(void **state)
{
    (void)state;
    bay_conll18 s = score("1 a a DET _ 2 det\n2 b b NOUN _ 0 root\n3 c c VERB _ 2 acl\n",
                          "1 a a DET _ 3 det\n2 b b NOUN _ 0 root\n3 c x NOUN _ 2 dep\n");
    check(s.uas, 3, 3, 2);
    check(s.las, 3, 3, 1);
    check(s.upos, 3, 3, 2);
    check(s.lemmas, 3, 3, 2);
}

static void test_merged_sentences(void **state)
{
    (void)state;
    bay_conll18 s = score(GOLD, "1 Rebels rebel NOUN Number=Plur 2 nsubj\n2 fled flee VERB Tense=Past|VerbForm=Fin 0 root SpaceAfter=No\n"
        "3 . . PUNCT _ 2 punct\n4 Nobody nobody PRON _ 5 nsubj\n5 died die VERB Tense=Past|VerbForm=Fin 2 parataxis SpaceAfter=No\n"
        "6 . . PUNCT _ 2 punct\n");
    check(s.sentences, 2, 1, 0);
    check(s.words, 6, 6, 6);
    check(s.uas, 6, 6, 4);      /* died lost its root, the last stop its head */
}

static void test_other_tokens(void **state)
{
    (void)state;
    bay_conll18 s = score("1 al al PROPN _ 0 root SpaceAfter=No\n2 - - PUNCT _ 1 punct SpaceAfter=No\n3 Ani Ani PROPN _ 1 flat\n4 left leave VERB _ 1 acl\n",
                          "1 al-Ani al-Ani PROPN _ 2 nsubj\n2 left leave VERB _ 0 root\n");
    check(s.tokens, 4, 2, 1);
    check(s.words, 4, 2, 1);
    check(s.upos, 4, 2, 1);
    check(s.uas, 4, 2, 0);      /* the gold head of "left" has no word on the other side */
}

static void test_multiword_tokens_align_by_form(void **state)
{
    (void)state;
    const char *gold = "1-2 don't _ _ _ _ _\n1 do do AUX _ 3 aux\n2 n't not PART _ 3 advmod\n3 go go VERB _ 0 root\n";
    bay_conll18 same = score(gold, "1 do do AUX _ 3 aux SpaceAfter=No\n2 n't not PART _ 3 advmod\n3 go go VERB _ 0 root\n");
    check(same.tokens, 2, 3, 1);
    check(same.words, 3, 3, 3);
    check(same.las, 3, 3, 3);
    bay_conll18 other = score(gold, "1 don do AUX _ 3 aux SpaceAfter=No\n2 't not PART _ 3 advmod\n3 go go VERB _ 0 root\n");
    check(other.words, 3, 3, 1);
    check(other.las, 3, 3, 1);
}

static void test_forms_align_without_regard_to_case(void **state)
{
    (void)state;
    bay_conll18 s = score("1-2 Won't _ _ _ _ _\n1 wo will AUX _ 0 root\n2 n't not PART _ 1 advmod\n",
                          "1-2 Won't _ _ _ _ _\n1 Wo will AUX _ 0 root\n2 n't not PART _ 1 advmod\n");
    check(s.words, 2, 2, 2);
}

static void test_an_unknown_gold_lemma_is_always_right(void **state)
{
    (void)state;
    check(score("1 x _ X _ 0 root\n", "1 x y X _ 0 root\n").lemmas, 1, 1, 1);
}

static void test_other_text_is_refused(void **state)
{
    (void)state;
    char a[2000], b[2000];
    bay_conll18 out;
    bay_error err;
    assert_int_equal(bay_eval_conllu_files(conllu(a, "1 abc _ X _ 0 root\n"), conllu(b, "1 ab _ X _ 0 root\n"), &out, &err), BAY_BAD_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_is_perfect),
        cmocka_unit_test(test_subtypes_and_own_features_do_not_count),
        cmocka_unit_test(test_wrong_head_and_label),
        cmocka_unit_test(test_merged_sentences),
        cmocka_unit_test(test_other_tokens),
        cmocka_unit_test(test_multiword_tokens_align_by_form),
        cmocka_unit_test(test_forms_align_without_regard_to_case),
        cmocka_unit_test(test_an_unknown_gold_lemma_is_always_right),
        cmocka_unit_test(test_other_text_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Phrases that may refer, out of trees; the ranker's file, whole and damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/io.h"
#include "bayhaqi.h"
#include "doc/conllu.h"
#include "entity/phrases.h"
#include "entity/ranker.h"
#include "lexicon/lexicon.h"

static bay_lexicon *lexicon;
static bay_doc *doc;
static bay_arena scratch;

static int set_up(void **state)
{
    bay_error err;
    (void)state;
    bay_arena_init(&scratch, 64 << 20);
    return bay_lexicon_open((bay_str){"", 0}, NULL, NULL, &lexicon, &err) || bay_doc_new(&doc, &err);
}

static int tear_down(void **state)
{
    (void)state;
    bay_doc_free(doc);
    bay_lexicon_free(lexicon);
    bay_arena_release(&scratch);
    return 0;
}

/* One line a word: "form UPOS head deprel"; an empty line ends a sentence. */
static void read_tree(const char *lines)
{
    static char text[8000];
    char *to = text;
    int number = 1;
    bay_error err;
    bay_str rest = bay_str_from(lines), line;
    while (bay_str_next(&rest, '\n', &line)) {
        char copy[100], form[40], upos[10], head[6], deprel[20];
        snprintf(copy, sizeof copy, "%.*s", BAY_STR_ARG(line));
        if (sscanf(copy, "%39s %9s %5s %19s", form, upos, head, deprel) < 4) {
            to += sprintf(to, "\n");
            number = 1;
        } else to += sprintf(to, "%d\t%s\t%s\t%s\t_\t_\t%s\t%s\t_\t_\n", number++, form, form, upos, head, deprel);
    }
    sprintf(to, "\n");
    bay_doc_clear(doc);
    bay_arena_clear(&scratch);
    assert_int_equal(bay_conllu_read(doc, bay_str_from(text), &err), BAY_OK);
}

/* All phrases of more than verbs, with | between. */
static const char *phrases(bay__phrase_list *list)
{
    static char out[2000];
    char *to = out;
    bay_error err;
    assert_int_equal(bay__find_phrases(lexicon, &scratch, doc, list, &err), BAY_OK);
    for (uint32_t i = 0; i < list->all.count; i++) {
        const bay__phrase *p = &list->all.items[i];
        if (p->kind == BAY__VERB) continue;
        bay_span span = {doc->toks.items[p->begin].span.begin, doc->toks.items[p->end - 1].span.end};
        to += sprintf(to, "%s%.*s", to == out ? "" : "|", BAY_STR_ARG(bay_doc_slice(doc, span)));
    }
    return out;
}

static void test_relative_clauses_and_prepositions(void **state)
{
    (void)state;
    bay__phrase_list list;
    read_tree("in ADP 3 case\nthe DET 3 det\ntown NOUN 7 obl\nthat SCONJ 6 mark\ntroops NOUN 6 nsubj\ntook VERB 3 acl:relcl\nfell VERB 0 root\n");
    assert_string_equal(phrases(&list), "the town that troops took|the town|troops");
}

static void test_possessives(void **state)
{
    (void)state;
    bay__phrase_list list;
    read_tree("the DET 2 det\ngroup NOUN 4 nmod:poss\n's PART 2 case\nleader NOUN 5 nsubj\nfled VERB 0 root\n. PUNCT 5 punct\n");
    assert_string_equal(phrases(&list), "the group 's leader|the group 's");
}

static void test_coordination(void **state)
{
    (void)state;
    bay__phrase_list list;
    read_tree("rebels NOUN 4 nsubj\nand CCONJ 3 cc\nsoldiers NOUN 1 conj\nfought VERB 0 root\n");
    assert_string_equal(phrases(&list), "rebels and soldiers|rebels|soldiers");
    assert_true(list.all.items[0].coordination);
}

static void test_apposition_is_cut(void **state)
{
    (void)state;
    bay__phrase_list list;
    read_tree("Khan PROPN 6 nsubj\n, PUNCT 4 punct\nthe DET 4 det\nminister NOUN 1 appos\n, PUNCT 4 punct\nleft VERB 0 root\n");
    assert_string_equal(phrases(&list), "Khan , the minister|Khan|the minister");
}

static void test_pronouns(void **state)
{
    (void)state;
    bay__phrase_list list;
    read_tree("he PRON 2 nsubj\nsaw VERB 0 root\nher PRON 4 nmod:poss\nhouse NOUN 2 obj\n");
    phrases(&list);
    assert_int_equal(list.all.items[0].gender, BAY__MAN);
    assert_int_equal(list.all.items[0].place, BAY__SUBJECT);
}

/* ---- the file ---- */

static void run(const bay_model *model)
{
    bay__phrase_list list;
    bay__link *links;
    bay_error err;
    read_tree("rebels NOUN 2 nsubj\nfled VERB 0 root\n\nthey PRON 2 nsubj\nsaid VERB 0 root\nthe DET 4 det\nrebels NOUN 2 obj\n");
    assert_int_equal(bay__find_phrases(lexicon, &scratch, doc, &list, &err), BAY_OK);
    assert_int_equal(bay__rank_antecedents(model, &scratch, doc, &list, &links, &err), BAY_OK);
    for (uint32_t i = 0; i < list.all.count; i++) assert_true(links[i].cluster <= i);
}

static void test_damaged_files(void **state)
{
    (void)state;
    bay_mapped file;
    bay_error err;
    bay_model *model;
    if (bay_file_map("models/coref.bayhaqi", &file, &err)) skip();
    assert_int_equal(bay_model_open(file.bytes, file.size, &model, &err), BAY_OK);
    run(model);
    bay_model_free(model);
    char *copy = aligned_alloc(64, (file.size + 63) / 64 * 64);
    for (size_t at = 0; at < 1200; at += 3) {   /* the head and the index */
        memcpy(copy, file.bytes, file.size);
        copy[at] ^= (char)(1 << at % 8);
        if (bay_model_open(copy, file.size, &model, &err)) continue;
        run(model);
        bay_model_free(model);
    }
    for (size_t size = 1; size < file.size; size += 50021) assert_int_not_equal(bay_model_open(copy, size, &model, &err), BAY_OK);
    free(copy);
    bay_file_unmap(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_relative_clauses_and_prepositions), cmocka_unit_test(test_possessives), cmocka_unit_test(test_coordination),
        cmocka_unit_test(test_apposition_is_cut), cmocka_unit_test(test_pronouns), cmocka_unit_test(test_damaged_files)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

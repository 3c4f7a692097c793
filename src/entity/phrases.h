/* entity/phrases.h - the noun phrases and pronouns that may refer: mentions as annotators of coreference mark them.
 *
 *   reads   toks, tree, doc->mentions (names, and chains that the rules made)
 *   writes  a list in scratch, in text order, the longer first where two begin together; nothing in the document
 *
 *   "the wife of U.S. President Donald Trump's lawyer": the whole; "U.S. President Donald Trump's"; "U.S."
 *
 * Spans follow OntoNotes: the whole subtree with its relative clauses and a possessive 's, without prepositions, copulas, clauses
 * beside it, and what is coordinated (the coordination is one more phrase). Relative pronouns are none. Where an apposition or
 * clause follows, the phrase before it is one too: trees are often wrong there. Verbs stand for what is done. Cost: linear in tokens, three passes.
 */
#ifndef BAY_ENTITY_PHRASES_H
#define BAY_ENTITY_PHRASES_H

#include "base/work.h"
#include "doc/doc.h"

struct bay_lexicon;   /* lexicon/lexicon.h; not included: nn/nets.h has a bay_table too */

enum bay__phrase_kind { BAY__PRONOUN, BAY__NAME, BAY__NOUN, BAY__VERB /* a deed, that "this" may refer to */, BAY__KINDS };
enum bay__pronoun { BAY__NO_PRONOUN, BAY__I, BAY__WE, BAY__YOU, BAY__HE, BAY__SHE, BAY__IT, BAY__THEY, BAY__THIS, BAY__THESE, BAY__OTHER_PRONOUN, BAY__PRONOUNS };
enum bay__determined { BAY__BARE, BAY__THE, BAY__A, BAY__DEMONSTRATIVE, BAY__POSSESSED, BAY__QUANTIFIED, BAY__DETERMINED };
enum bay__place_in_clause { BAY__SUBJECT, BAY__PASSIVE_SUBJECT, BAY__OBJECT, BAY__OBLIQUE, BAY__NMOD, BAY__POSSESSIVE, BAY__APPOSITION, BAY__CONJUNCT,
                            BAY__BEFORE_NOUN, BAY__PREDICATE, BAY__TOP, BAY__ELSEWHERE, BAY__PLACES };
enum bay__gender { BAY__ANY_GENDER, BAY__MAN, BAY__WOMAN, BAY__THING, BAY__PERSON /* man or woman */, BAY__GENDERS };
enum { BAY__PHRASE_WORDS = 12 };

typedef struct bay__phrase {
    uint32_t begin, end, head, sent;
    uint32_t core, core_end;        /* without determiners, possessive pronouns and 's      */
    uint32_t name;                  /* in doc->mentions + 1: the name with the head, 0 none */
    uint32_t rule;                  /* chain that the rules gave the head + 1, 0 none       */
    uint64_t key, lemma, last;      /* of the core's words; of the head's lemma; of the core's last word */
    uint64_t initials;              /* key of "nato" for a name of three capitals and more, 0 none */
    uint32_t words[BAY__PHRASE_WORDS], word_count;   /* keys of content words but the head */
    uint8_t kind, pronoun, determined, place, gender, number, type, upos;
    bool quoted, coordination, cut, clause, nmod, apposition, reflexive, is_capital, says /* subject of a verb of saying */;
    uint32_t country;               /* record of the actor index that it names, 0 none */
} bay__phrase;

typedef struct bay__phrase_list {
    BAY_ARRAY(bay__phrase) all;
    bool *quoted;                   /* by token */
} bay__phrase_list;

BAY_MUST_CHECK bay_status bay__find_phrases(const struct bay_lexicon *lexicon, bay_arena *scratch, const bay_doc *doc, bay__phrase_list *out, bay_error *err);
/* By token: within quotation marks. NULL when memory ended. */
bool *bay__quoted_tokens(bay_arena *scratch, const bay_doc *doc);

#endif

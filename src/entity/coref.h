/* entity/coref.h - chains of mentions that refer to the same person, group or place.
 *
 *   reads   names (mentions), toks, tree; country, group and organisation names and titles of the dictionaries
 *   writes  mention.chain, doc->chain_count; adds the nominal and pronoun mentions that belong to a chain (the array stays
 *           in text order)
 *
 *   "Prime Minister Imran Khan ... Mr. Khan ... he"; "the Taliban ... the group ... they"; "U.S." = "United States"
 *
 * With a ranker (entity/ranker.h), nouns and pronouns go to the antecedent of the highest score where it is sure (entity/chains.h).
 *
 * Rules in the manner of the sieves of Lee et al. (2013): equal names, surname after full name, acronym, same
 * dictionary entry; then nouns ("the minister", "the group"); then pronouns to the nearest fitting subject. Looks back at most
 * 48 candidates and four sentences: linear in the tokens.
 */
#ifndef BAY_ENTITY_COREF_H
#define BAY_ENTITY_COREF_H

#include "base/work.h"
#include "doc/doc.h"
#include "nn/model.h"

struct bay_lexicon;

BAY_MUST_CHECK bay_status bay__corefer(const bay_model *ranker, const struct bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif

/* entity/chains.h - the chains of the document, from those of the rules and the links of the ranker.
 *
 *   reads   doc->mentions with the chains of the rules; links of entity/ranker.h
 *   writes  mention.chain, doc->chain_count; adds nouns and pronouns (the array stays in text order)
 *
 * Names are told apart by the rules alone: two names of one chain of the ranker stay two, for two persons of one family are not one.
 * A pronoun or a noun goes where the ranker puts it when it is sure enough, else where the rules do. First and second persons are
 * left out: who speaks is known from the quotation. Linear in phrases.
 */
#ifndef BAY_ENTITY_CHAINS_H
#define BAY_ENTITY_CHAINS_H

#include "entity/ranker.h"

BAY_MUST_CHECK bay_status bay__write_links(bay_arena *scratch, bay_doc *doc, const bay__phrase_list *phrases, const bay__link *links, bay_error *err);

#endif

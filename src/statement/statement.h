/* statement/statement.h - predicates with their arguments, polarity and status.
 *
 *   reads   doc->sents, toks with their tree, mentions, attributions; lexicon statement/...
 *   writes  doc->statements, sentence by sentence, governing predicates before governed ones
 *
 * One for each verb, event noun, light verb with its noun, and adjective with a copula. "Rebels vowed to shell the port"
 * gives vow (happened; subj rebels) and shell (planned; subj rebels by control, obj port; parent vow, xcomp, "to").
 * What did not happen never gets BAY_HAPPENED: see status.h for how the status travels down the tree.
 * Cost: linear in the tokens but for the arguments that coordination multiplies, which have a cap.
 */
#ifndef BAY_STATEMENT_STATEMENT_H
#define BAY_STATEMENT_STATEMENT_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__state(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif

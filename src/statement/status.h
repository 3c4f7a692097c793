/* statement/status.h - did it happen: the status of each statement, worked down the tree.
 *
 *   reads   the view, statements with their arguments, attributions; lexicon statement/embedders, markers, contested
 *   writes  status and negated of the statements
 *
 * Each token stands in a reality: what its governor makes of it (threaten to, call for, fail to, deny; lexicon
 * statement/embedders), changed by its own small words (not, will, could, if; statement/markers), and by the cue of the
 * attribution whose content begins there. A reality that is not "happened" passes to all below it unless a word
 * presupposes its complement (condemn, after). After Nairn, Condoravdi and Karttunen, "Computing relative polarity for
 * textual inference" (2006), and FactBank's source-nested factuality (Sauri and Pustejovsky 2009), cut to the ledger's
 * nine values. An unknown governor makes an infinitive hypothetical: better no event than a false one.
 */
#ifndef BAY_STATEMENT_STATUS_H
#define BAY_STATEMENT_STATUS_H

#include "statement/predicates.h"

/* Sets the status of all statements of the sentence; false when memory ended. */
bool bay__set_status(bay_stater *st, const bay_sent *sent, uint32_t first_statement);

#endif

/* parse/mend.h - slips of the trees that no reading of English allows, put right before any stage sees them.
 *
 *   reads, writes  heads and relations of one sentence
 *
 * "on Monday morning 52 fighters had been killed": the number after a part of the day counts what follows; no noun of that
 * kind takes a number after it (a month does: "May 5"). What hangs on opinion is left to the stages (statement/repair.c).
 * Cost: linear in the words.
 */
#ifndef BAY_PARSE_MEND_H
#define BAY_PARSE_MEND_H

#include "doc/doc.h"

void bay__mend_tree(bay_doc *doc, const bay_sent *sent);

#endif

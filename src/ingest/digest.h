/* ingest/digest.h - several whole articles in one text: where each begins.
 *
 * Reads text without mark-up. Writes nothing: says at which byte the next article begins. Sure signs only:
 *   marks of exports     "Document 2 of 20", "2 of 20 DOCUMENTS" open an article; "End of Document", "Document LBA0000020210802eh8200abc" end one
 *   a line of signs      "---", "* * *" between two stories, before a headline with a by-line, a date or a dateline below it
 *   headline alone       with two of these three, where the first story of the text opens so too
 * Comments, live pages and quoted mail are never cut, nor a list of headlines with a sentence each.
 *
 *     bay__digest digest;
 *     bay__digest_init(&digest, text);
 *     for (uint32_t at = 0; at < text.size; at = next) next = bay__digest_next(&digest, at);   // text.size: the last
 *
 * One pass to look for marks, one to cut, a few lines of look-ahead: linear.
 */
#ifndef BAY_INGEST_DIGEST_H
#define BAY_INGEST_DIGEST_H

#include "base/str.h"

typedef struct bay__digest {
    bay_str text;
    bool opens, ends;        /* the text has marks that open, that end an article */
    uint32_t signs;          /* of an article, below the first headline           */
} bay__digest;

void bay__digest_init(bay__digest *digest, bay_str text);
/* Where the article after the one that begins at from begins; text.size when that is the last. */
uint32_t bay__digest_next(const bay__digest *digest, uint32_t from);
/* Where the first article of an export begins: what stands before it is a list of what follows. */
uint32_t bay__digest_cover(const bay__digest *digest);
/* Past the mark of an article that begins at from. *outlet: the line between the mark and the day; empty where it is not so. */
uint32_t bay__digest_head(const bay__digest *digest, uint32_t from, bay_str *outlet);

#endif

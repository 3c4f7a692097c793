/* lexicon/lexicon.h - all dictionaries, loaded and indexed once, const afterwards and shared by threads.
 *
 * Each kind has its own header with the index that the stages match against; this one holds them together.
 * Cost: the tables are read once at start (about a millisecond for each thousand rows).
 */
#ifndef BAY_LEXICON_LEXICON_H
#define BAY_LEXICON_LEXICON_H

#include "lexicon/table.h"

typedef struct bay_lexicon {
    bay_arena arena;
    bay_tables tables;
    struct bay_actor_index *actors;               /* lexicon/actors.h      */
    struct bay_word_index *words;                 /* lexicon/words.h       */
    struct bay_predicate_index *predicates;       /* lexicon/predicates.h  */
    struct bay_attribution_index *attribution;    /* lexicon/attribution.h */
    struct bay_furniture *furniture;              /* lexicon/furniture.h   */
    struct bay_languages *languages;              /* lexicon/languages.h   */
} bay_lexicon;

/* bundle: what is built in, may be empty; dir: overlay, may be NULL; people: rows of actors/people that a ledger has learned, as a
 * table, may be NULL: they stand after all others and are no part of the version. */
BAY_MUST_CHECK bay_status bay_lexicon_open(bay_str bundle, const char *dir, const char *people, bay_lexicon **out, bay_error *err);
void bay_lexicon_free(bay_lexicon *lexicon);

#endif

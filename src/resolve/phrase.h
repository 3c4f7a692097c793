/* resolve/phrase.h - what stands in a noun phrase: names and words of the dictionaries, the person's name, "former".
 *
 *   reads   toks, tree, mentions, the actor index
 *   writes  a bay__phrase on the caller's stack
 *
 *   "Pakistan's foreign ministry spokesman Zahid Hafeez Chaudri" -> items Pakistan (country), foreign ministry
 *   (institution), spokesman (agent); name: the last three tokens
 *
 * The phrase is the head with what stands left of it and what continues its name on the right; of-phrases and clauses are
 * not in it. Bounded: 30 tokens, 12 items.
 */
#ifndef BAY_RESOLVE_PHRASE_H
#define BAY_RESOLVE_PHRASE_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/actors.h"
#include "resolve/story.h"

enum { BAY__ITEMS_MAX = 12 };

/* A body that the text has told of before, for guesses. */
typedef struct bay__body {
    uint32_t tok;
    bay_str sector, country;
    bool guessed;
} bay__body;

enum { BAY__BODIES = 24 };

/* What the actor stage knows while it reads one document. */
typedef struct bay__resolver {
    const bay_actor_index *actors;
    bay_doc *doc;
    bay_arena *scratch;
    bay_phrase_text text;
    bay_story story;
    bay_date day;            /* on which offices and groups must hold: of publication, else the latest that the text tells */
    uint32_t *name_at;       /* by token: the name mention that covers it + 1 */
    bay__body bodies[BAY__BODIES];   /* last of each sector */
    uint32_t keep;           /* candidates kept of a guess */
    uint32_t *mention_of;    /* by token: a nominal or pronoun mention whose head it is + 1 */
} bay__resolver;

typedef struct bay__item {
    uint32_t begin, end;
    uint32_t entry;
    uint8_t kind;            /* enum bay_actor_kind of the entry */
    const bay_actor_record *record;
} bay__item;

typedef struct bay__phrase {
    uint32_t head, begin, end;
    bay__item items[BAY__ITEMS_MAX];
    uint32_t count;
    uint32_t head_item;                 /* the item that covers the head, BAY_NONE */
    uint32_t name_begin, name_end;      /* of the person; equal: none */
    bool former;                        /* "former", "retired", "ex-" before the role */
} bay__phrase;

void bay__phrase_read(const bay__resolver *r, uint32_t head, bay__phrase *out);
/* A country, group, body or people that may own what stands right of it. */
bool bay__item_is_owner(const bay__item *item);
/* A word that says what somebody is: agent, institution, title. */
bool bay__item_is_role(const bay__item *item);

#endif

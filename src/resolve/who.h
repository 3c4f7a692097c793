/* resolve/who.h - a noun phrase without a person's name to who it is: country, sectors, group, role.
 *
 *   reads   a bay__phrase, the tree below its head, doc->places, the story
 *   writes  up to four bay__who ("Afghan and U.S. officials" is two)
 *
 * The head's word gives sectors (agent, institution, title); the owner left of it ("Afghan", "Pakistan's", "Taliban"), or
 * in a phrase with of, for, from, in on the right, gives country or group; failing that the story around, with a
 * lower confidence. Codes are composed in CAMEO's manner (Schrodt, CAMEO manual 1.1b3, ch. 3): country, then role.
 */
#ifndef BAY_RESOLVE_WHO_H
#define BAY_RESOLVE_WHO_H

#include "resolve/phrase.h"

enum { BAY__WHO_MAX = 4 };

typedef struct bay__who {
    const bay_actor_record *group;    /* group, organisation, party, people; NULL */
    bay_str country, sectors;         /* sectors as in the tables: "GOV|MIL"      */
    bay_str id, name;                 /* NULL bytes: composed from the code        */
    bay_span role;                    /* bytes of the words that say what one is   */
    bay_str role_name;                /* canonical, where a title gives it         */
    bay_str manner;                   /* "acting", "interim" before the role; may be empty */
    bool has_role, former, guessed;   /* guessed: the country is the story's       */
    float confidence;
    const char *why;
    const bay_actor_candidate *others;   /* whom it might be too */
    uint32_t other_count;
} bay__who;

/* 0: the phrase names nobody that the dictionaries know. */
uint32_t bay__who_read(const bay__resolver *r, const bay__phrase *p, bay__who out[BAY__WHO_MAX]);
/* What the words before, or after, the person's name in p say of him; false: nothing. */
bool bay__who_role(const bay__resolver *r, const bay__phrase *p, bay__who *out);
/* Gives one who stands at head a country that the text does not tell; false: none is near. */
bool bay__who_guess(const bay__resolver *r, uint32_t head, bay__who *who);
/* "PAK" + "GOV|MIL" -> "PAKGOV"; a group's own code wins. NULL bytes when nothing is known or memory ended. */
bay_str bay__who_code(const bay__who *who, bay_arena *arena);

#endif

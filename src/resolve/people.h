/* resolve/people.h - named persons: dated offices of the dictionary, and roles that the text itself tells.
 *
 *   reads   mentions, chains, the phrases around names, actors/people
 *   writes  a table of roles by mention and chain (in scratch), then one bay_actor for a person
 *
 *   "Pakistan's foreign ministry spokesman Zahid Hafeez Chaudri", "the Afghan president, Ashraf Ghani",
 *   "Ghulam Mustafa, a retired lieutenant general", "Mr. Yusuf, Pakistan's national security adviser",
 *   "Noor is the group's spokesman"
 *
 * What the text says of a person holds for every mention of his chain. An office of the dictionary counts when it is valid on
 * the day of publication; past it the person is a former one and no longer of the government.
 */
#ifndef BAY_RESOLVE_PEOPLE_H
#define BAY_RESOLVE_PEOPLE_H

#include "resolve/who.h"

typedef struct bay__roles {
    BAY_ARRAY(bay__who) said;     /* what the text says of persons         */
    uint32_t *by_mention;         /* in said + 1, 0: nothing               */
    uint32_t *by_chain;
    uint32_t *person_of;          /* by token: the mention + 1 that the noun of office goes with */
    uint32_t *name_of_chain;      /* mention with the longest name + 1     */
} bay__roles;

bool bay__roles_read(const bay__resolver *r, bay__roles *out);
/* The person named at mention `number`; role: what the phrase at hand says, may be NULL. False: out of memory. */
bool bay__person_resolve(const bay__resolver *r, const bay__roles *roles, uint32_t number, const bay__who *role, bay_actor *out);
void bay__actor_sectors(bay_actor *actor, bay_str sectors);

#endif

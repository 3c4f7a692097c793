/* lexicon/actors.h - the dictionaries of who acts, as records, and one phrase index over all their names.
 *
 *   reads   tables actors/countries groups organisations parties ethnic institutions agents titles people guess
 *   writes  one record for each row; phrases whose entries point to records
 *
 * A country's names, demonyms, capital and seats all point to the country's record; the kind of the entry says
 * which it was. A person or a group with several rows (offices, dated codes) has several records with the same id.
 *
 *     bay_phrases_match(&index->phrases, &text, tok, end, BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY), &m)
 *     index->records.items[index->phrases.entries.items[m.entry].record].code
 *
 * Cost: about two microseconds a name at start.
 */
#ifndef BAY_LEXICON_ACTORS_H
#define BAY_LEXICON_ACTORS_H

#include "lexicon/lexicon.h"
#include "lexicon/phrases.h"

enum bay_actor_kind {
    BAY_ACTOR_COUNTRY, BAY_ACTOR_DEMONYM, BAY_ACTOR_CAPITAL, BAY_ACTOR_SEAT, BAY_ACTOR_GROUP, BAY_ACTOR_ORGANISATION,
    BAY_ACTOR_PARTY, BAY_ACTOR_ETHNIC, BAY_ACTOR_INSTITUTION, BAY_ACTOR_AGENT, BAY_ACTOR_TITLE, BAY_ACTOR_PERSON,
    BAY_ACTOR_KIND_COUNT
};
#define BAY_ACTOR_BIT(kind) (1u << (kind))

typedef struct bay_actor_record {
    uint8_t kind;          /* enum bay_actor_kind; COUNTRY for every row of countries.tsv           */
    bay_str id;            /* code of a country; id of a group, a person ...; the pattern otherwise  */
    bay_str name;          /* canonical name                                                         */
    bay_str code;          /* CAMEO manner where the row gives one                                   */
    bay_str country;       /* alpha-3; empty: none, or the country named in the text                 */
    bay_str sectors;       /* "GOV|MIL"                                                              */
    bay_str role;          /* people, titles; of a country its capital                              */
    bay_str what;          /* agents: person group body; titles: office rank courtesy; people: org   */
    bay_str note;          /* people: "common name" wants a second sign; agents: plural-only        */
    bay_date from, to;     /* unset: open                                                            */
    uint32_t next_office;  /* people: an earlier row of the same country and office, 0 none         */
    bay_str file;
    uint32_t line;
} bay_actor_record;

typedef struct bay_actor_index {
    bay_phrases phrases;
    BAY_ARRAY(bay_actor_record) records;   /* record 0 is a blank one */
    bay_map countries;                     /* alpha-3 code -> record  */
    bay_map ids;                           /* id -> its last record   */
    bay_map offices;                       /* "PAK|prime minister" -> its last record */
    double guess[BAY_GUESS_COUNT];         /* weights of actors/guess */
    bool can_guess;                        /* there is such a table   */
} bay_actor_index;

BAY_MUST_CHECK bay_status bay__actors_build(bay_lexicon *lexicon, bay_error *err);

/* "before" .. as actors/guess.tsv names them. */
const char *bay_guess_name(int evidence);
/* NULL when unknown. */
const bay_actor_record *bay_actors_country(const bay_actor_index *index, bay_str code);
const bay_actor_record *bay_actors_by_id(const bay_actor_index *index, bay_str id);
static inline const bay_actor_record *bay_actors_entry(const bay_actor_index *index, uint32_t entry)
{
    return &index->records.items[index->phrases.entries.items[entry].record];
}
/* Who holds that office of a country on that day; NULL when nobody, several, or the day is unset. */
const bay_actor_record *bay_actors_holder(const bay_actor_index *index, bay_arena *scratch, bay_str country, bay_str office, bay_date day);
/* "Dominican?" of Dominica: a name that is the country's only where the text speaks of it; its words are in the record's note. */
bool bay_actor_is_told(const bay_actor_record *record);
/* Told by earlier articles of a ledger, not by a dictionary: it stands for no office, and what an article tells itself wins. */
bool bay_actor_is_learned(const bay_actor_record *record);
/* Whether the record holds on that day; an unset day fits all. */
bool bay_actor_valid_on(const bay_actor_record *record, bay_date day);

#endif

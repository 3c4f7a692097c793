/* clean/language.h - in which language a text is, told offline: by its letters, then by its little words.
 *
 *     bay__tongue t = {0};
 *     bay__hear(&t, lexicon->languages, scratch, text), bay__tongue_code(&t, lexicon->languages) -> "tr"
 *
 * Cost: one look-up a word, at most 600 words of a text.
 */
#ifndef BAY_CLEAN_LANGUAGE_H
#define BAY_CLEAN_LANGUAGE_H

#include "lexicon/languages.h"

typedef struct bay__tongue {
    uint32_t words, high;                    /* words looked at; letters that are not Latin */
    uint32_t letters;
    uint32_t hits[BAY_LANGUAGES_MAX];
    uint32_t scripts[12];
} bay__tongue;

/* Adds a text to what is counted; call for each block, then ask. */
void bay__hear(bay__tongue *tongue, const bay_languages *languages, bay_arena *scratch, bay_str text);
/* ISO 639-1 code; empty: too little, or no language of the table. */
bay_str bay__tongue_code(const bay__tongue *tongue, const bay_languages *languages);

#endif

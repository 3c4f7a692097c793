/* lexicon/languages.h - the little words by which languages are told.
 *
 *   reads   table pages/languages (language, script, words)
 *   writes  a map from each word to the languages that have it, a bit each
 *
 *     bay_languages_of(lexicon->languages, BAY_STR("und")) -> bit of "de"
 */
#ifndef BAY_LEXICON_LANGUAGES_H
#define BAY_LEXICON_LANGUAGES_H

#include "base/map.h"
#include "lexicon/lexicon.h"

enum { BAY_LANGUAGES_MAX = 64 };

typedef struct bay_languages {
    bay_str codes[BAY_LANGUAGES_MAX];
    bool cyrillic[BAY_LANGUAGES_MAX];
    uint32_t count;
    bay_map words;           /* word -> index of its masks */
    BAY_ARRAY(uint64_t) masks;
} bay_languages;

BAY_MUST_CHECK bay_status bay__languages_build(bay_lexicon *lexicon, bay_error *err);
/* Bits of the languages that have the word; 0: none. languages may be NULL. */
uint64_t bay_languages_of(const bay_languages *languages, bay_str word);

#endif

#include "clean/language.h"

#include "base/utf8.h"

enum { WORDS_MAX = 600, WORDS_MIN = 4, LETTERS_MIN = 8 };

/* Scripts that one language, or one of a few, is written in. */
enum script { LATIN, CYRILLIC, ARABIC, URDU, PASHTO, PERSIAN, GREEK, HEBREW, DEVANAGARI, CJK, KANA, HANGUL };

static bool among(uint32_t code, const uint32_t *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == code) return true;
    }
    return false;
}

/* Letters that Arabic itself has not, by who has them. */
static int arabic_letter(uint32_t c)
{
    static const uint32_t urdu[] = {0x679, 0x688, 0x691, 0x6BA, 0x6BE, 0x6C1, 0x6D2};
    static const uint32_t pashto[] = {0x67C, 0x681, 0x685, 0x689, 0x693, 0x696, 0x69A, 0x6AB, 0x6BC, 0x6CD, 0x6D0};
    static const uint32_t persian[] = {0x67E, 0x686, 0x698, 0x6AF, 0x6A9, 0x6CC};
    if (among(c, urdu, sizeof urdu / sizeof *urdu)) return URDU;
    if (among(c, pashto, sizeof pashto / sizeof *pashto)) return PASHTO;
    return among(c, persian, sizeof persian / sizeof *persian) ? PERSIAN : ARABIC;
}

static int script_of(uint32_t c)
{
    if (c < 0x370) return LATIN;
    if (c < 0x400) return GREEK;
    if (c < 0x530) return CYRILLIC;
    if (c >= 0x590 && c < 0x600) return HEBREW;
    if ((c >= 0x600 && c < 0x780) || (c >= 0xFB50 && c < 0xFF00)) return arabic_letter(c);
    if (c >= 0x900 && c < 0x980) return DEVANAGARI;
    if (c >= 0x3040 && c < 0x3100) return KANA;
    if (c >= 0xAC00 && c < 0xD7B0) return HANGUL;
    return (c >= 0x3400 && c < 0xA000) || (c >= 0x20000 && c < 0x30000) ? CJK : LATIN;
}

static void hear_word(bay__tongue *t, const bay_languages *l, bay_str word)
{
    uint64_t mask = bay_languages_of(l, word);
    t->words++;
    for (uint32_t i = 0; mask; i++, mask >>= 1) t->hits[i] += mask & 1;
}

void bay__hear(bay__tongue *t, const bay_languages *l, bay_arena *scratch, bay_str text)
{
    if (t->words >= WORDS_MAX || !text.size) return;
    bay_mark mark = bay_arena_mark(scratch);
    bay_str folded = bay_utf8_fold(scratch, bay_str_slice(text, 0, text.size < 8000 ? text.size : 8000));
    uint32_t begin = 0, code, step;
    bool inside = false;
    for (uint32_t at = 0; folded.bytes && at < folded.size && t->words < WORDS_MAX; at += step) {
        step = bay_utf8_decode(folded, at, &code);
        bool letter = bay_utf8_is_letter(code) || (inside && (code == '\'' || (code >= '0' && code <= '9')));
        if (letter) t->scripts[script_of(code)]++, t->letters++;
        if (letter && !inside) begin = at;
        if (!letter && inside) hear_word(t, l, bay_str_slice(folded, begin, at));
        inside = letter;
    }
    if (inside && folded.bytes && t->words < WORDS_MAX) hear_word(t, l, bay_str_slice(folded, begin, folded.size));
    bay_arena_reset(scratch, mark);
}

/* Written in neither Latin nor Cyrillic letters: the letters tell. */
static bay_str by_letters(const bay__tongue *t)
{
    static const char *const codes[] = {"", "", "ar", "ur", "ps", "fa", "el", "he", "hi", "zh", "ja", "ko"};
    uint32_t arabic = t->scripts[ARABIC] + t->scripts[URDU] + t->scripts[PASHTO] + t->scripts[PERSIAN], half = t->letters / 2;
    if (arabic > half) {
        if (t->scripts[PASHTO] * 60 > arabic) return BAY_STR("ps");
        if (t->scripts[URDU] * 30 > arabic) return BAY_STR("ur");
        return t->scripts[PERSIAN] * 30 > arabic ? BAY_STR("fa") : BAY_STR("ar");
    }
    if (t->scripts[KANA] * 10 > t->letters) return BAY_STR("ja");
    for (int s = GREEK; s <= HANGUL; s++) {
        if (t->scripts[s] > half) return bay_str_from(codes[s]);
    }
    return (bay_str){0};
}

bay_str bay__tongue_code(const bay__tongue *t, const bay_languages *l)
{
    if (t->letters < LETTERS_MIN) return (bay_str){0};
    bay_str told = by_letters(t);
    if (told.size || t->words < WORDS_MIN || !l) return told;
    bool cyrillic = t->scripts[CYRILLIC] * 2 > t->letters;
    uint32_t best = BAY_LANGUAGES_MAX;
    for (uint32_t i = 0; i < l->count; i++) {
        if (l->cyrillic[i] == cyrillic && t->hits[i] && (best == BAY_LANGUAGES_MAX || t->hits[i] > t->hits[best])) best = i;
    }
    /* One word in nine, and in short texts two words, must be of the language. */
    bool enough = best < BAY_LANGUAGES_MAX && t->hits[best] * 9 >= t->words && (t->hits[best] > 1 || t->words < 8);
    return enough ? l->codes[best] : (bay_str){0};
}

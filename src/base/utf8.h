/* base/utf8.h - reading UTF-8, over utf8proc's tables for what needs Unicode. */
#ifndef BAY_BASE_UTF8_H
#define BAY_BASE_UTF8_H

#include "base/str.h"

#define BAY_UTF8_BAD 0xFFFFFFFFu

/* Decodes the character at s.bytes[at] (at < s.size): its code, or BAY_UTF8_BAD; returns its size, at least 1. */
uint32_t bay_utf8_decode(bay_str s, uint32_t at, uint32_t *code);
/* Writes code as UTF-8 into out[4]; returns the size. */
uint32_t bay_utf8_encode(uint32_t code, char *out);
bool bay_utf8_is_valid(bay_str s);
/* A copy with each bad byte replaced by U+FFFD. */
bay_str bay_utf8_repair(bay_arena *arena, bay_str s);
bool bay_utf8_is_letter(uint32_t code);
bool bay_utf8_is_digit(uint32_t code);
bool bay_utf8_is_upper(uint32_t code);
bool bay_utf8_is_space(uint32_t code);      /* white space and no-break, zero-width and thin spaces */
uint32_t bay_utf8_lower(uint32_t code);
/* Lower case; typographic quotes, dashes and spaces to their ASCII form; the key of all dictionaries. */
bay_str bay_utf8_fold(bay_arena *arena, bay_str s);
/* As fold, and accents and other marks taken off (Elysée -> elysee). */
bay_str bay_utf8_fold_marks(bay_arena *arena, bay_str s);

#endif

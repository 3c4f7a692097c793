#include "nn/features.h"

#include <stdio.h>

#include "base/utf8.h"

enum { KEPT = 32, SHAPE_MAX = 16, BUFFER = KEPT * 4 + 8 };

static uint32_t mix(uint32_t h)
{
    h ^= h >> 16;
    h *= 0x85EBCA6Bu;
    h ^= h >> 13;
    h *= 0xC2B2AE35u;
    return h ^ (h >> 16);
}

static uint32_t fnv(uint32_t h, const char *bytes, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++) h = (h ^ (unsigned char)bytes[i]) * 16777619u;
    return h;
}

static uint32_t row(char kind, bay_str text, uint32_t rows)
{
    return mix(fnv(fnv(2166136261u, &kind, 1), text.bytes, text.size)) % rows;
}

/* The first characters of a text, digits as 0, with where each begins. */
struct spelling {
    char bytes[BUFFER];
    uint32_t at[KEPT + 1], count;
};

static void spell(bay_str text, struct spelling *s, bool zero_digits)
{
    uint32_t from = 0, size = 0, code;
    s->count = 0;
    while (from < text.size && s->count < KEPT) {
        uint32_t step = bay_utf8_decode(text, from, &code);
        s->at[s->count++] = size;
        for (uint32_t i = 0; i < step; i++) {
            char c = text.bytes[from + i];
            s->bytes[size++] = zero_digits && c >= '0' && c <= '9' ? '0' : c;
        }
        from += step;
    }
    s->at[s->count] = size;
}

static bay_str first(const struct spelling *s, uint32_t n)
{
    return (bay_str){s->bytes, s->at[n < s->count ? n : s->count]};
}

static bay_str last(const struct spelling *s, uint32_t n)
{
    uint32_t from = s->at[n < s->count ? s->count - n : 0];
    return (bay_str){s->bytes + from, s->at[s->count] - from};
}

static uint32_t shape_of(uint32_t code)
{
    if (bay_utf8_is_upper(code)) return 'X';
    if (bay_utf8_is_letter(code)) return 'x';
    return bay_utf8_is_digit(code) ? '0' : code;
}

/* X, x, 0 and the character itself for the rest; runs are cut to three. */
static bay_str shape(bay_str form, char out[SHAPE_MAX * 4])
{
    uint32_t kept[SHAPE_MAX], count = 0, size = 0, code;
    for (uint32_t at = 0; at < form.size && count < SHAPE_MAX;) {
        at += bay_utf8_decode(form, at, &code);
        code = shape_of(code);
        if (count >= 3 && kept[count - 1] == code && kept[count - 2] == code && kept[count - 3] == code) continue;
        kept[count++] = code;
        size += bay_utf8_encode(code == BAY_UTF8_BAD ? '?' : code, out + size);
    }
    return (bay_str){out, size};
}

void bay__word_rows(bay_str form, bay_str norm, uint32_t n, uint32_t *rows)
{
    struct spelling s, exact;
    char shaped[SHAPE_MAX * 4];
    spell(norm, &s, true);
    spell(form, &exact, false);
    rows[0] = row('n', first(&s, KEPT), n);
    rows[1] = row('m', first(&s, KEPT), n);
    rows[2] = row('a', first(&s, 1), n);
    rows[3] = row('b', first(&s, 2), n);
    rows[4] = row('c', first(&s, 3), n);
    rows[5] = row('x', last(&s, 2), n);
    rows[6] = row('y', last(&s, 3), n);
    rows[7] = row('z', last(&s, 4), n);
    rows[8] = row('s', shape(form, shaped), n);
    rows[9] = row('f', first(&exact, KEPT), n);
}

static uint32_t characters(bay_str text, uint32_t most)
{
    uint32_t count = 0, code;
    for (uint32_t at = 0; at < text.size && count < most; count++) at += bay_utf8_decode(text, at, &code);
    return count;
}

void bay__piece_rows(bay_str form, bay_str norm, bool space_before, bool space_after, uint32_t n, uint32_t *rows)
{
    struct spelling s;
    char shaped[SHAPE_MAX * 4 + 2], flags[2] = {space_before ? '1' : '0', space_after ? '1' : '0'}, length[2];
    spell(norm, &s, true);
    bay_str form_shape = shape(form, shaped + 2);
    memcpy(shaped, flags, 2);
    uint32_t size = characters(form, 20);
    length[0] = (char)('0' + (size < 10 ? size : size / 10));
    length[1] = (char)('0' + size % 10);
    rows[0] = row('n', first(&s, KEPT), n);
    rows[1] = row('m', first(&s, KEPT), n);
    rows[2] = row('b', first(&s, 2), n);
    rows[3] = row('y', last(&s, 3), n);
    rows[4] = row('s', form_shape, n);
    rows[5] = row('g', (bay_str){shaped, form_shape.size + 2}, n);
    rows[6] = row('h', (bay_str){flags, 2}, n);
    rows[7] = row('l', (bay_str){length, size < 10 ? 1 : 2}, n);
}

/* Where key stands among sorted keys, BAY_NOT_KNOWN. */
static uint32_t search(const uint32_t *keys, uint32_t count, uint32_t key)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (keys[middle] < key) low = middle + 1;
        else high = middle;
    }
    return low < count && keys[low] == key ? low : BAY_NOT_KNOWN;
}

uint32_t bay__known_word(const bay_encoder *encoder, bay_str norm)
{
    return search(encoder->known_keys, encoder->known.rows, mix(fnv(2166136261u, norm.bytes, norm.size)));
}

uint32_t bay__coref_word(const bay_model *model, bay_str norm)
{
    return search(model->coref.known_keys, model->coref.known.rows, mix(fnv(2166136261u, norm.bytes, norm.size)));
}

uint32_t bay__known_lemma(const bay_model *model, bay_str norm, const char *upos)
{
    uint32_t h = fnv(fnv(2166136261u, norm.bytes, norm.size), " ", 1);
    uint32_t at = search(model->lemma_keys, model->lemma_count, mix(fnv(h, upos, (uint32_t)strlen(upos))));
    return at == BAY_NOT_KNOWN ? at : model->lemma_edits[at];
}

/* ---- lists of names ------------------------------------------------------------- */

static uint32_t kinds_of(const bay_name_lists *lists, uint32_t hash)
{
    uint32_t at = search(lists->keys, lists->count, mix(hash));
    return at == BAY_NOT_KNOWN ? 0 : lists->kinds[at];
}

/* Words of the longest listed name at the first of norms; its kinds in *kinds. */
static uint32_t longest(const bay_name_lists *lists, bay_str form, const bay_str *norms, uint32_t count, uint32_t *kinds)
{
    uint32_t code, hash = 2166136261u, best = 0;
    bay_utf8_decode(form, 0, &code);
    if (!form.size || !(bay_utf8_is_upper(code) || bay_utf8_is_digit(code))) return 0;
    for (uint32_t n = 0; n < count && n < BAY_LISTED_WORDS_MAX; n++) {
        if (n) hash = fnv(hash, " ", 1);
        hash = fnv(hash, norms[n].bytes, norms[n].size);
        uint32_t found = kinds_of(lists, hash);
        if (found) best = n + 1, *kinds = found;
    }
    return best;
}

static uint32_t kinds_row(char kind, const char *before, uint32_t kinds, uint32_t table_rows)
{
    char text[16];
    int size = snprintf(text, sizeof text, "%s%u", before, kinds);
    return row(kind, (bay_str){text, (uint32_t)size}, table_rows);
}

void bay__list_rows(const bay_name_lists *lists, const bay_str *forms, const bay_str *norms, uint32_t count, uint32_t table_rows,
                    uint32_t step, uint32_t *rows)
{
    uint32_t left = 0, kinds = 0;
    for (uint32_t i = 0; i < count; i++, rows += step) {
        bool begins = left == 0;
        if (begins) left = longest(lists, forms[i], norms + i, count - i, &kinds);
        rows[BAY_WORD_ROWS] = left ? kinds_row('G', begins ? "B" : "I", kinds, table_rows) : row('G', BAY_STR("O"), table_rows);
        if (left) left--;
        uint32_t alone = kinds_of(lists, fnv(2166136261u, norms[i].bytes, norms[i].size));
        rows[BAY_WORD_ROWS + 1] = kinds_row('H', "", alone, table_rows);
    }
}

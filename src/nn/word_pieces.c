#include "nn/word_pieces.h"

#include <utf8proc.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { PART_MAX = 100, NONE = -1 };

/* ---- the table --------------------------------------------------------------------------- */

static uint32_t hash_on(uint32_t h, const char *bytes, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++) h = (h ^ (unsigned char)bytes[i]) * 16777619u;
    return h;
}

static uint32_t spread(uint32_t h) { return h ^ h >> 15 ^ h >> 7; }

static bool is_inside(bay_str piece) { return piece.size > 2 && piece.bytes[0] == '#' && piece.bytes[1] == '#'; }

static uint32_t first_hash(bool inside) { return hash_on(2166136261u, "##", inside ? 2 : 0); }

/* The piece of that text, as hashed; NONE. */
static int64_t look_up(const bay_vocabulary *v, bool inside, const char *text, uint32_t size, uint32_t hash)
{
    for (uint32_t at = spread(hash) & v->mask; v->slots[at]; at = (at + 1) & v->mask) {
        bay_str piece = v->pieces.items[v->slots[at] - 1];
        uint32_t skip = inside ? 2 : 0;
        if (piece.size != size + skip || (inside && !is_inside(piece)) || memcmp(piece.bytes + skip, text, size)) continue;
        return (int64_t)v->slots[at] - 1;
    }
    return NONE;
}

static bool find_special(const bay_vocabulary *v, const char *name, uint32_t *out)
{
    uint32_t size = (uint32_t)strlen(name);
    int64_t found = look_up(v, false, name, size, hash_on(first_hash(false), name, size));
    *out = (uint32_t)found;
    return found != NONE;
}

bay_status bay__vocabulary_index(bay_vocabulary *v, bay_error *err)
{
    uint32_t slots = 16;
    while (slots < v->pieces.count * 2) slots *= 2;
    v->slots = bay_calloc(slots, sizeof *v->slots);
    if (!v->slots) return bay_fail_memory(err);
    v->mask = slots - 1;
    for (uint32_t i = 0; i < v->pieces.count; i++) {
        bay_str piece = v->pieces.items[i];
        uint32_t size = is_inside(piece) ? piece.size - 2 : piece.size, at = spread(hash_on(first_hash(false), piece.bytes, piece.size)) & v->mask;
        while (v->slots[at]) at = (at + 1) & v->mask;
        v->slots[at] = i + 1;
        if (size > v->longest) v->longest = size;
    }
    if (!find_special(v, "[UNK]", &v->unknown) || !find_special(v, "[CLS]", &v->begin) || !find_special(v, "[SEP]", &v->end))
        return bay_fail(err, BAY_BAD_INPUT, "model: the vocabulary lacks its special pieces");
    return BAY_OK;
}

void bay__vocabulary_free(bay_vocabulary *v)
{
    bay_free(v->pieces.items);
    bay_free(v->slots);
}

/* ---- cutting ------------------------------------------------------------------------------- */

/* A run of letters and digits, or one other character. */
struct part {
    char bytes[PART_MAX * 4];
    uint32_t size, characters;
};

struct cut {
    const bay_vocabulary *v;
    struct part part;
    uint32_t *out, count;
};

static void put(struct cut *c, uint32_t piece)
{
    if (c->count < BAY_WORD_PIECES_MAX) c->out[c->count++] = piece;
}

/* The longest piece that stands at `at`; its end in *end. */
static int64_t longest_at(const bay_vocabulary *v, const struct part *p, uint32_t at, uint32_t *end)
{
    uint32_t hash = first_hash(at > 0), most = p->size - at < v->longest ? p->size : at + v->longest;
    int64_t best = NONE;
    for (uint32_t to = at; to < most;) {
        hash = hash_on(hash, p->bytes + to, 1);
        to++;
        if (to < p->size && ((unsigned char)p->bytes[to] & 0xC0) == 0x80) continue;
        int64_t found = look_up(v, at > 0, p->bytes + at, to - at, hash);
        if (found != NONE) best = found, *end = to;
    }
    return best;
}

/* All of the part, or [UNK] for the whole of it. */
static void close_part(struct cut *c)
{
    uint32_t pieces[PART_MAX], n = 0;
    struct part *p = &c->part;
    bool fits = p->characters <= PART_MAX;
    for (uint32_t at = 0, end = 0; fits && at < p->size; at = end) {
        int64_t piece = longest_at(c->v, p, at, &end);
        if (piece == NONE) fits = false;
        else pieces[n++] = (uint32_t)piece;
    }
    if (!fits) put(c, c->v->unknown);
    for (uint32_t i = 0; fits && i < n; i++) put(c, pieces[i]);
    p->size = p->characters = 0;
}

static void extend(struct part *p, uint32_t code)
{
    if (p->characters < PART_MAX) p->size += bay_utf8_encode(code, p->bytes + p->size);
    if (p->characters <= PART_MAX) p->characters++;
}

enum kind { LETTER, ALONE, SPACE, NOTHING };

static enum kind kind_of(uint32_t code)
{
    if (code < 0x80) {
        if ((code | 32) - 'a' < 26 || code - '0' < 10) return LETTER;
        return code == ' ' ? SPACE : code < 32 || code == 127 ? NOTHING : ALONE;
    }
    if ((code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF) || (code >= 0xF900 && code <= 0xFAFF)) return ALONE;
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);
    if (c == UTF8PROC_CATEGORY_MN || code == 0xFFFD || c == UTF8PROC_CATEGORY_CN || c >= UTF8PROC_CATEGORY_CC) return NOTHING;
    if (c >= UTF8PROC_CATEGORY_ZS && c <= UTF8PROC_CATEGORY_ZP) return SPACE;
    return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_PO ? ALONE : LETTER;
}

static void take(struct cut *c, uint32_t code)
{
    enum kind kind = kind_of(code);
    if (kind == NOTHING) return;
    if (kind != LETTER && c->part.characters) close_part(c);
    if (kind == SPACE) return;
    extend(&c->part, code);
    if (kind == ALONE) close_part(c);
}

/* As the canonical decomposition has it. */
static void take_decomposed(struct cut *c, uint32_t code)
{
    utf8proc_int32_t parts[8];
    int boundary = 0;
    utf8proc_ssize_t n = code == BAY_UTF8_BAD ? 0 : utf8proc_decompose_char((utf8proc_int32_t)code, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
    for (utf8proc_ssize_t i = 0; i < n && i < 8; i++) take(c, (uint32_t)parts[i]);
}

uint32_t bay__word_pieces(const bay_vocabulary *v, bay_str norm, uint32_t out[BAY_WORD_PIECES_MAX])
{
    struct cut c;
    uint32_t code;
    c.v = v, c.out = out, c.count = 0;
    c.part.size = c.part.characters = 0;
    for (uint32_t at = 0; at < norm.size && c.count < BAY_WORD_PIECES_MAX;) {
        at += bay_utf8_decode(norm, at, &code);
        if (code < 0x80) take(&c, code);
        else take_decomposed(&c, code);
    }
    if (c.part.characters) close_part(&c);
    if (!c.count) put(&c, v->unknown);
    return c.count;
}

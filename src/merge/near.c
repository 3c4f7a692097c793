#include "merge/near.h"

#include "base/map.h"

/* The words of the last shingle, as hashes in a ring. */
struct shingles {
    uint64_t words[BAY_NEAR_SHINGLE];
    uint64_t count;
    bay_near *out;
};

/* 64-bit finalizer of MurmurHash3: mixes a counter into independent-looking functions. */
static uint64_t mix(uint64_t x)
{
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdULL;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53ULL;
    return x ^ (x >> 33);
}

static void add_word(struct shingles *s, bay_str word)
{
    char folded[64];
    uint32_t size = word.size < sizeof folded ? word.size : sizeof folded;
    for (uint32_t i = 0; i < size; i++) {
        char c = word.bytes[i];
        folded[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    s->words[s->count++ % BAY_NEAR_SHINGLE] = bay_hash((bay_str){folded, size});
    if (s->count < BAY_NEAR_SHINGLE) return;
    s->out->shingles++;
    uint64_t shingle = 0;
    for (uint32_t i = 0; i < BAY_NEAR_SHINGLE; i++) shingle = mix(shingle ^ s->words[(s->count + i) % BAY_NEAR_SHINGLE]);
    for (uint32_t i = 0; i < BAY_NEAR_SIZE; i++) {
        uint32_t value = (uint32_t)(mix(shingle + 0x9e3779b97f4a7c15ULL * (i + 1)) >> 32);
        if (value < s->out->minima[i]) s->out->minima[i] = value;
    }
}

/* Letters and digits make words; bytes above ASCII count as letters. */
static bool in_word(char c)
{
    unsigned char u = (unsigned char)c;
    return u >= 0x80 || (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z');
}

static void add_text(struct shingles *s, bay_str text)
{
    uint32_t at = 0;
    while (at < text.size) {
        while (at < text.size && !in_word(text.bytes[at])) at++;
        uint32_t begin = at;
        while (at < text.size && in_word(text.bytes[at])) at++;
        if (at > begin) add_word(s, bay_str_slice(text, begin, at));
    }
}

bool bay__near_sign(const bay_doc *doc, bay_near *out)
{
    struct shingles s = {.out = out};
    memset(out, 0xFF, sizeof *out);
    out->shingles = 0;
    for (uint32_t i = 0; i < doc->blocks.count; i++)
        if (bay_role_is_coded(doc->blocks.items[i].role)) add_text(&s, bay_doc_slice(doc, doc->blocks.items[i].span));
    return s.count >= BAY_NEAR_WORDS_MIN;
}

double bay__near_alike(const bay_near *a, const bay_near *b)
{
    int same = 0;
    for (uint32_t i = 0; i < BAY_NEAR_SIZE; i++) same += a->minima[i] == b->minima[i];
    return (double)same / BAY_NEAR_SIZE;
}

double bay__near_within(const bay_near *a, const bay_near *b)
{
    double alike = bay__near_alike(a, b), fewer = a->shingles < b->shingles ? a->shingles : b->shingles;
    double shared = alike * ((double)a->shingles + b->shingles) / (1 + alike);
    return fewer > 0 && shared < fewer ? shared / fewer : fewer > 0;
}

int64_t bay__near_band(const bay_near *near, uint32_t band)
{
    uint32_t wide = BAY_NEAR_SIZE / BAY_NEAR_BANDS;
    uint64_t value = band;
    for (uint32_t i = 0; i < wide; i++) value = mix(value ^ near->minima[band * wide + i]);
    return (int64_t)value;
}

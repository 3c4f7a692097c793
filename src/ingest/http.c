#include "ingest/http.h"

#include <archive.h>
#include <archive_entry.h>
#include <brotli/decode.h>
#include <strings.h>
#include <zlib.h>

enum { PIECE = 32 * 1024 };

bay_str bay__header(bay_str lines, const char *name)
{
    size_t size = strlen(name);
    bay_str line;
    while (bay_str_next(&lines, '\n', &line)) {
        if (line.size <= size || line.bytes[size] != ':' || strncasecmp(line.bytes, name, size)) continue;
        return bay_str_trim(bay_str_slice(line, (uint32_t)size + 1, line.size));
    }
    return BAY_STR("");
}

bay_str bay__without_parameters(bay_str value)
{
    bay_str first = BAY_STR("");
    (void)bay_str_next(&value, ';', &first);
    return bay_str_trim(first);
}

bay_str bay__parameter(bay_str value, const char *name)
{
    bay_str part;
    size_t size = strlen(name);
    (void)bay_str_next(&value, ';', &part);
    while (bay_str_next(&value, ';', &part)) {
        part = bay_str_trim(part);
        if (part.size <= size || strncasecmp(part.bytes, name, size)) continue;
        bay_str rest = bay_str_trim(bay_str_slice(part, (uint32_t)size, part.size));
        if (!rest.size || *rest.bytes != '=') continue;
        rest = bay_str_trim(bay_str_slice(rest, 1, rest.size));
        if (rest.size >= 2 && (*rest.bytes == '"' || *rest.bytes == '\'') && rest.bytes[rest.size - 1] == *rest.bytes) rest = bay_str_slice(rest, 1, rest.size - 1);
        return rest;
    }
    return BAY_STR("");
}

uint32_t bay__head_size(bay_str bytes)
{
    for (uint32_t i = 0; i + 1 < bytes.size; i++) {
        if (bytes.bytes[i] != '\n') continue;
        if (bytes.bytes[i + 1] == '\n') return i + 2;
        if (i + 2 < bytes.size && bytes.bytes[i + 1] == '\r' && bytes.bytes[i + 2] == '\n') return i + 3;
    }
    return 0;
}

/* RFC 9112, 7.1. False where the bytes are not so. */
static bool unchunk(bay_str in, bay_buf *out)
{
    bay_buf_clear(out);
    for (bool first = true;; first = false) {
        uint32_t size = 0, at = 0, digits = 0;
        for (; at < in.size && digits < 8; at++, digits++) {
            char c = in.bytes[at] | 0x20;
            if (c >= '0' && c <= '9') size = size * 16 + (uint32_t)(c - '0');
            else if (c >= 'a' && c <= 'f') size = size * 16 + (uint32_t)(c - 'a' + 10);
            else break;
        }
        const char *stop = digits ? memchr(in.bytes + at, '\n', in.size - at) : NULL;
        if (!stop || (first && stop - in.bytes > 64)) return !first;   /* cut off: what came is used */
        at = (uint32_t)(stop + 1 - in.bytes);
        if (!size) return true;
        uint32_t now = size < in.size - at ? size : in.size - at;
        bay_buf_add(out, in.bytes + at, now);
        at += now;
        if (at < in.size && in.bytes[at] == '\r') at++;
        if (at < in.size && in.bytes[at] == '\n') at++;
        in = bay_str_slice(in, at, in.size);
    }
}

/* bits as of inflateInit2. False where not one byte came out, or the cap was met. */
static bool inflate_all(bay_str in, int bits, bay_buf *out)
{
    unsigned char piece[PIECE];
    z_stream z = {.next_in = (Bytef *)(uintptr_t)in.bytes, .avail_in = in.size};
    bay_buf_clear(out);
    if (inflateInit2(&z, bits) != Z_OK) return false;
    int code;
    do {
        z.next_out = piece;
        z.avail_out = sizeof piece;
        code = inflate(&z, Z_NO_FLUSH);
        bay_buf_add(out, piece, sizeof piece - z.avail_out);
    } while (code == Z_OK && !out->failed);
    inflateEnd(&z);
    return out->size && !out->failed;
}

static bool unbrotli(bay_str in, bay_buf *out)
{
    uint8_t piece[PIECE];
    const uint8_t *next_in = (const uint8_t *)in.bytes;
    size_t left = in.size;
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    bay_buf_clear(out);
    if (!state) return false;
    BrotliDecoderResult result;
    do {
        uint8_t *next_out = piece;
        size_t room = sizeof piece;
        result = BrotliDecoderDecompressStream(state, &left, &next_in, &room, &next_out, NULL);
        bay_buf_add(out, piece, sizeof piece - room);
    } while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !out->failed);
    BrotliDecoderDestroyInstance(state);
    return out->size && !out->failed && result != BROTLI_DECODER_RESULT_ERROR;
}

/* Through libarchive, which has it already for packed files. */
static bool unzstd(bay_str in, bay_buf *out)
{
    char piece[PIECE];
    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    la_ssize_t got = -1;
    bay_buf_clear(out);
    if (!archive) return false;
    if (archive_read_support_filter_zstd(archive) == ARCHIVE_OK && archive_read_support_format_raw(archive) == ARCHIVE_OK &&
        archive_read_open_memory(archive, in.bytes, in.size) == ARCHIVE_OK && archive_read_next_header(archive, &entry) == ARCHIVE_OK)
        while ((got = archive_read_data(archive, piece, sizeof piece)) > 0 && !out->failed) bay_buf_add(out, piece, (size_t)got);
    bool some = out->size && !out->failed && archive_filter_code(archive, 0) == ARCHIVE_FILTER_ZSTD;
    archive_read_free(archive);
    return some;
}

static bool named(bay_str value, const char *name) { return value.size == strlen(name) && !strncasecmp(value.bytes, name, value.size); }

/* Markup begins with '<' after white space; no packed body does. */
static bool is_plain(bay_str body)
{
    body = bay_str_trim(body);
    return body.size && (*body.bytes == '<' || *body.bytes == '{');
}

static void take_encoding_off(bay__response *r, bay_buf *unpacked)
{
    bool done = true;
    if (!r->body.size || is_plain(r->body)) return;
    if (named(r->encoding, "gzip") || named(r->encoding, "x-gzip")) done = inflate_all(r->body, 15 + 32, unpacked);
    else if (named(r->encoding, "deflate")) done = inflate_all(r->body, 15 + 32, unpacked) || inflate_all(r->body, -15, unpacked);
    else if (named(r->encoding, "br")) done = unbrotli(r->body, unpacked);
    else if (named(r->encoding, "zstd")) done = unzstd(r->body, unpacked);
    else if (r->encoding.size && !named(r->encoding, "identity")) r->problem = "content encoding that is not known";
    else return;
    if (r->problem) return;
    if (unpacked->failed) r->problem = "unpacks to more than 64 MiB";
    else if (done && unpacked->size) r->body = (bay_str){unpacked->bytes, (uint32_t)unpacked->size};
    else if (memchr(r->body.bytes, 0, r->body.size < 512 ? r->body.size : 512)) r->problem = "damaged content encoding";
}

bool bay__response_read(bay_str bytes, bay_buf *unpacked, bay_buf *chunks, bay__response *out)
{
    *out = (bay__response){0};
    int64_t status = 0;
    uint32_t head = bay__head_size(bytes);
    if (!bay_str_starts(bytes, BAY_STR("HTTP/")) || !head) return false;
    bay_str lines = bay_str_slice(bytes, 0, head), first, word;
    (void)bay_str_next(&lines, '\n', &first);
    (void)bay_str_next(&first, ' ', &word);
    if (bay_str_next(&first, ' ', &word) && bay_str_to_int(bay_str_trim(word), &status)) out->status = status > 0 && status < 1000 ? (int)status : 0;
    bay_str type = bay__header(lines, "Content-Type");
    out->type = bay__without_parameters(type);
    out->charset = bay__parameter(type, "charset");
    out->date = bay__header(lines, "Date");
    out->last_modified = bay__header(lines, "Last-Modified");
    out->encoding = bay__header(lines, "Content-Encoding");
    out->transfer = bay__header(lines, "Transfer-Encoding");
    out->body = bay_str_slice(bytes, head, bytes.size);
    if (named(out->transfer, "chunked") && !is_plain(out->body) && unchunk(out->body, chunks) && !chunks->failed)
        out->body = (bay_str){chunks->bytes ? chunks->bytes : "", (uint32_t)chunks->size};
    take_encoding_off(out, unpacked);
    return true;
}

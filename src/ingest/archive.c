/* ingest/archive.c - tar, zip and 7z files, and single files packed with gzip, zstd, bzip2 or xz, through libarchive.
 * What a member is, is told by its content, so that a tar of gzipped web archives is read as one would hope. */
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdio.h>
#include <strings.h>

#include "ingest/folder.h"
#include "ingest/source.h"

enum { BLOCK = 64 * 1024 };

typedef struct packed {
    struct archive *archive;
    bay__stream *in;
    char block[BLOCK];
    const bay__source *source;
    uint64_t unpacked;       /* bytes that came out       */
    bool bomb;               /* it unpacks to far too much */
} packed;

static la_ssize_t give_block(struct archive *archive, void *arg, const void **block)
{
    packed *p = arg;
    (void)archive;
    bay__stream_have(p->in, 1);
    bay_str held = bay__stream_held(p->in);
    uint32_t now = held.size < BLOCK ? held.size : BLOCK;
    memcpy(p->block, held.bytes, now);
    (void)bay__stream_drop(p->in, now);
    *block = p->block;
    return (la_ssize_t)now;
}

/* Whether what came out of it still stands in a ratio to what went in. */
static bool is_bomb(packed *p, bay_error *err)
{
    uint64_t taken = (uint64_t)archive_filter_bytes(p->archive, -1);
    if (p->unpacked > BAY__RATIO_FROM && p->unpacked / BAY__RATIO_MAX > taken) {
        (void)!bay_fail(err, BAY_LIMIT, "unpacks to more than %d times its size: not read further", BAY__RATIO_MAX);
        p->bomb = true;
    } else if (!bay__spend(p->source->budget, 0)) {
        (void)!bay_fail(err, BAY_LIMIT, "unpacks to more than 1 TiB: not read further");
        p->bomb = true;
    }
    return p->bomb;
}

/* Never a line break or the like in a message. */
static const char *said(struct archive *archive)
{
    const char *text = archive_error_string(archive);
    return text ? text : "damaged";
}

static ptrdiff_t read_member(void *arg, char *into, size_t room, bay_error *err)
{
    packed *p = arg;
    la_ssize_t got = archive_read_data(p->archive, into, room);
    if (got == ARCHIVE_WARN || got == ARCHIVE_RETRY) got = archive_read_data(p->archive, into, room);
    if (got < 0) { (void)!bay_fail(err, BAY_BAD_INPUT, "%s", said(p->archive)); return -1; }
    p->unpacked += (uint64_t)got;
    (void)bay__spend(p->source->budget, (uint64_t)got);
    return is_bomb(p, err) ? -1 : got;
}

static struct archive *open_archive(packed *p, const bay_str *whole)
{
    struct archive *a = archive_read_new();
    if (!a) return NULL;
    archive_read_support_filter_gzip(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_xz(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_zip(a);
    archive_read_support_format_7zip(a);
    archive_read_support_format_raw(a);     /* one packed file */
    archive_read_support_format_empty(a);
    int code = whole ? archive_read_open_memory(a, whole->bytes, whole->size)
                     : archive_read_open2(a, p, NULL, give_block, NULL, NULL);
    p->archive = a;
    if (code == ARCHIVE_OK || code == ARCHIVE_WARN) return a;
    bay__source_tell(p->source, 0, "cannot be unpacked: %s", said(a));
    archive_read_free(a);
    return NULL;
}

/* "news.jsonl.gz" holds "news.jsonl". */
static void name_of_packed_file(const char *packed_name, char *name, size_t room)
{
    static const char *const ends[] = {".gz", ".zst", ".zstd", ".bz2", ".xz"};
    snprintf(name, room, "%s", packed_name);
    size_t size = strlen(name);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (size > end && !strcasecmp(name + size - end, ends[i])) { name[size - end] = 0; return; }
    }
}

/* Office files are zips of parts that are no articles. */
static bool is_office_file(const char *first_member)
{
    return !strcmp(first_member, "[Content_Types].xml") || !strcmp(first_member, "mimetype");
}

static const char *name_of_member(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    return name ? name : archive_entry_pathname(entry);
}

static bay_status read_entry(packed *p, struct archive_entry *entry, bay_error *err)
{
    char name[BAY__NAME_ROOM];
    bay__source member;
    bay__stream stream;
    bool one_file = archive_format(p->archive) == ARCHIVE_FORMAT_RAW;
    const char *given = name_of_member(entry);
    if (one_file) name_of_packed_file(p->source->name, name, sizeof name);
    else snprintf(name, sizeof name, "%s", given && *given ? given : "member without a name");
    if (!one_file && archive_entry_filetype(entry) != AE_IFREG) return BAY_OK;
    if (!bay__source_inside(p->source, &member, name, "!/")) return BAY_OK;
    const char *why = one_file ? NULL : bay__left_out(name);
    if (why) { if (*why) bay__source_note(&member, "left out: %s", why); return BAY_OK; }
    if (one_file) snprintf(member.origin, sizeof member.origin, "%s", *p->source->origin ? p->source->origin : p->source->name);
    if (archive_entry_is_data_encrypted(entry) == 1) { bay__source_tell(&member, 0, "encrypted: not read"); return BAY_OK; }
    bay__stream_init(&stream, read_member, p, BAY__STREAM_MAX);
    bay_status status = bay__read_stream(&stream, &member, err);
    bay__stream_release(&stream);
    return status;
}

/* Names in archives are UTF-8 more often than not, whatever the user's locale. */
static int next_entry(struct archive *archive, struct archive_entry **entry)
{
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = utf8 ? uselocale(utf8) : (locale_t)0;
    int code = archive_read_next_header(archive, entry);
    if (before) uselocale(before);
    if (utf8) freelocale(utf8);
    return code;
}

static bay_status read_entries(packed *p, bay_error *err)
{
    struct archive_entry *entry;
    bool first = true;
    while (!p->bomb && !p->source->budget->told) {
        int code = next_entry(p->archive, &entry);
        if (code == ARCHIVE_EOF) break;
        if (code == ARCHIVE_RETRY) continue;
        if (code < ARCHIVE_WARN) { bay__source_tell(p->source, 0, "cannot be unpacked further: %s", said(p->archive)); break; }
        const char *name = name_of_member(entry);
        if (first && name && is_office_file(name)) { bay__source_note(p->source, "left out: an office file or e-book"); break; }
        first = false;
        BAY_TRY(read_entry(p, entry, err));
    }
    return BAY_OK;
}

bay_status bay__read_packed(bay__stream *in, const bay_str *whole, const bay__source *source, bay_error *err)
{
    packed p = {.in = in, .source = source};
    if (source->depth >= BAY__DEPTH_MAX) { bay__source_tell(source, 0, "packed more than %d deep: not opened", BAY__DEPTH_MAX); return BAY_OK; }
    if (!open_archive(&p, whole)) return BAY_OK;
    bay_status status = read_entries(&p, err);
    archive_read_free(p.archive);
    return status;
}

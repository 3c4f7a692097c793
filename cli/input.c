#include "input.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/folder.h"
#include "ingest/ingest.h"

enum { DEPTH_MAX = 32 };

struct pusher {
    const struct flags *flags;
    bay_batch *batch;
    struct input_result *result;
    bay_fetcher *fetcher;    /* opened at the first address */
    bool stopped;            /* the batch cannot go on, as against an input that cannot be read */
};

static void failed(struct pusher *p, const char *path, const bay_error *err)
{
    p->result->failed++;
    complain(p->flags, path, err);
}

static bay_status push_article(void *arg, const void *bytes, size_t size, const bay_read_options *options, bay_error *err)
{
    struct pusher *p = arg;
    p->result->articles++;
    bay_status status = bay_batch_push(p->batch, bytes, size, options, err);
    p->stopped = status != BAY_OK;
    return status;
}

static void tell_problem(void *arg, const char *name, uint64_t line, const char *reason)
{
    bay_error err = {0};
    if (line) (void)!bay_fail(&err, BAY_BAD_INPUT, "line %llu: %s", (unsigned long long)line, reason);
    else (void)!bay_fail(&err, BAY_BAD_INPUT, "%s", reason);
    failed(arg, name, &err);
}

static void tell_note(void *arg, const char *name, const char *reason)
{
    const struct pusher *p = arg;
    bay_error note = {0};
    snprintf(note.message, sizeof note.message, "%s", reason);
    if (!p->flags->quiet) complain(p->flags, name, &note);
}

static bay_status push_file(struct pusher *p, const char *path, bay_error *err)
{
    const bay_read_options defaults = read_options(p->flags);
    const bay__sink sink = {.article = push_article, .problem = tell_problem, .note = tell_note, .arg = p};
    const bay__input how = {p->flags->input_format, p->flags->fields, &defaults};
    bay_error read_error = {0};
    bay_status status = bay__ingest_path(path, &how, &sink, &read_error);
    if (status && p->stopped) return bay_fail(err, status, "%s", read_error.message);
    if (status) failed(p, path, &read_error);
    return BAY_OK;
}

/* ---- addresses ---------------------------------------------------------------- */

bool is_readable_type(const char *type)
{
    static const char *const kinds[] = {"text/html", "text/plain", "text/xml", "text/csv", "application/"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strncasecmp(type, kinds[i], strlen(kinds[i]))) return true;
    return !*type;
}

bay_status open_fetcher(const struct flags *flags, bool (*stopped)(void *arg), void *arg, bay_fetcher **out, bay_error *err)
{
    const bay_fetch_rules rules = {.private_addresses = flags->allow_private, .delay = flags->delay, .timeout = flags->timeout,
                                   .most = (size_t)flags->max_size << 20, .agent = flags->user_agent, .stopped = stopped, .arg = arg};
    return bay_fetcher_new(&rules, out, err);
}

static bay_status push_named(struct pusher *p, bay_str bytes, const char *name, const bay_read_options *facts, bay_error *err)
{
    const bay__sink sink = {.article = push_article, .problem = tell_problem, .note = tell_note, .arg = p};
    const bay__input how = {p->flags->input_format, p->flags->fields, facts};
    bay_error read_error = {0};
    bay_status status = bay__ingest(bytes.bytes, bytes.size, name, &how, &sink, &read_error);
    if (status && p->stopped) return bay_fail(err, status, "%s", read_error.message);
    if (status) failed(p, name, &read_error);
    return BAY_OK;
}

static bay_status push_fetched(struct pusher *p, const bay_fetched *page, const char *url, bay_error *err)
{
    bay_error why = {0};
    bay_read_options facts = read_options(p->flags);
    facts.url = page->url;
    facts.charset = *page->charset ? page->charset : NULL;
    if (page->status != 200) (void)!bay_fail(&why, BAY_IO, "the server answered %d", page->status);
    else if (!is_readable_type(page->type)) (void)!bay_fail(&why, BAY_BAD_INPUT, "%s: not read", page->type);
    else return push_named(p, (bay_str){page->body.bytes ? page->body.bytes : "", (uint32_t)page->body.size}, url, &facts, err);
    failed(p, url, &why);
    return BAY_OK;
}

static bay_status push_url(struct pusher *p, const char *url, bay_error *err)
{
    bay_error why = {0};
    bay_fetched page;
    if (!p->fetcher) BAY_TRY(open_fetcher(p->flags, NULL, NULL, &p->fetcher, err));
    bay_fetched_init(&page);
    bay_status status = bay_fetch(p->fetcher, url, NULL, NULL, &page, &why);
    if (status) { failed(p, url, &why); status = BAY_OK; }
    else status = push_fetched(p, &page, url, err);
    bay_fetched_release(&page);
    return status;
}

/* ---- folders --------------------------------------------------------------------- */

static void tell_left_out(const struct pusher *p, const char *path, const char *why)
{
    bay_error note = {0};
    snprintf(note.message, sizeof note.message, "left out: %s", why);
    if (!p->flags->quiet) complain(p->flags, path, &note);
}

/* "Page_files" beside "Page.html": the pictures, scripts and frames that a browser keeps with a saved page. */
static bool is_parts_of_page(const char *path)
{
    static const char *const ends[] = {".html", ".htm"};
    size_t size = strlen(path);
    char page[4096];
    struct stat info;
    if (size < 7 || size + 6 > sizeof page || strcmp(path + size - 6, "_files")) return false;
    for (int i = 0; i < 2; i++) {
        snprintf(page, sizeof page, "%.*s%s", (int)size - 6, path, ends[i]);
        if (!stat(page, &info)) return true;
    }
    return false;
}

static bay_status push_path(struct pusher *p, const char *path, int depth, bay_error *err);

static bay_status push_listed(struct pusher *p, const char *path, bool folder, int depth, bay_error *err)
{
    const char *slash = strrchr(path, '/'), *why = folder ? NULL : bay__left_out(slash ? slash + 1 : path);
    if (why) { if (*why) tell_left_out(p, path, why); return BAY_OK; }
    if (folder && is_parts_of_page(path)) { tell_left_out(p, path, "belongs to the saved page beside it"); return BAY_OK; }
    return push_path(p, path, depth, err);
}

/* What is named is read; of what a folder holds, all but names that begin with a dot, read-mes, pictures and
 * the like, and parts of saved pages. */
static bay_status push_path(struct pusher *p, const char *path, int depth, bay_error *err)
{
    struct stat info;
    if (bay_is_url(path)) return push_url(p, path, err);
    if (!strcmp(path, "-") || stat(path, &info) || !S_ISDIR(info.st_mode)) return push_file(p, path, err);
    bay__listing listing;
    bay_error dir_error = {0};
    bay_status status = depth < DEPTH_MAX ? bay__list_folder(path, &listing, &dir_error) : bay_fail(&dir_error, BAY_LIMIT, "folders nested too deep");
    if (status) { failed(p, path, &dir_error); return BAY_OK; }
    for (size_t i = 0; i < listing.count && !status; i++) status = push_listed(p, listing.paths[i], listing.is_folder[i], depth + 1, err);
    bay__listing_release(&listing);
    return status;
}

bay_status push_one(const struct flags *flags, bay_batch *batch, struct input_result *result, const char *path, bay_error *err)
{
    struct pusher p = {.flags = flags, .batch = batch, .result = result};
    bay_status status = push_path(&p, path, 0, err);
    bay_fetcher_free(p.fetcher);
    return status;
}

bay_status push_bytes(const struct flags *flags, bay_batch *batch, struct input_result *result, bay_str bytes, const char *name,
                      const bay_read_options *facts, bay_error *err)
{
    struct pusher p = {.flags = flags, .batch = batch, .result = result};
    return push_named(&p, bytes, name, facts, err);
}

bay_status push_inputs(const struct flags *flags, bay_batch *batch, struct input_result *result, bay_error *err)
{
    struct pusher p = {.flags = flags, .batch = batch, .result = result};
    bay_status status = BAY_OK;
    if (flags->arg_count == 0 && isatty(STDIN_FILENO) && !flags->quiet) fprintf(stderr, "reading standard input; Ctrl-D ends it\n");
    if (flags->arg_count == 0) status = push_path(&p, "-", 0, err);
    for (int i = 0; !status && i < flags->arg_count; i++) status = push_path(&p, flags->args[i], 0, err);
    bay_fetcher_free(p.fetcher);
    return status;
}

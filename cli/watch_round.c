/* watch_round.c - one look at one source. What is new of it is fetched, then coded and kept together with the marks that it was read, in one
 * transaction, so that a killed watcher reads nothing twice and misses nothing. */
#include "watch.h"

#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "base/array.h"
#include "base/map.h"
#include "ingest/feed.h"
#include "ingest/feed_link.h"
#include "ingest/folder.h"
#include "ingest/ingest.h"
#include "input.h"
#include "store/watch.h"

enum {
    EVERY_MINUTES = 30, ITEMS = 100, WANTED_MAX = 10000, SITEMAPS_MAX = 50, SITEMAP_DEPTH = 2, FOLDER_DEPTH = 32, BACKOFF_MAX = 6,
    DAY = 86400, AGAIN_SECONDS = 6 * 3600, TROUBLE_MAX = 3, ARENA_MIB = 512, BODIES_MIB = 256, KEEP_AT = 16 << 20
};

/* An item that has not been read yet. */
struct wanted {
    const char *url, *id, *title, *outlet, *lang;   /* url NULL: the words in the feed are all there is */
    const char *published;
    bay_str body;
    bool html;
    int64_t key, mark;
    uint32_t number;
};

struct seen { int64_t key, mark; };

/* What was fetched and waits to be coded and kept. */
struct got {
    bay_str bytes;
    const char *name, *format;           /* format NULL: told by content */
    bay_read_options facts;
};

struct round {
    struct watch *w;
    bay_feed feed;
    bay_arena arena, bodies;             /* bodies: got and seen, until they are kept */
    bay_map known;                       /* addresses met in this round */
    BAY_ARRAY(struct wanted) wanted;
    BAY_ARRAY(struct wanted) sitemaps;
    BAY_ARRAY(struct seen) seen;
    BAY_ARRAY(struct got) got;
    size_t held;                         /* bytes of got */
    struct input_result result;
    bool may_turn;
    int depth, trouble;                  /* depth of the sitemap being read; failures in a row */
    bool incomplete;                     /* something is left for the next round */
    bay_error why;                       /* what kept the source itself from being read */
    char feed_url[BAY_URL_ROOM];         /* of the feed that the page names, "" when it is none */
    long pages, failed;
};

bool watch_stop_asked(void *arg)
{
    struct watch *w = arg;
    return atomic_load(&w->stopping);
}

static bool stopping(const struct round *r) { return watch_stop_asked(r->w); }
static void lock(const struct round *r) { pthread_mutex_lock(&r->w->ledger); }
static void unlock(const struct round *r) { pthread_mutex_unlock(&r->w->ledger); }
static int64_t hash_of(bay_str s) { return (int64_t)(bay_hash(s) >> 1); }

static void say(const struct watch *w, const char *url, const char *format, ...) BAY_PRINTF(3, 4);
static void say(const struct watch *w, const char *url, const char *format, ...)
{
    bay_error note = {0};
    va_list args;
    if (w->flags->quiet) return;
    va_start(args, format);
    vsnprintf(note.message, sizeof note.message, format, args);
    va_end(args);
    complain(w->flags, url, &note);
}

/* ---- what was fetched ---------------------------------------------------------------- */

static bay_status see(struct round *r, const struct wanted *wanted, bay_error *err)
{
    struct seen *seen = bay_push(&r->bodies, &r->seen);
    if (!seen) return bay_fail_memory(err);
    *seen = (struct seen){wanted->key, wanted->mark};
    return BAY_OK;
}

/* Strings of facts live as long as the round, or in bodies. */
static bay_status hold(struct round *r, bay_str bytes, const char *name, const char *format, const bay_read_options *facts, bay_error *err)
{
    struct got *got = bay_push(&r->bodies, &r->got);
    if (!got) return bay_fail_memory(err);
    *got = (struct got){bay_str_copy(&r->bodies, bytes), name, format, *facts};
    if (facts->charset) got->facts.charset = bay_str_copy(&r->bodies, bay_str_from(facts->charset)).bytes;
    r->held += bytes.size;
    return got->bytes.bytes && name ? BAY_OK : bay_fail_memory(err);
}

static bay_status code_and_mark(struct round *r, bay_error *err)
{
    struct watch *w = r->w;
    int64_t now = time(NULL);
    for (uint32_t i = 0; i < r->got.count; i++) {
        const struct got *got = &r->got.items[i];
        struct flags flags = *w->flags;
        if (got->format) flags.input_format = got->format;
        BAY_TRY(push_bytes(&flags, w->adder.batch, &r->result, got->bytes, got->name, &got->facts, err));
    }
    BAY_TRY(bay_batch_finish(w->adder.batch, err));
    BAY_TRY(adder_open(&w->adder, err));
    for (uint32_t i = 0; i < r->seen.count; i++) BAY_TRY(bay_store_see(w->store, r->feed.row, r->seen.items[i].key, r->seen.items[i].mark, now, err));
    return BAY_OK;
}

/* Codes what is held and puts it into the open transaction, with its marks. Under the lock. */
static bay_status keep_held(struct round *r, bay_error *err)
{
    const struct adder *adder = &r->w->adder;
    long pages = adder->fresh + adder->changed, failed = adder->failed;
    bay_status status = code_and_mark(r, err);
    r->pages += adder->fresh + adder->changed - pages;
    r->failed += adder->failed - failed;
    memset(&r->got, 0, sizeof r->got);
    memset(&r->seen, 0, sizeof r->seen);
    r->held = 0;
    bay_arena_clear(&r->bodies);
    return status;
}

/* So that a source with a thousand pages needs no memory for all of them. */
static bay_status keep_if_much(struct round *r, bay_error *err)
{
    if (r->held < KEEP_AT) return BAY_OK;
    lock(r);
    bay_status status = keep_held(r, err);
    if (!status) status = adder_commit(&r->w->adder, err);
    unlock(r);
    return status;
}

/* ---- what is new --------------------------------------------------------------- */

/* Without its fragment and the marks that campaigns hang on it: the same page. */
static bay_str plain_address(bay_arena *arena, bay_str url)
{
    const char *hash = memchr(url.bytes, '#', url.size);
    if (hash) url.size = (uint32_t)(hash - url.bytes);
    const char *question = memchr(url.bytes, '?', url.size);
    if (!question || !memmem(question, url.size - (size_t)(question - url.bytes), "utm_", 4)) return bay_str_copy(arena, url);
    bay_str head = bay_str_slice(url, 0, (uint32_t)(question - url.bytes)), rest = bay_str_slice(url, head.size + 1, url.size), pair;
    bay_str out = bay_str_copy(arena, head);
    for (char joint = '?'; out.bytes && bay_str_next(&rest, '&', &pair);) {
        if (bay_str_starts(pair, BAY_STR("utm_"))) continue;
        out = bay_str_format(arena, "%.*s%c%.*s", BAY_STR_ARG(out), joint, BAY_STR_ARG(pair));
        joint = '&';
    }
    return out;
}

/* "" unless it is a date that can be: a page from tomorrow is from a server that lies. */
static const char *believable(bay_arena *arena, const char *published)
{
    char tomorrow[16];
    time_t now = time(NULL) + DAY;
    struct tm day;
    if (!*published || !gmtime_r(&now, &day)) return NULL;
    strftime(tomorrow, sizeof tomorrow, "%Y-%m-%d", &day);
    return strncmp(published, tomorrow, 10) <= 0 ? bay_str_copy(arena, bay_str_from(published)).bytes : NULL;
}

static const char *kept(bay_arena *arena, bay_str s) { return s.size ? bay_str_copy(arena, s).bytes : NULL; }

/* Whether it is still to be read: not met in this round, not read before, or changed and not read for some hours. */
static bay_status is_new(struct round *r, bay_str name, int64_t key, int64_t mark, bool *out, bay_error *err)
{
    bay_seen seen;
    int64_t at;
    *out = false;
    if (bay_map_get(&r->known, name)) return BAY_OK;
    uint32_t *slot = bay_map_put(&r->arena, &r->known, name);
    if (!slot) return bay_fail_memory(err);
    *slot = 1;
    BAY_TRY(bay_store_seen(r->w->store, r->feed.row, key, mark, &seen, &at, err));
    *out = seen == BAY_SEEN_NEVER || (seen == BAY_SEEN_CHANGED && time(NULL) - at > AGAIN_SECONDS);
    return BAY_OK;
}

static bay_status take_item(void *arg, const bay__item *item, bay_error *err)
{
    struct round *r = arg;
    bool fresh;
    bool address = item->url.size && item->url.size < BAY_URL_ROOM && !memchr(item->url.bytes, 0, item->url.size) && bay_is_url(item->url.bytes);
    if (!address && (item->kind != BAY__ITEM_ARTICLE || !item->body.size)) return BAY_OK;
    bay_str name = address ? plain_address(&r->arena, item->url)
                           : bay_str_format(&r->arena, "%.*s %.*s %llx", BAY_STR_ARG(item->id), BAY_STR_ARG(item->title), (unsigned long long)bay_hash(item->body));
    if (!name.bytes) return bay_fail_memory(err);
    int64_t key = hash_of(name), mark = hash_of(item->updated);
    BAY_TRY(is_new(r, name, key, mark, &fresh, err));
    if (!fresh) return BAY_OK;
    if (r->wanted.count >= WANTED_MAX || r->sitemaps.count >= WANTED_MAX) { r->incomplete = true; return BAY_OK; }
    struct wanted *wanted = item->kind == BAY__ITEM_SITEMAP ? bay_push(&r->arena, &r->sitemaps) : bay_push(&r->arena, &r->wanted);
    if (!wanted) return bay_fail_memory(err);
    *wanted = (struct wanted){.url = address ? name.bytes : NULL, .id = kept(&r->arena, item->id), .title = kept(&r->arena, item->title),
                              .outlet = kept(&r->arena, item->outlet), .lang = kept(&r->arena, item->lang),
                              .published = believable(&r->arena, item->published), .html = item->body_is_html,
                              .body = item->body.size ? bay_str_copy(&r->arena, item->body) : BAY_STR(""), .key = key, .mark = mark,
                              .number = item->number};
    return wanted->body.bytes ? BAY_OK : bay_fail_memory(err);
}

/* The newest first; of one day, in the order of the feed. */
static int newer_first(const void *a, const void *b)
{
    const struct wanted *x = a, *y = b;
    int order = strcmp(y->published ? y->published : "", x->published ? x->published : "");
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

/* ---- reading items ---------------------------------------------------------------- */

static bay_status hold_words(struct round *r, const struct wanted *x, bay_error *err)
{
    const char *name = bay_str_format(&r->arena, "%s#%u", r->feed.url, x->number).bytes;
    const bay_read_options facts = {.id = x->url ? x->url : x->id ? x->id : name, .title = x->title, .outlet = x->outlet, .lang = x->lang,
                                    .published = x->published, .url = x->url, .charset = "utf-8", .origin = r->feed.url};
    return hold(r, x->body, name, x->html ? "html" : "text", &facts, err);
}

static bay_status hold_page(struct round *r, const struct wanted *x, const bay_fetched *page, bay_error *err)
{
    const bay_read_options facts = {.published = x->published, .url = x->url, .charset = *page->charset ? page->charset : NULL,
                                    .origin = r->feed.url};
    bay_str bytes = {page->body.bytes ? page->body.bytes : "", (uint32_t)page->body.size};
    enum bay__format kind = bay__format_of(bytes.bytes, bytes.size);
    if (kind != BAY__FORMAT_PAGE && kind != BAY__FORMAT_PDF) return x->body.size ? hold_words(r, x, err) : BAY_OK;   /* no feeds in feeds */
    return hold(r, bytes, x->url, NULL, &facts, err);
}

/* A failure that another day may not see. */
static bool may_pass(bay_status status, int http) { return status == BAY_IO || (!status && (http == 429 || http == 408 || http >= 500)); }

static bay_status read_wanted(struct round *r, const struct wanted *x, bay_fetched *page, bay_error *err)
{
    bay_error why = {0};
    if (!x->url || r->w->flags->no_pages) { BAY_TRY(x->body.size ? hold_words(r, x, err) : BAY_OK); return see(r, x, err); }
    bay_status status = bay_fetch(r->w->fetcher, x->url, NULL, NULL, page, &why);
    if (stopping(r)) { r->incomplete = true; return BAY_OK; }
    bool good = !status && page->status == 200 && is_readable_type(page->type);
    if (good) { r->trouble = 0; BAY_TRY(hold_page(r, x, page, err)); return see(r, x, err); }
    if (!status && page->status != 200) (void)!bay_fail(&why, BAY_IO, "the server answered %d", page->status);
    else if (!status) (void)!bay_fail(&why, BAY_BAD_INPUT, "%s: not read", page->type);
    complain(r->w->flags, x->url, &why);
    r->result.failed++;
    if (may_pass(status, page->status)) { r->trouble++; r->incomplete = true; return BAY_OK; }
    if (x->body.size) BAY_TRY(hold_words(r, x, err));
    return see(r, x, err);
}

static bay_status read_all_wanted(struct round *r, bay_error *err)
{
    bay_fetched page;
    bay_status status = BAY_OK;
    long most = r->w->flags->max_items ? r->w->flags->max_items : ITEMS;
    if (r->wanted.count) qsort(r->wanted.items, r->wanted.count, sizeof *r->wanted.items, newer_first);
    bay_fetched_init(&page);
    for (uint32_t i = 0; !status && i < r->wanted.count; i++) {
        if ((long)i >= most || r->trouble >= TROUBLE_MAX || stopping(r)) { r->incomplete = true; break; }
        status = read_wanted(r, &r->wanted.items[i], &page, err);
        if (!status) status = keep_if_much(r, err);
    }
    bay_fetched_release(&page);
    return status;
}

/* ---- sources ------------------------------------------------------------------------ */

static bay_status take_article(void *arg, const void *bytes, size_t size, const bay_read_options *options, bay_error *err)
{
    struct round *r = arg;
    r->result.articles++;
    return bay_batch_push(r->w->adder.batch, bytes, size, options, err);
}

static void tell_problem(void *arg, const char *name, uint64_t line, const char *reason)
{
    struct round *r = arg;
    (void)line;
    if (!r->depth) (void)!bay_fail(&r->why, BAY_BAD_INPUT, "%s", reason);
    else say(r->w, name, "%s", reason);
}

/* What an address gave: items to be read, or an article of its own. Under the lock, since what is new is asked of the ledger. */
static bay_status take_answer(struct round *r, const bay_fetched *page, const char *url, bay_error *err)
{
    const bay_read_options facts = {.url = page->url, .charset = *page->charset ? page->charset : NULL};
    const bay__input how = {.defaults = &facts};
    const bay__sink sink = {.article = take_article, .problem = tell_problem, .item = take_item, .arg = r};
    return bay__ingest(page->body.bytes ? page->body.bytes : "", page->body.size, url, &how, &sink, err);
}

static bay_status take_locked(struct round *r, const bay_fetched *page, const char *url, bay_error *err)
{
    lock(r);
    long pages = r->w->adder.fresh + r->w->adder.changed, failed = r->w->adder.failed;
    bay_status status = take_answer(r, page, url, err);
    if (!status) status = bay_batch_finish(r->w->adder.batch, err);
    r->pages += r->w->adder.fresh + r->w->adder.changed - pages;
    r->failed += r->w->adder.failed - failed;
    unlock(r);
    return status;
}

static bay_status read_sitemaps(struct round *r, bay_fetched *page, bay_error *err)
{
    for (uint32_t i = 0; i < r->sitemaps.count; i++) {
        struct wanted x = r->sitemaps.items[i];
        bay_error why = {0};
        if (i >= SITEMAPS_MAX || r->wanted.count >= WANTED_MAX || stopping(r)) { r->incomplete = true; break; }
        r->depth = 1;
        bay_status status = bay_fetch(r->w->fetcher, x.url, NULL, NULL, page, &why);
        if (!status && page->status == 200) {
            BAY_TRY(take_locked(r, page, x.url, err));
            if (x.mark != hash_of(BAY_STR(""))) BAY_TRY(see(r, &x, err));
        } else {
            say(r->w, x.url, "%s", status ? why.message : "not answered");
            r->incomplete = true;
        }
    }
    return BAY_OK;
}

/* A site's own page names its feed, which is followed in its place. */
static bool names_feed(const struct round *r, const bay_fetched *page, char *feed_url, size_t room)
{
    bay_str bytes = {page->body.bytes ? page->body.bytes : "", (uint32_t)page->body.size};
    return bay__format_of(bytes.bytes, bytes.size) == BAY__FORMAT_PAGE && bay__feed_link(bytes, page->url, feed_url, room) &&
           strcmp(feed_url, r->feed.url) != 0;
}

static bay_status read_answer(struct round *r, bay_fetched *page, bay_error *err)
{
    bay_feed *f = &r->feed;
    snprintf(f->etag, sizeof f->etag, "%s", page->etag);
    snprintf(f->modified, sizeof f->modified, "%s", page->modified);
    if (r->may_turn && names_feed(r, page, r->feed_url, sizeof r->feed_url)) return BAY_OK;
    BAY_TRY(take_locked(r, page, f->url, err));
    return read_sitemaps(r, page, err);
}

static bay_status poll_address(struct round *r, bay_error *err)
{
    bay_fetched page;
    bay_feed *f = &r->feed;
    bay_fetched_init(&page);
    bay_status status = bay_fetch(r->w->fetcher, f->url, *f->etag ? f->etag : NULL, *f->modified ? f->modified : NULL, &page, &r->why), inner = BAY_OK;
    f->due = page.retry_after;
    if (!status && page.status != 200 && page.status != 304) status = bay_fail(&r->why, BAY_IO, "the server answered %d", page.status);
    if (!status && page.moved_for_good) say(r->w, f->url, "has moved to %s", page.url);
    if (!status && page.status == 200) inner = read_answer(r, &page, err);
    bay_fetched_release(&page);
    return inner || *r->feed_url ? inner : read_all_wanted(r, err);
}

static bay_status poll_file(struct round *r, const char *path, const struct stat *info, bay_error *err)
{
    char told[96];
    snprintf(told, sizeof told, "%lld %lld.%09ld", (long long)info->st_size, (long long)info->st_mtim.tv_sec, info->st_mtim.tv_nsec);
    struct wanted x = {.key = hash_of(bay_str_from(path)), .mark = hash_of(bay_str_from(told))};
    bay_seen seen;
    int64_t at;
    BAY_TRY(bay_store_seen(r->w->store, r->feed.row, x.key, x.mark, &seen, &at, err));
    if (seen == BAY_SEEN_SAME) return BAY_OK;
    BAY_TRY(push_one(r->w->flags, r->w->adder.batch, &r->result, path, err));
    return see(r, &x, err);
}

static bay_status poll_folder(struct round *r, const char *path, int depth, bay_error *err)
{
    bay__listing list;
    if (depth > FOLDER_DEPTH || bay__list_folder(path, &list, &r->why)) return BAY_OK;
    bay_status status = BAY_OK;
    for (size_t i = 0; !status && i < list.count; i++) {
        struct stat info;
        const char *name = list.paths[i], *slash = strrchr(name, '/');
        if (stopping(r)) break;
        if (list.is_folder[i]) status = poll_folder(r, name, depth + 1, err);
        else if (!bay__left_out(slash ? slash + 1 : name) && !stat(name, &info) && S_ISREG(info.st_mode)) status = poll_file(r, name, &info, err);
    }
    bay__listing_release(&list);
    return status;
}

/* Files are read where they lie, so all of it is under the lock. */
static bay_status poll_folder_locked(struct round *r, bay_error *err)
{
    const struct adder *adder = &r->w->adder;
    lock(r);
    long pages = adder->fresh + adder->changed, failed = adder->failed;
    bay_status status = poll_folder(r, r->feed.url, 0, err);
    if (!status) status = bay_batch_finish(r->w->adder.batch, err);
    r->pages += adder->fresh + adder->changed - pages;
    r->failed += adder->failed - failed;
    unlock(r);
    return status;
}

/* ---- a round -------------------------------------------------------------------------- */

/* When to come again: longer after each failure, up to a day, and a little spread so that sources drift apart. */
static int64_t next_due(const struct round *r, int64_t now)
{
    int64_t every = (r->w->flags->every ? r->w->flags->every : EVERY_MINUTES) * 60;
    int64_t failures = r->feed.failures < BACKOFF_MAX ? r->feed.failures : BACKOFF_MAX;
    int64_t wait = every << failures;
    if (r->feed.failures && wait > DAY && every < DAY) wait = DAY;
    if (r->feed.due > wait) wait = r->feed.due;   /* what the server asked for */
    uint64_t spread = bay_hash_more((uint64_t)now, bay_str_from(r->feed.url)) % 200;
    return now + wait + wait * ((int64_t)spread - 100) / 1000;
}

static bay_status keep_round(struct round *r, bay_error *err)
{
    struct watch *w = r->w;
    bay_feed *f = &r->feed;
    int64_t now = time(NULL);
    BAY_TRY(keep_held(r, err));
    bool bad = r->why.message[0] != 0;
    f->failures = bad ? f->failures + 1 : 0;
    snprintf(f->trouble, sizeof f->trouble, "%.255s", r->why.message);
    if (bad || r->incomplete) *f->etag = *f->modified = 0;   /* the whole again next time */
    f->checked = now;
    f->due = next_due(r, now);
    f->pages += r->pages;
    BAY_TRY(bay_store_feed_put(w->store, f, err));
    BAY_TRY(adder_commit(&w->adder, err));
    r->failed += bad + r->result.failed;
    w->failed += r->failed;
    return r->pages ? bay_store_weigh(w->store, err) : BAY_OK;
}

static bay_status end_round(struct round *r, bay_error *err)
{
    if (stopping(r) && r->why.message[0]) { r->why.message[0] = 0; r->incomplete = true; }   /* our doing, not the source's */
    lock(r);
    bay_status status = keep_round(r, err);
    unlock(r);
    if (status) return status;
    if (r->why.message[0]) complain(r->w->flags, r->feed.url, &r->why);
    say(r->w, r->feed.url, "%ld pages, %ld failed", r->pages, r->failed);
    return BAY_OK;
}

/* The feed takes the place of the page that named it. */
static bay_status turn_to_feed(struct round *r, char *url, bay_error *err)
{
    say(r->w, url, "its feed %s is followed instead", r->feed_url);
    lock(r);
    bay_status status = bay_store_feed_forget(r->w->store, url, err);
    unlock(r);
    memcpy(url, r->feed_url, sizeof r->feed_url);
    return status;
}

static bay_status look(struct round *r, char *url, int64_t *due, bay_error *err)
{
    lock(r);
    bay_status status = bay_store_feed(r->w->store, url, &r->feed, err);
    unlock(r);
    *due = r->feed.due;
    if (status || (!r->w->flags->once && r->feed.due > time(NULL))) return status;
    BAY_TRY(bay_is_url(url) ? poll_address(r, err) : poll_folder_locked(r, err));
    if (*r->feed_url) { *due = 0; return turn_to_feed(r, url, err); }
    BAY_TRY(end_round(r, err));
    *due = r->feed.due;
    return BAY_OK;
}

bay_status watch_round(struct watch *w, char url[BAY_URL_ROOM], bool may_turn, int64_t *due, bay_error *err)
{
    struct round r = {.w = w, .may_turn = may_turn};
    bay_arena_init(&r.arena, (size_t)ARENA_MIB << 20);
    bay_arena_init(&r.bodies, (size_t)BODIES_MIB << 20);
    bay_status status = look(&r, url, due, err);
    bay_arena_release(&r.arena);
    bay_arena_release(&r.bodies);
    return status;
}

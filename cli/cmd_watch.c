/* bayhaqi watch - follows feeds, sitemaps, pages and folders. What was read of them is kept in the ledger, in the transaction that keeps
 * the pages, so that a killed watcher reads nothing twice and misses nothing. */
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "adder.h"
#include "base/array.h"
#include "base/map.h"
#include "ingest/feed.h"
#include "ingest/folder.h"
#include "ingest/ingest.h"
#include "input.h"
#include "store/watch.h"

enum {
    EVERY_MINUTES = 30, ITEMS = 100, WANTED_MAX = 10000, SITEMAPS_MAX = 50, SITEMAP_DEPTH = 2, FOLDER_DEPTH = 32, BACKOFF_MAX = 6,
    DAY = 86400, AGAIN_SECONDS = 6 * 3600, TROUBLE_MAX = 3, NAP_SECONDS = 30, ARENA_MIB = 512
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

struct watch {
    const struct flags *flags;
    struct adder adder;
    bay_store *store;
    bay_fetcher *fetcher;
    sigset_t stop;
    long failed;
};

/* One look at one source. */
struct round {
    struct watch *w;
    bay_feed feed;
    bay_arena arena;
    bay_map known;                       /* addresses met in this round */
    BAY_ARRAY(struct wanted) wanted;
    BAY_ARRAY(struct wanted) sitemaps;
    BAY_ARRAY(struct seen) seen;
    struct input_result result;
    int depth, trouble;                  /* depth of the sitemap being read; failures in a row */
    bool incomplete;                     /* something is left for the next round */
    bay_error why;                       /* what kept the source itself from being read */
    long before;
};

static bool stop_asked(void *arg)
{
    sigset_t pending;
    (void)arg;
    return !sigpending(&pending) && (sigismember(&pending, SIGINT) || sigismember(&pending, SIGTERM));
}

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

static bay_status see(struct round *r, const struct wanted *wanted, bay_error *err)
{
    struct seen *seen = bay_push(&r->arena, &r->seen);
    if (!seen) return bay_fail_memory(err);
    *seen = (struct seen){wanted->key, wanted->mark};
    return BAY_OK;
}

/* ---- reading items ---------------------------------------------------------------- */

static bay_status push_words(struct round *r, const struct wanted *x, bay_error *err)
{
    char name[BAY_URL_ROOM + 32];
    struct flags flags = *r->w->flags;
    snprintf(name, sizeof name, "%.*s#%u", BAY_URL_ROOM, r->feed.url, x->number);
    flags.input_format = x->html ? "html" : "text";
    const bay_read_options facts = {.id = x->url ? x->url : x->id ? x->id : name, .title = x->title, .outlet = x->outlet, .lang = x->lang,
                                    .published = x->published, .url = x->url, .charset = "utf-8", .origin = r->feed.url};
    return push_bytes(&flags, r->w->adder.batch, &r->result, x->body, name, &facts, err);
}

static bay_status push_page(struct round *r, const struct wanted *x, const bay_fetched *page, bay_error *err)
{
    const bay_read_options facts = {.published = x->published, .url = x->url, .charset = *page->charset ? page->charset : NULL,
                                    .lang = NULL, .origin = r->feed.url};
    bay_str bytes = {page->body.bytes ? page->body.bytes : "", (uint32_t)page->body.size};
    enum bay__format kind = bay__format_of(bytes.bytes, bytes.size);
    if (kind != BAY__FORMAT_PAGE && kind != BAY__FORMAT_PDF) return x->body.size ? push_words(r, x, err) : BAY_OK;   /* no feeds in feeds */
    return push_bytes(r->w->flags, r->w->adder.batch, &r->result, bytes, x->url, &facts, err);
}

/* A failure that another day may not see. */
static bool may_pass(bay_status status, int http) { return status == BAY_IO || (!status && (http == 429 || http == 408 || http >= 500)); }

static bay_status read_wanted(struct round *r, const struct wanted *x, bay_fetched *page, bay_error *err)
{
    bay_error why = {0};
    if (!x->url || r->w->flags->no_pages) { BAY_TRY(x->body.size ? push_words(r, x, err) : BAY_OK); return see(r, x, err); }
    bay_status status = bay_fetch(r->w->fetcher, x->url, NULL, NULL, page, &why);
    if (stop_asked(NULL)) { r->incomplete = true; return BAY_OK; }
    bool good = !status && page->status == 200 && is_readable_type(page->type);
    if (good) { r->trouble = 0; BAY_TRY(push_page(r, x, page, err)); return see(r, x, err); }
    if (!status && page->status != 200) (void)!bay_fail(&why, BAY_IO, "the server answered %d", page->status);
    else if (!status) (void)!bay_fail(&why, BAY_BAD_INPUT, "%s: not read", page->type);
    complain(r->w->flags, x->url, &why);
    r->result.failed++;
    if (may_pass(status, page->status)) { r->trouble++; r->incomplete = true; return BAY_OK; }
    if (x->body.size) BAY_TRY(push_words(r, x, err));
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
        if ((long)i >= most || r->trouble >= TROUBLE_MAX || stop_asked(NULL)) { r->incomplete = true; break; }
        status = read_wanted(r, &r->wanted.items[i], &page, err);
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

/* What an address gave: items to be read, or an article of its own. */
static bay_status take_answer(struct round *r, const bay_fetched *page, const char *url, bay_error *err)
{
    const bay_read_options facts = {.url = page->url, .charset = *page->charset ? page->charset : NULL};
    const bay__input how = {.defaults = &facts};
    const bay__sink sink = {.article = take_article, .problem = tell_problem, .item = take_item, .arg = r};
    return bay__ingest(page->body.bytes ? page->body.bytes : "", page->body.size, url, &how, &sink, err);
}

static bay_status read_sitemaps(struct round *r, bay_fetched *page, bay_error *err)
{
    for (uint32_t i = 0; i < r->sitemaps.count; i++) {
        struct wanted x = r->sitemaps.items[i];
        bay_error why = {0};
        if (i >= SITEMAPS_MAX || r->wanted.count >= WANTED_MAX || stop_asked(NULL)) { r->incomplete = true; break; }
        r->depth = 1;
        bay_status status = bay_fetch(r->w->fetcher, x.url, NULL, NULL, page, &why);
        if (!status && page->status == 200) {
            BAY_TRY(take_answer(r, page, x.url, err));
            if (x.mark != hash_of(BAY_STR(""))) BAY_TRY(see(r, &x, err));
        } else {
            say(r->w, x.url, "%s", status ? why.message : "not answered");
            r->incomplete = true;
        }
    }
    return BAY_OK;
}

static bay_status poll_address(struct round *r, bay_error *err)
{
    bay_fetched page;
    bay_feed *f = &r->feed;
    bay_fetched_init(&page);
    bay_status status = bay_fetch(r->w->fetcher, f->url, *f->etag ? f->etag : NULL, *f->modified ? f->modified : NULL, &page, &r->why);
    f->due = page.retry_after;
    if (!status && page.status != 200 && page.status != 304) status = bay_fail(&r->why, BAY_IO, "the server answered %d", page.status);
    if (!status && page.moved_for_good) say(r->w, f->url, "has moved to %s", page.url);
    bay_status inner = BAY_OK;
    if (!status && page.status == 200) {
        snprintf(f->etag, sizeof f->etag, "%s", page.etag);
        snprintf(f->modified, sizeof f->modified, "%s", page.modified);
        inner = take_answer(r, &page, f->url, err);
        if (!inner) inner = read_sitemaps(r, &page, err);
    }
    bay_fetched_release(&page);
    if (inner) return inner;
    return read_all_wanted(r, err);
}

static bay_status poll_file(struct round *r, const char *path, const struct stat *info, bay_error *err)
{
    char told[96];
    bool fresh;
    snprintf(told, sizeof told, "%lld %lld.%09ld", (long long)info->st_size, (long long)info->st_mtim.tv_sec, info->st_mtim.tv_nsec);
    struct wanted x = {.key = hash_of(bay_str_from(path)), .mark = hash_of(bay_str_from(told))};
    bay_seen seen;
    int64_t at;
    BAY_TRY(bay_store_seen(r->w->store, r->feed.row, x.key, x.mark, &seen, &at, err));
    fresh = seen != BAY_SEEN_SAME;
    if (!fresh) return BAY_OK;
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
        if (stop_asked(NULL)) break;
        if (list.is_folder[i]) status = poll_folder(r, name, depth + 1, err);
        else if (!bay__left_out(slash ? slash + 1 : name) && !stat(name, &info) && S_ISREG(info.st_mode)) status = poll_file(r, name, &info, err);
    }
    bay__listing_release(&list);
    return status;
}

/* ---- rounds -------------------------------------------------------------------------- */

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
    BAY_TRY(bay_batch_finish(w->adder.batch, err));
    BAY_TRY(adder_open(&w->adder, err));
    for (uint32_t i = 0; i < r->seen.count; i++) BAY_TRY(bay_store_see(w->store, f->row, r->seen.items[i].key, r->seen.items[i].mark, now, err));
    bool bad = r->why.message[0] != 0;
    f->failures = bad ? f->failures + 1 : 0;
    snprintf(f->trouble, sizeof f->trouble, "%.255s", r->why.message);
    if (bad || r->incomplete) *f->etag = *f->modified = 0;   /* the whole again next time */
    f->checked = now;
    f->due = next_due(r, now);
    f->pages += w->adder.fresh + w->adder.changed - r->before;
    BAY_TRY(bay_store_feed_put(w->store, f, err));
    return adder_commit(&w->adder, err);
}

static bay_status poll(struct round *r, bay_error *err)
{
    struct watch *w = r->w;
    r->before = w->adder.fresh + w->adder.changed;
    long failed = w->adder.failed;
    bay_status status = bay_is_url(r->feed.url) ? poll_address(r, err) : poll_folder(r, r->feed.url, 0, err);
    if (status) return status;
    if (stop_asked(NULL) && r->why.message[0]) { r->why.message[0] = 0; r->incomplete = true; }   /* our doing, not the source's */
    BAY_TRY(keep_round(r, err));
    if (r->why.message[0]) complain(w->flags, r->feed.url, &r->why);
    long pages = w->adder.fresh + w->adder.changed - r->before;
    w->failed += (r->why.message[0] != 0) + r->result.failed + w->adder.failed - failed;
    say(w, r->feed.url, "%ld pages, %ld failed", pages, (long)(r->why.message[0] != 0) + r->result.failed + w->adder.failed - failed);
    return pages ? bay_store_weigh(w->store, err) : BAY_OK;
}

static bay_status poll_source(struct watch *w, const char *url, int64_t *due, bay_error *err)
{
    struct round r = {.w = w};
    BAY_TRY(bay_store_feed(w->store, url, &r.feed, err));
    *due = r.feed.due;
    if (!w->flags->once && r.feed.due > time(NULL)) return BAY_OK;
    bay_arena_init(&r.arena, (size_t)ARENA_MIB << 20);
    bay_status status = poll(&r, err);
    *due = r.feed.due;
    bay_arena_release(&r.arena);
    return status;
}

/* A signal ends it; false when one came. */
static bool wait_until(const struct watch *w, int64_t due)
{
    for (int64_t now = time(NULL); now < due; now = time(NULL)) {
        struct timespec nap = {due - now < NAP_SECONDS ? due - now : NAP_SECONDS, 0};
        if (sigtimedwait(&w->stop, NULL, &nap) > 0) return false;
    }
    return true;
}

static bay_status follow(struct watch *w, char **urls, int count, bay_error *err)
{
    for (;;) {
        int64_t next = time(NULL) + DAY, due;
        for (int i = 0; i < count && !stop_asked(NULL); i++) {
            BAY_TRY(poll_source(w, urls[i], &due, err));
            if (due < next) next = due;
        }
        if (w->flags->once || stop_asked(NULL) || !wait_until(w, next)) return BAY_OK;
    }
}

/* ---- the command ------------------------------------------------------------------------ */

struct urls {
    bay_arena arena;
    BAY_ARRAY(char *) list;
};

static bay_status take_url(void *context, bay_str line, bay_error *err)
{
    struct urls *urls = context;
    cJSON *row = cJSON_ParseWithLength(line.bytes, line.size);
    const char *url = cJSON_GetStringValue(cJSON_GetObjectItem(row, "url"));
    char **slot = bay_push(&urls->arena, &urls->list);
    bay_str copy = bay_str_copy(&urls->arena, bay_str_from(url ? url : ""));
    cJSON_Delete(row);
    if (!slot || !copy.bytes) return bay_fail_memory(err);
    *slot = (char *)(uintptr_t)copy.bytes;
    return BAY_OK;
}

static bay_status watch_all(struct watch *w, bay_error *err)
{
    struct urls urls = {0};
    bay_arena_init(&urls.arena, (size_t)16 << 20);
    bay_status status = BAY_OK;
    if (!w->flags->arg_count) status = bay_store_feeds(w->store, take_url, &urls, err);
    if (!status) status = w->flags->arg_count ? follow(w, w->flags->args, w->flags->arg_count, err)
                                              : follow(w, urls.list.items, (int)urls.list.count, err);
    if (status) bay_store_rollback(w->store);
    bay_arena_release(&urls.arena);
    return status;
}

static int watch_with(struct watch *w, const bay_engine *engine)
{
    bay_error err = {0};
    bay_status status = adder_init(&w->adder, w->flags, engine, w->store, &err);
    if (!status) status = open_fetcher(w->flags, stop_asked, NULL, &w->fetcher, &err);
    if (!status) status = watch_all(w, &err);
    adder_release(&w->adder);
    bay_fetcher_free(w->fetcher);
    if (status && !w->adder.code) complain(w->flags, NULL, &err);
    if (status) return EXIT_CANNOT;
    return w->flags->once && w->failed ? EXIT_SOME_FAILED : EXIT_DONE;
}

static const struct column list_columns[] = {{"url", "url", 0.4, COLUMN_CUT}, {"pages", "pages", 6, 0}, {"checked", "checked", 20, 0},
                                             {"due", "due", 20, 0}, {"failures", "failures", 8, 0}, {"trouble", "trouble", 0.4, COLUMN_CUT}, {0}};

static bay_status print_feed(void *context, bay_str line, bay_error *err)
{
    return rows_add(context, line) ? BAY_OK : bay_fail(err, BAY_IO, "output closed");
}

static int list_feeds(const struct flags *flags, bay_store *store)
{
    bay_error err = {0};
    struct rows *rows = rows_new(flags, list_columns);
    if (!rows) return EXIT_USAGE;
    bay_status status = bay_store_feeds(store, print_feed, rows, &err);
    int code = rows_end(rows);
    if (status) complain(flags, NULL, &err);
    return status ? EXIT_CANNOT : code;
}

static int forget_feeds(const struct flags *flags, bay_store *store)
{
    int code = EXIT_DONE;
    for (int i = 0; i < flags->arg_count; i++) {
        bay_error err = {0};
        if (!bay_store_feed_forget(store, flags->args[i], &err)) continue;
        complain(flags, NULL, &err);
        code = EXIT_SOME_FAILED;
    }
    return code;
}

/* A folder that is not there is a slip of the hand, a server that is not there is not. */
static int check_sources(const struct flags *flags)
{
    for (int i = 0; i < flags->arg_count; i++) {
        struct stat info;
        if (strlen(flags->args[i]) >= BAY_URL_ROOM) { complain_text(flags, "%.80s...: too long", flags->args[i]); return EXIT_USAGE; }
        if (flags->forget || bay_is_url(flags->args[i]) || (!stat(flags->args[i], &info) && S_ISDIR(info.st_mode))) continue;
        complain_text(flags, "%s: neither an address (http, https) nor a folder", flags->args[i]);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

static int watch_from_now(const struct flags *flags, bay_store *store)
{
    struct watch w = {.flags = flags, .store = store};
    sigemptyset(&w.stop);
    sigaddset(&w.stop, SIGINT);
    sigaddset(&w.stop, SIGTERM);
    sigprocmask(SIG_BLOCK, &w.stop, NULL);   /* before any thread starts, so that all inherit the mask */
    bay_engine *engine = open_engine_of(flags, store);
    int code = engine ? watch_with(&w, engine) : EXIT_CANNOT;
    bay_engine_free(engine);
    return code;
}

int cmd_watch(struct flags *flags)
{
    int bad = check_sources(flags);
    if (!bad && flags->format && !flags->list && rows_format(flags) != ROWS_JSONL) { complain_text(flags, "watch prints --format jsonl only"); bad = EXIT_USAGE; }
    if (bad) return bad;
    bay_store *store = open_ledger(flags, BAY_STORE_WRITE);
    if (!store) return EXIT_CANNOT;
    int code = flags->list ? list_feeds(flags, store) : flags->forget ? forget_feeds(flags, store) : watch_from_now(flags, store);
    bay_store_close(store);
    return code;
}

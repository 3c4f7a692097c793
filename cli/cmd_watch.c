/* bayhaqi watch - follows feeds, sitemaps, pages and folders: the sources, the threads that look at them, the command. */
#include "watch.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/mem.h"
#include "input.h"
#include "ledger.h"
#include "store/watch.h"

enum { SIDE_BY_SIDE = 8, NAP_MS = 200, SOURCES_MAX = 10000 };

struct source {
    char url[BAY_URL_ROOM];
    int64_t due;
    bool busy, done, turned;     /* done: with --once; turned: from a page to its feed */
};

/* The sources and the threads that take them in turn. */
struct sources {
    struct watch *w;
    struct source *items;
    size_t count, room;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int running;
    bay_status status;           /* why it cannot go on */
    bay_error error;
};

/* Each once: two looks at one source at a time would read it twice. */
static bay_status add_source(struct sources *s, const char *url, bay_error *err)
{
    for (size_t i = 0; i < s->count; i++)
        if (!strcmp(s->items[i].url, url)) return BAY_OK;
    if (s->count == SOURCES_MAX) return bay_fail(err, BAY_LIMIT, "more than %d sources", SOURCES_MAX);
    if (s->count == s->room) {
        struct source *more = bay_realloc(s->items, (s->room + 64) * sizeof *more);
        if (!more) return bay_fail_memory(err);
        s->items = more;
        s->room += 64;
    }
    s->items[s->count] = (struct source){0};
    snprintf(s->items[s->count++].url, BAY_URL_ROOM, "%s", url);
    return BAY_OK;
}

/* ---- threads -------------------------------------------------------------------- */

/* The source that is due first, of those that nobody looks at; NULL: none is left, or none now. */
static struct source *next_source(const struct sources *s)
{
    struct source *next = NULL;
    for (size_t i = 0; i < s->count; i++) {
        struct source *one = &s->items[i];
        if (!one->busy && !one->done && (!next || one->due < next->due)) next = one;
    }
    return next && (s->w->flags->once || next->due <= time(NULL)) ? next : NULL;
}

static bool all_done(const struct sources *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (!s->items[i].done) return false;
    return true;
}

/* Lets go of the lock while it looks. */
static void look_at(struct sources *s, struct source *source)
{
    bay_error err = {0};
    char url[BAY_URL_ROOM];
    int64_t due = source->due;
    memcpy(url, source->url, sizeof url);
    source->busy = true;
    pthread_mutex_unlock(&s->lock);
    bay_status status = watch_round(s->w, url, !source->turned, &due, &err);
    pthread_mutex_lock(&s->lock);
    bool turned = strcmp(url, source->url) != 0;
    memcpy(source->url, url, sizeof url);
    source->turned |= turned;
    source->busy = false;
    source->due = due;
    source->done = s->w->flags->once && !turned;
    if (status && !s->status) { s->status = status; s->error = err; }
    if (status) atomic_store(&s->w->stopping, true);
    pthread_cond_broadcast(&s->changed);
}

static void *take_turns(void *arg)
{
    struct sources *s = arg;
    pthread_mutex_lock(&s->lock);
    while (!watch_stop_asked(s->w) && !all_done(s)) {
        struct source *source = next_source(s);
        if (source) look_at(s, source);
        else pthread_cond_wait(&s->changed, &s->lock);
    }
    s->running--;
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

/* Until all threads have ended. Signals are blocked in every thread and taken here; sources that became due are told of here, too. */
static void wait_for_end(struct sources *s)
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    for (bool running = true; running;) {
        if (sigtimedwait(&stop, NULL, &(struct timespec){0, NAP_MS * 1000000L}) > 0) atomic_store(&s->w->stopping, true);
        pthread_mutex_lock(&s->lock);
        if (watch_stop_asked(s->w) || next_source(s)) pthread_cond_broadcast(&s->changed);
        running = s->running > 0;
        pthread_mutex_unlock(&s->lock);
    }
}

static bay_status follow(struct sources *s, bay_error *err)
{
    pthread_t threads[SIDE_BY_SIDE];
    int count = 0, most = s->count < SIDE_BY_SIDE ? (int)s->count : SIDE_BY_SIDE;
    pthread_mutex_lock(&s->lock);
    while (count < most && !pthread_create(&threads[count], NULL, take_turns, s)) count++;
    s->running = count;
    pthread_mutex_unlock(&s->lock);
    if (!count && most) return bay_fail(err, BAY_NO_MEMORY, "cannot start a thread");
    wait_for_end(s);
    for (int i = 0; i < count; i++) pthread_join(threads[i], NULL);
    if (s->status) *err = s->error;
    return s->status;
}

/* ---- the command ------------------------------------------------------------------------ */

static bay_status take_url(void *context, bay_str line, bay_error *err)
{
    cJSON *row = cJSON_ParseWithLength(line.bytes, line.size);
    const char *url = cJSON_GetStringValue(cJSON_GetObjectItem(row, "url"));
    bay_status status = url ? add_source(context, url, err) : BAY_OK;
    cJSON_Delete(row);
    return status;
}

static bay_status watch_all(struct watch *w, bay_error *err)
{
    struct sources s = {.w = w};
    pthread_mutex_init(&s.lock, NULL);
    pthread_cond_init(&s.changed, NULL);
    bay_status status = w->flags->arg_count ? BAY_OK : bay_store_feeds(w->store, take_url, &s, err);
    for (int i = 0; !status && i < w->flags->arg_count; i++) status = add_source(&s, w->flags->args[i], err);
    if (!status) status = follow(&s, err);
    if (status) bay_store_rollback(w->store);
    pthread_mutex_destroy(&s.lock);
    pthread_cond_destroy(&s.changed);
    bay_free(s.items);
    return status;
}

static int watch_with(struct watch *w, const bay_engine *engine)
{
    bay_error err = {0};
    bay_status status = adder_init(&w->adder, w->flags, engine, w->store, &err);
    if (!status) status = open_fetcher(w->flags, watch_stop_asked, w, &w->fetcher, &err);
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
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    sigprocmask(SIG_BLOCK, &stop, NULL);   /* before any thread starts, so that all inherit the mask */
    atomic_init(&w.stopping, false);
    pthread_mutex_init(&w.ledger, NULL);
    bay_engine *engine = open_engine_of(flags, store);
    int code = engine ? watch_with(&w, engine) : EXIT_CANNOT;
    bay_engine_free(engine);
    pthread_mutex_destroy(&w.ledger);
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

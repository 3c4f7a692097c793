#include "fetch/fetch.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "fetch/address.h"
#include "fetch/robots.h"

enum {
    REDIRECTS_MAX = 5, CONNECT_SECONDS = 15, SLOW_BYTES = 50, SLOW_SECONDS = 20, ROBOTS_MAX = 512 << 10, ROBOTS_SECONDS = 86400,
    HOSTS_MAX = 512, HEADERS_MAX = 128 << 10, NAP_MS = 100, RETRY_MAX = 86400, BODY_MIB = 16, SECONDS = 60, DELAY = 2, HANDLES_MAX = 64
};

/* What is known of a host; kept for a day. */
struct host {
    char name[300];              /* scheme://host:port */
    long long next_ms;           /* when it may be asked again */
    long long robots_ms;         /* when robots.txt was read; 0: never */
    bool reading;                /* some thread is asking for robots.txt */
    bool closed;                 /* robots.txt could not be read: nothing is asked for */
    bay_buf robots;
};

struct bay_fetcher {
    bay_fetch_rules rules;
    pthread_mutex_t lock;        /* over all below */
    pthread_cond_t robots_read;
    CURL *handles[HANDLES_MAX];  /* idle ones; each keeps its connections */
    size_t handle_count;
    struct host *hosts;
    size_t host_count;
};

/* One request as its callbacks see it. */
struct request {
    const bay_fetcher *fetcher;
    bay_fetched *out;
    size_t most, headers;
    bool too_big, refused, stopped;
};

bool bay_is_url(const char *text) { return !strncasecmp(text, "http://", 7) || !strncasecmp(text, "https://", 8); }

static bool stopped(const bay_fetcher *f) { return f->rules.stopped && f->rules.stopped(f->rules.arg); }

bay_status bay_fetcher_new(const bay_fetch_rules *rules, bay_fetcher **out, bay_error *err)
{
    bay_fetcher *f = bay_calloc(1, sizeof *f);
    if (!f) return bay_fail_memory(err);
    f->rules = *rules;
    if (f->rules.delay <= 0) f->rules.delay = DELAY;
    if (f->rules.timeout <= 0) f->rules.timeout = SECONDS;
    if (!f->rules.most) f->rules.most = (size_t)BODY_MIB << 20;
    pthread_mutex_init(&f->lock, NULL);
    pthread_cond_init(&f->robots_read, NULL);
    f->hosts = bay_calloc(HOSTS_MAX, sizeof *f->hosts);
    if (f->hosts && !curl_global_init(CURL_GLOBAL_DEFAULT)) { *out = f; return BAY_OK; }   /* before any thread asks */
    bay_fetcher_free(f);
    return bay_fail_memory(err);
}

void bay_fetcher_free(bay_fetcher *f)
{
    if (!f) return;
    for (size_t i = 0; i < f->handle_count; i++) curl_easy_cleanup(f->handles[i]);
    for (size_t i = 0; i < f->host_count; i++) bay_buf_release(&f->hosts[i].robots);
    bay_free(f->hosts);
    pthread_mutex_destroy(&f->lock);
    pthread_cond_destroy(&f->robots_read);
    bay_free(f);
}

static CURL *take_handle(bay_fetcher *f)
{
    pthread_mutex_lock(&f->lock);
    CURL *curl = f->handle_count ? f->handles[--f->handle_count] : NULL;
    pthread_mutex_unlock(&f->lock);
    return curl ? curl : curl_easy_init();
}

static void put_handle(bay_fetcher *f, CURL *curl)
{
    pthread_mutex_lock(&f->lock);
    bool room = f->handle_count < HANDLES_MAX;
    if (room) f->handles[f->handle_count++] = curl;
    pthread_mutex_unlock(&f->lock);
    if (!room) curl_easy_cleanup(curl);
}

void bay_fetched_init(bay_fetched *fetched)
{
    *fetched = (bay_fetched){0};
    bay_buf_init(&fetched->body, (size_t)1 << 30);
}

void bay_fetched_release(bay_fetched *fetched) { bay_buf_release(&fetched->body); }

/* ---- what curl asks --------------------------------------------------------- */

static size_t take_body(char *bytes, size_t one, size_t size, void *arg)
{
    struct request *r = arg;
    (void)one;
    if (r->out->body.size + size > r->most) { r->too_big = true; return 0; }
    bay_buf_add(&r->out->body, bytes, size);
    return r->out->body.failed ? 0 : size;
}

static void copy_line(char *to, size_t room, bay_str s)
{
    size_t n = 0;
    for (uint32_t i = 0; i < s.size && n + 1 < room; i++)
        if ((unsigned char)s.bytes[i] >= ' ' && s.bytes[i] != 127) to[n++] = s.bytes[i];
    to[n] = 0;
}

static void take_retry_after(bay_fetched *out, bay_str value)
{
    int64_t seconds = 0;
    if (!bay_str_to_int(value, &seconds)) {
        char date[64];
        copy_line(date, sizeof date, value);
        time_t then = curl_getdate(date, NULL);
        seconds = then > 0 ? then - time(NULL) : 0;
    }
    out->retry_after = seconds <= 0 ? 0 : seconds > RETRY_MAX ? RETRY_MAX : (long)seconds;
}

static void take_content_type(bay_fetched *out, bay_str value)
{
    const char *semicolon = memchr(value.bytes, ';', value.size);
    copy_line(out->type, sizeof out->type, bay_str_trim(bay_str_slice(value, 0, semicolon ? (uint32_t)(semicolon - value.bytes) : value.size)));
    for (uint32_t i = 0; i + 8 < value.size; i++) {
        if (strncasecmp(value.bytes + i, "charset=", 8)) continue;
        bay_str name = bay_str_slice(value, i + 8, value.size);
        if (*name.bytes == '"' || *name.bytes == '\'') name = bay_str_slice(name, 1, name.size);
        uint32_t end = 0;
        while (end < name.size && !strchr(" ;,\"'\r\n", name.bytes[end])) end++;
        copy_line(out->charset, sizeof out->charset, bay_str_slice(name, 0, end));
        return;
    }
}

static size_t take_header(char *bytes, size_t one, size_t size, void *arg)
{
    struct request *r = arg;
    bay_str line = {bytes, (uint32_t)size};
    const char *colon = memchr(bytes, ':', size);
    (void)one;
    r->headers += size;
    if (r->headers > HEADERS_MAX) { r->too_big = true; return 0; }
    if (!colon) return size;
    bay_str name = bay_str_slice(line, 0, (uint32_t)(colon - bytes)), value = bay_str_trim(bay_str_slice(line, name.size + 1, line.size));
    if (name.size == 4 && !strncasecmp(name.bytes, "ETag", 4)) copy_line(r->out->etag, sizeof r->out->etag, value);
    else if (name.size == 13 && !strncasecmp(name.bytes, "Last-Modified", 13)) copy_line(r->out->modified, sizeof r->out->modified, value);
    else if (name.size == 12 && !strncasecmp(name.bytes, "Content-Type", 12)) take_content_type(r->out, value);
    else if (name.size == 11 && !strncasecmp(name.bytes, "Retry-After", 11)) take_retry_after(r->out, value);
    return size;
}

static curl_socket_t open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct request *r = arg;
    (void)purpose;
    if (!r->fetcher->rules.private_addresses && !bay__address_is_public(&address->addr)) { r->refused = true; return CURL_SOCKET_BAD; }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static int ask_stopped(void *arg, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    struct request *r = arg;
    (void)a; (void)b; (void)c; (void)d;
    r->stopped |= stopped(r->fetcher);
    return r->stopped;
}

/* ---- one request --------------------------------------------------------------- */

static void set_rules(struct request *r, CURL *curl, const char *url)
{
    const bay_fetch_rules *rules = &r->fetcher->rules;
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, rules->timeout);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(curl, CURLOPT_USERAGENT, rules->agent ? rules->agent : "bayhaqi/" BAYHAQI_VERSION " (reads news feeds)");
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, r);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, r);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, r);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, ask_stopped);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, r);
}

static struct curl_slist *add_header(struct curl_slist *list, const char *name, const char *value)
{
    char line[400];
    if (!value || !*value) return list;
    snprintf(line, sizeof line, "%s: %s", name, value);
    struct curl_slist *longer = curl_slist_append(list, line);
    return longer ? longer : list;
}

static bay_status say_why(const struct request *r, CURLcode code, bay_error *err)
{
    if (r->stopped) return bay_fail(err, BAY_LIMIT, "stopped");
    if (r->too_big) return bay_fail(err, BAY_LIMIT, "larger than %zu bytes", r->most);
    if (r->refused) return bay_fail(err, BAY_LIMIT, "leads to an address inside this or a private network");
    if (r->out->body.failed) return bay_fail_memory(err);
    return bay_fail(err, BAY_IO, "%s", curl_easy_strerror(code));
}

/* Without redirects, robots or waiting. next: where it redirects to, "" where it does not. */
static bay_status ask(bay_fetcher *f, const char *url, const char *etag, const char *modified, size_t most, bay_fetched *out,
                      char next[BAY_URL_ROOM], bay_error *err)
{
    struct request r = {.fetcher = f, .out = out, .most = most};
    struct curl_slist *headers = NULL;
    long status = 0;
    char *redirect = NULL;
    CURL *curl = take_handle(f);
    if (!curl) return bay_fail_memory(err);
    bay_buf_clear(&out->body);
    out->retry_after = 0;
    *out->type = *out->charset = *out->etag = *out->modified = 0;
    set_rules(&r, curl, url);
    headers = add_header(headers, "Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/xml, */*;q=0.5");
    headers = add_header(headers, "If-None-Match", etag);
    headers = add_header(headers, "If-Modified-Since", modified);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &redirect);
    out->status = (int)status;
    bool fits = redirect && bay_is_url(redirect) && strlen(redirect) < BAY_URL_ROOM;
    snprintf(next, BAY_URL_ROOM, "%s", fits ? redirect : "");
    curl_slist_free_all(headers);
    put_handle(f, curl);
    return code == CURLE_OK ? BAY_OK : say_why(&r, code, err);
}

/* ---- hosts ------------------------------------------------------------------------ */

/* "https://example.org:443" and the path with its query. */
static bool split_url(const char *url, char *host, size_t host_room, char *path, size_t path_room)
{
    CURLU *parts = curl_url();
    char *scheme = NULL, *name = NULL, *port = NULL, *where = NULL, *query = NULL;
    bool good = parts && strlen(url) < BAY_URL_ROOM && !curl_url_set(parts, CURLUPART_URL, url, 0)
                && !curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) && !curl_url_get(parts, CURLUPART_HOST, &name, 0)
                && !curl_url_get(parts, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) && !curl_url_get(parts, CURLUPART_PATH, &where, 0);
    if (good) (void)curl_url_get(parts, CURLUPART_QUERY, &query, 0);
    good = good && (!strcasecmp(scheme, "http") || !strcasecmp(scheme, "https")) && *name;
    if (good) snprintf(host, host_room, "%s://%s:%s", scheme, name, port);
    if (good) snprintf(path, path_room, "%s%s%s", where, query ? "?" : "", query ? query : "");
    curl_free(scheme);
    curl_free(name);
    curl_free(port);
    curl_free(where);
    curl_free(query);
    curl_url_cleanup(parts);
    return good;
}

/* The host's entry, a new one, or that of the host that was asked longest ago. Under the lock, and good only as long. */
static struct host *host_named(bay_fetcher *f, const char *name)
{
    struct host *oldest = NULL;
    for (size_t i = 0; i < f->host_count; i++) {
        if (!strcasecmp(f->hosts[i].name, name)) return &f->hosts[i];
        if (!f->hosts[i].reading && (!oldest || f->hosts[i].next_ms < oldest->next_ms)) oldest = &f->hosts[i];
    }
    struct host *host = f->host_count < HOSTS_MAX ? &f->hosts[f->host_count++] : oldest;
    bay_buf_release(&host->robots);
    *host = (struct host){0};
    bay_buf_init(&host->robots, ROBOTS_MAX + 2);
    snprintf(host->name, sizeof host->name, "%s", name);
    return host;
}

/* The host's next free moment, taken for us. Under the lock. */
static long long take_turn(struct host *host, double delay)
{
    long long now = bay_clock_ms(), turn = host->next_ms > now ? host->next_ms : now;
    host->next_ms = turn + (long long)(delay * 1000);
    return turn;
}

/* False when it was stopped. */
static bool wait_until(const bay_fetcher *f, long long turn)
{
    for (long long now = bay_clock_ms(); now < turn && !stopped(f); now = bay_clock_ms()) {
        long long left = turn - now < NAP_MS ? turn - now : NAP_MS;
        nanosleep(&(struct timespec){0, (long)left * 1000000L}, NULL);
    }
    return !stopped(f);
}

/* RFC 9309, 2.3.1: redirects are followed, no file is no rule, a server in trouble closes the site. */
static void read_robots(bay_fetcher *f, const char *name, bay_fetched *file, bool *closed)
{
    char url[BAY_URL_ROOM], next[BAY_URL_ROOM];
    bay_error err = {0};
    bay_status status = BAY_OK;
    snprintf(url, sizeof url, "%s/robots.txt", name);
    for (int i = 0; i <= REDIRECTS_MAX; i++) {
        status = ask(f, url, NULL, NULL, ROBOTS_MAX, file, next, &err);
        if (status || file->status < 300 || file->status > 399 || !*next) break;
        memcpy(url, next, sizeof url);
    }
    *closed = (status == BAY_IO || file->status >= 500) && !stopped(f);
}

static bool robots_are_old(const struct host *host)
{
    return !host->robots_ms || bay_clock_ms() - host->robots_ms > (host->closed ? ROBOTS_SECONDS / 96 : ROBOTS_SECONDS) * 1000LL;
}

/* Lets go of the lock while it waits and asks. */
static void renew_robots(bay_fetcher *f, const char *name)
{
    bay_fetched file;
    bool closed = false;
    struct host *host = host_named(f, name);
    long long turn = take_turn(host, f->rules.delay);
    host->reading = true;
    pthread_mutex_unlock(&f->lock);
    bay_fetched_init(&file);
    if (wait_until(f, turn)) read_robots(f, name, &file, &closed);
    pthread_mutex_lock(&f->lock);
    host = host_named(f, name);
    bay_buf_clear(&host->robots);
    host->closed = closed;
    if (file.status == 200 && file.body.size) bay_buf_add(&host->robots, file.body.bytes, file.body.size);   /* of too large a file, the front */
    host->robots_ms = stopped(f) ? 0 : bay_clock_ms();
    host->reading = false;
    pthread_cond_broadcast(&f->robots_read);
    bay_fetched_release(&file);
}

/* May we, and when? Under the lock. */
static bay_status leave_of(bay_fetcher *f, const char *name, const char *path, long long *turn, bay_error *err)
{
    double delay = 0;
    for (struct host *host = host_named(f, name); !stopped(f) && (host->reading || robots_are_old(host)); host = host_named(f, name)) {
        if (host->reading) pthread_cond_wait(&f->robots_read, &f->lock);
        else renew_robots(f, name);
    }
    struct host *host = host_named(f, name);
    if (stopped(f)) return bay_fail(err, BAY_LIMIT, "stopped");
    if (host->closed) return bay_fail(err, BAY_IO, "the server does not answer for its robots.txt");
    bay_str rules = {host->robots.bytes ? host->robots.bytes : "", (uint32_t)host->robots.size};
    if (!bay__robots_allow(rules, BAY_STR("bayhaqi"), bay_str_from(path), &delay)) return bay_fail(err, BAY_LIMIT, "its robots.txt asks not to be read");
    *turn = take_turn(host, delay > f->rules.delay ? delay : f->rules.delay);
    return BAY_OK;
}

static bay_status ask_leave(bay_fetcher *f, const char *url, bay_error *err)
{
    char name[300], path[BAY_URL_ROOM];
    long long turn = 0;
    if (!split_url(url, name, sizeof name, path, sizeof path)) return bay_fail(err, BAY_LIMIT, "no address of http or https");
    pthread_mutex_lock(&f->lock);
    bay_status status = leave_of(f, name, path, &turn, err);
    pthread_mutex_unlock(&f->lock);
    if (status) return status;
    return wait_until(f, turn) ? BAY_OK : bay_fail(err, BAY_LIMIT, "stopped");
}

bay_status bay_fetch(bay_fetcher *f, const char *url, const char *etag, const char *modified, bay_fetched *out, bay_error *err)
{
    char next[BAY_URL_ROOM];
    if (strlen(url) >= sizeof out->url) return bay_fail(err, BAY_LIMIT, "address of more than %d bytes", BAY_URL_ROOM - 1);
    snprintf(out->url, sizeof out->url, "%s", url);
    out->moved_for_good = false;
    out->status = 0;
    for (int i = 0; i <= REDIRECTS_MAX; i++) {
        BAY_TRY(ask_leave(f, out->url, err));
        BAY_TRY(ask(f, out->url, i ? NULL : etag, i ? NULL : modified, f->rules.most, out, next, err));
        if (out->status < 301 || out->status > 308 || out->status == 304) return BAY_OK;
        if (!*next) return bay_fail(err, BAY_LIMIT, "redirected to no address of http or https");
        out->moved_for_good = (i == 0 || out->moved_for_good) && (out->status == 301 || out->status == 308);
        memcpy(out->url, next, sizeof next);
    }
    return bay_fail(err, BAY_LIMIT, "redirected more than %d times", REDIRECTS_MAX);
}

/* ingest/pdf.c - the words of a PDF, through poppler-glib where the system has it.
 *
 * Poppler is a large reader of a hostile format, so it works in a process of its own with little time and memory, which is
 * given the bytes and a pipe and nothing else; it is opened only when a PDF is met (dlopen), so that a machine without it
 * runs everything else. Lines are joined to paragraphs by the distance between them, as a reader's eye does it. */
#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "ingest/source.h"

enum { CPU_SECONDS = 30, WALL_MS = 60000, MEMORY_MIB = 1024, PAGES_MAX = 2000, LINES_MAX = 4000, TITLE_MAX = 500 };

/* Sanitizers lay their shadow over terabytes of addresses. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = 1 };
#elif defined(__clang__)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif
#else
enum { SANITIZED = 0 };
#endif

struct rectangle { double x1, y1, x2, y2; };

/* The few functions of poppler-glib and GLib that are used, by the names of their documentation. */
typedef struct poppler {
    void *library;
    void *(*bytes_new_static)(const void *, size_t);
    void *(*document_new_from_bytes)(void *, const char *, void **);
    int (*document_get_n_pages)(void *);
    void *(*document_get_page)(void *, int);
    char *(*document_get_title)(void *);
    long (*document_get_creation_date)(void *);
    char *(*page_get_text)(void *);
    int (*page_get_text_layout)(void *, struct rectangle **, unsigned *);
    void (*object_unref)(void *);
    void (*release)(void *);
} poppler;

static bool open_poppler(poppler *p)
{
    *p = (poppler){.library = dlopen("libpoppler-glib.so.8", RTLD_NOW | RTLD_LOCAL)};
    struct { void *at; const char *name; } wanted[] = {
        {&p->bytes_new_static, "g_bytes_new_static"}, {&p->document_new_from_bytes, "poppler_document_new_from_bytes"},
        {&p->document_get_n_pages, "poppler_document_get_n_pages"}, {&p->document_get_page, "poppler_document_get_page"},
        {&p->document_get_title, "poppler_document_get_title"}, {&p->document_get_creation_date, "poppler_document_get_creation_date"},
        {&p->page_get_text, "poppler_page_get_text"}, {&p->page_get_text_layout, "poppler_page_get_text_layout"},
        {&p->object_unref, "g_object_unref"}, {&p->release, "g_free"},
    };
    for (size_t i = 0; p->library && i < sizeof wanted / sizeof *wanted; i++) {
        void *found = dlsym(p->library, wanted[i].name);
        if (!found) return false;
        memcpy(wanted[i].at, &found, sizeof found);
    }
    return p->library != NULL;
}

/* ---- in the other process ------------------------------------------------------- */

typedef struct line { uint32_t begin, end; double left, top, height; } line;

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Lines of a page's text with the place of their first character. */
static uint32_t find_lines(bay_str text, const struct rectangle *places, unsigned place_count, line *lines)
{
    uint32_t count = 0, character = 0;
    for (uint32_t i = 0; i < text.size && count < LINES_MAX;) {
        line *l = &lines[count];
        *l = (line){.begin = i};
        if (character < place_count) { l->left = places[character].x1; l->top = places[character].y1; l->height = places[character].y2 - places[character].y1; }
        for (; i < text.size && text.bytes[i] != '\n'; i++) character += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
        l->end = i++;
        character++;
        count += l->end > l->begin;
    }
    return count;
}

static double usual_step(const line *lines, uint32_t count, double *steps)
{
    uint32_t n = 0;
    for (uint32_t i = 1; i < count; i++)
        if (lines[i].top > lines[i - 1].top + 1) steps[n++] = lines[i].top - lines[i - 1].top;
    qsort(steps, n, sizeof *steps, compare_doubles);
    return n ? steps[n / 2] : 0;
}

/* More room above it, another size of letters, or an indent where the line before had none. */
static bool opens_paragraph(const line *before, const line *l, double step)
{
    double down = l->top - before->top;
    if (l->height > before->height * 1.2 || l->height < before->height * 0.8) return true;
    if (down > 1 && step > 0 && down > step * 1.3) return true;
    return down > 1 && l->left > before->left + l->height * 0.6 && l->left < before->left + l->height * 6;
}

static void add_line(bay_buf *out, bay_str text, const line *l, bool paragraph)
{
    bay_str words = bay_str_trim(bay_str_slice(text, l->begin, l->end));
    if (!words.size) return;
    char last = out->size ? out->bytes[out->size - 1] : 0, before = out->size > 1 ? out->bytes[out->size - 2] : 0;
    bool broken = !paragraph && last == '-' && before >= 'a' && before <= 'z' && *words.bytes >= 'a' && *words.bytes <= 'z';
    if (broken) out->bytes[--out->size] = 0;
    else if (out->size) bay_buf_text(out, paragraph ? "\n\n" : " ");
    bay_buf_str(out, words);
}

static void add_page(const poppler *p, void *page, bay_buf *out, line *lines, double *steps, bool first)
{
    struct rectangle *places = NULL;
    unsigned place_count = 0;
    char *text = p->page_get_text(page);
    if (!text) return;
    if (!p->page_get_text_layout(page, &places, &place_count)) place_count = 0;
    bay_str words = bay_str_from(text);
    uint32_t count = find_lines(words, places, place_count, lines);
    double step = usual_step(lines, count, steps);
    for (uint32_t i = 0; i < count; i++) {
        /* A sentence goes on over the page's end where it has not ended. */
        bool new_page = i == 0 && (first || (out->size && strchr(".!?\"", out->bytes[out->size - 1])));
        add_line(out, words, &lines[i], i ? opens_paragraph(&lines[i - 1], &lines[i], step) : new_page);
    }
    p->release(places);
    p->release(text);
}

static void limit(int what, rlim_t most)
{
    struct rlimit wanted = {most, most};
    (void)!setrlimit(what, &wanted);
}

/* Bytes of addresses that came with the fork: model, place names, arenas of all threads. */
static rlim_t addresses_in_use(void)
{
    unsigned long long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file) return (rlim_t)4 << 30;
    if (fscanf(file, "%llu", &pages) != 1) pages = 0;
    fclose(file);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static void confine(void)
{
    limit(RLIMIT_CPU, CPU_SECONDS);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    if (!SANITIZED) limit(RLIMIT_AS, addresses_in_use() + ((rlim_t)MEMORY_MIB << 20));
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    signal(SIGPIPE, SIG_DFL);
    int quiet = dup2(STDIN_FILENO, STDERR_FILENO);   /* Poppler and GLib talk: nobody listens */
    (void)quiet;
}

/* A line of title, a line of date, the words. */
static void write_facts(const poppler *p, void *document, bay_buf *out)
{
    char *title = p->document_get_title(document);
    for (const char *c = title; c && *c && c - title < TITLE_MAX; c++) bay_buf_char(out, (unsigned char)*c < ' ' ? ' ' : *c);
    p->release(title);
    bay_buf_char(out, '\n');
    time_t made = p->document_get_creation_date(document);
    struct tm day;
    if (made > 0 && gmtime_r(&made, &day)) bay_buf_printf(out, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
    bay_buf_char(out, '\n');
}

static void write_all(int fd, bay_str s)
{
    while (s.size) {
        ssize_t n = write(fd, s.bytes, s.size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return;
        s = bay_str_slice(s, (uint32_t)n, s.size);
    }
}

static void work(const poppler *p, bay_str bytes, int fd)
{
    confine();
    bay_buf head, words;
    bay_buf_init(&head, 1 << 16);
    bay_buf_init(&words, BAY__ARTICLE_MAX);
    line *lines = bay_calloc(LINES_MAX, sizeof *lines);
    double *steps = bay_calloc(LINES_MAX, sizeof *steps);
    void *document = p->document_new_from_bytes(p->bytes_new_static(bytes.bytes, bytes.size), NULL, NULL);
    if (!document || !lines || !steps) _exit(1);
    int pages = p->document_get_n_pages(document);
    write_facts(p, document, &head);
    for (int i = 0; i < pages && i < PAGES_MAX && !words.failed; i++) {
        void *page = p->document_get_page(document, i);
        if (page) add_page(p, page, &words, lines, steps, i == 0);
        if (page) p->object_unref(page);
    }
    write_all(fd, (bay_str){head.bytes, (uint32_t)head.size});
    write_all(fd, (bay_str){words.bytes ? words.bytes : "", (uint32_t)words.size});
    _exit(0);
}

/* ---- on our side ------------------------------------------------------------------ */

/* False where it took too long or gave too much. */
static bool collect(int fd, bay_buf *out)
{
    char piece[16 * 1024];
    long long end = bay_clock_ms() + WALL_MS;
    for (;;) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        long long left = end - bay_clock_ms();
        if (left <= 0 || out->failed) return false;
        int ready = poll(&wait, 1, (int)left);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return false;
        ssize_t n = read(fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return n == 0;
        bay_buf_add(out, piece, (size_t)n);
    }
}

/* NULL, or why not. */
static const char *run_poppler(bay_str bytes, bay_buf *out)
{
    poppler p;
    int ends[2], how = 0;
    if (!open_poppler(&p)) return "PDF: libpoppler-glib is not there (Debian: apt-get install libpoppler-glib8)";
    if (pipe(ends)) return "PDF: no pipe";
    pid_t child = fork();
    if (child == 0) { close(ends[0]); work(&p, bytes, ends[1]); }
    close(ends[1]);
    bool whole = child > 0 && collect(ends[0], out);
    close(ends[0]);
    if (child > 0 && !whole) kill(child, SIGKILL);
    while (child > 0 && waitpid(child, &how, 0) < 0 && errno == EINTR) continue;
    if (child < 0) return "PDF: no process for it";
    if (!whole) return "PDF: took more than a minute";
    return WIFEXITED(how) && WEXITSTATUS(how) == 0 ? NULL : "PDF: damaged, locked, or needs more than 30 s or 1 GiB";
}

static bay_status hand_words(bay_str out, const bay__source *source, bay_error *err)
{
    char title[TITLE_MAX + 1], published[BAY__NAME_ROOM];
    bay_str words = out, line_of_title = {0}, line_of_date = {0};
    bay_read_options o = source->defaults;
    (void)bay_str_next(&words, '\n', &line_of_title);
    (void)bay_str_next(&words, '\n', &line_of_date);
    snprintf(title, sizeof title, "%.*s", BAY_STR_ARG(line_of_title));
    snprintf(published, sizeof published, "%.*s", BAY_STR_ARG(line_of_date));
    if (!bay_str_trim(words).size) { bay__source_tell(source, 0, "PDF: no words in it (pictures of pages need a reader of print)"); return BAY_OK; }
    if (!o.id) o.id = source->name;
    if (*source->origin) o.origin = source->origin;
    if (!o.title && strchr(bay_str_trim(line_of_title).size ? title : "", ' ')) o.title = title;   /* "doc1.docx" is no title */
    if (!o.published && *published) o.published = published;
    o.format = "text";
    o.charset = "utf-8";
    return source->sink->article(source->sink->arg, words.bytes, words.size, &o, err);
}

bay_status bay__read_pdf(bay_str bytes, const bay__source *source, bay_error *err)
{
    bay_buf out;
    bay_buf_init(&out, BAY__ARTICLE_MAX + 4096);
    const char *problem = run_poppler(bytes, &out);
    bay_status status = BAY_OK;
    if (problem) bay__source_tell(source, 0, "%s", problem);
    else status = hand_words((bay_str){out.bytes ? out.bytes : "", (uint32_t)out.size}, source, err);
    bay_buf_release(&out);
    return status;
}

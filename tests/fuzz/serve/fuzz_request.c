/* Any bytes as the target of a request: taken apart, and answered over an empty ledger and a small page. What is taken
 * keeps serve/request.h's promises; the answer has a code, a MIME type and, when it is a failure, an "error". */
#include <stdlib.h>
#include <unistd.h>

#undef NDEBUG
#include <assert.h>

#include "base/utf8.h"
#include "serve/api.h"
#include "serve/bundle.h"
#include "serve/request.h"

static bay_api api;        /* opened once: a ledger for every input would be a test of the disk */

static void open_once(void)
{
    bay_error err = {0};
    bay_store *store;
    char path[] = "/tmp/fuzz_request_XXXXXX";
    if (api.store) return;
    int fd = mkstemp(path);
    assert(fd >= 0 && !close(fd));
    assert(!bay_store_open(path, BAY_STORE_WRITE, &store, &err));
    bay_store_close(store);
    assert(!bay_api_open(&api, path, BAY_STR("bayhaqi-web 1\nindex.html\ttext/html\t2\n\nab"), &err));
    unlink(path);
}

static void check_text(const char *text)
{
    if (!text) return;
    bay_str s = bay_str_from(text);
    assert(s.size && s.size <= BAY_VALUE_MAX && bay_utf8_is_valid(s));
    for (uint32_t i = 0; i < s.size; i++) assert((unsigned char)s.bytes[i] >= ' ');
}

static void check_request(bay_str target)
{
    bay_arena arena;
    bay_request r;
    bay_error err = {0};
    bay_arena_init(&arena, 1 << 20);
    bay_status status = bay_request_read(&arena, target, &r, &err);
    if (status) assert(*err.message);
    else {
        const bay_filter *f = &r.filter;
        const char *texts[] = {f->since, f->until, f->actor, f->recipient, f->type, f->place, f->status, f->text, f->doc, f->outlet, f->speaker, f->sort, r.as};
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) check_text(texts[i]);
        assert(f->limit >= 1 && f->limit <= BAY_ROWS_MAX && f->offset >= 0);
        assert(r.path.size && r.path.bytes[0] == '/' && bay_utf8_is_valid(r.path));
    }
    bay_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    open_once();
    char *copy = malloc(size + 1);      /* exact bounds for the sanitizer */
    memcpy(copy, data, size);
    bay_str target = {copy, (uint32_t)size};
    bay_page page;
    bay_response answer;
    check_request(target);
    if (bay_bundle_find(target, BAY_STR("app.js"), &page)) assert(page.bytes.size <= size);
    bay_api_answer(&api, target, &answer);
    assert(answer.mime && answer.bytes.size == (answer.bytes.bytes == answer.body.bytes ? answer.body.size : answer.bytes.size));
    assert(answer.code == 200 || answer.code == 400 || answer.code == 404 || answer.code == 413);
    if (answer.code != 200) assert(answer.bytes.size > 10 && !memcmp(answer.bytes.bytes, "{\"error\":", 9));
    bay_response_release(&answer);
    free(copy);
    return 0;
}

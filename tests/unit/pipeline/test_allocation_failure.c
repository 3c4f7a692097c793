/* Fails each allocation of a whole run in turn: the library must pass BAY_NO_MEMORY on, leak nothing and not crash.
 * The hook exists only under -DBAY_TEST_ALLOC, that is in `make asan`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/mem.h"
#include "bayhaqi.h"

#ifdef BAY_TEST_ALLOC
static const char page[] =
    "<html><head><title>Fighting near the bridge</title><meta property=\"article:published_time\" content=\"2021-08-02\">"
    "</head><body><article><h1>Fighting near the bridge</h1><p>Rebels attacked an army post in Kandahar on Sunday, killing "
    "nine soldiers, officials said.</p><p>\"We deny it,\" the group's spokesman told Reuters.</p></article></body></html>";

static bay_status run_once(bay_error *err)
{
    bay_engine *engine = NULL;
    bay_work *work = NULL;
    bay_doc *doc = NULL;
    bay_text out;
    bay_status status = bay_engine_open(NULL, &engine, err);
    if (!status) status = bay_work_new(engine, &work, err);
    if (!status) status = bay_doc_new(&doc, err);
    if (!status) status = bay_doc_read(doc, engine, work, page, sizeof page - 1, NULL, err);
    if (!status) status = bay_run(engine, work, doc, err);
    if (!status) status = bay_doc_layer(doc, engine, "events", &out, err);
    bay_doc_free(doc);
    bay_work_free(work);
    bay_engine_free(engine);
    return status;
}

static void every_failed_allocation_is_passed_on(void **state)
{
    (void)state;
    bay_error err = {0};
    (void)bay__fail_allocation(0, 0);
    assert_int_equal(run_once(&err), BAY_OK);
    long total = bay__fail_allocation(0, 0);
    assert_true(total > 5);
    for (long n = 1; n <= total; n++) {
        (void)bay__fail_allocation(n, 1);
        bay_status status = run_once(&err);
        (void)bay__fail_allocation(0, 0);
        if (status != BAY_NO_MEMORY) print_message("allocation %ld of %ld: status %d\n", n, total, status);
        assert_int_equal(status, BAY_NO_MEMORY);
    }
}
#endif

int main(void)
{
#ifdef BAY_TEST_ALLOC
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_failed_allocation_is_passed_on)};
    return cmocka_run_group_tests(tests, NULL, NULL);
#else
    puts("runs in `make asan`");
    return 0;
#endif
}

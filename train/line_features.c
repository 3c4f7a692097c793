/* train/line_features.c - what the net of src/clean/line_model.h sees, for train/fit_lines.py.
 *
 *     line_features < LIST          LIST: a path of a text file on each line
 *
 * Prints "#PATH", then for each line of the page its features, its kind, the byte it begins at and its text, parted by tabs.
 */
#include <stdio.h>
#include <stdlib.h>

#include "assets.h"
#include "base/io.h"
#include "base/mem.h"
#include "clean/line_model.h"
#include "doc/doc.h"

static void print_page(bay__page *page)
{
    uint8_t *kinds = bay_arena_calloc(page->scratch, page->units.count + 1, 1);
    for (uint32_t i = 0; i < page->units.count; i++) kinds[i] = (uint8_t)bay__line_kind(page, &page->units.items[i]);
    const float *f = bay__line_features(page, kinds);
    for (uint32_t i = 0; i < page->units.count; i++) {
        for (uint32_t k = 0; k < BAY__LINE_FEATURES; k++) printf("%.6g\t", (double)f[i * BAY__LINE_FEATURES + k]);
        printf("%d\t%u\t", kinds[i], page->units.items[i].raw.begin);
        bay_str text = page->units.items[i].text;
        for (uint32_t b = 0; b < text.size; b++) putchar(text.bytes[b] == '\n' || text.bytes[b] == '\t' ? ' ' : text.bytes[b]);
        putchar('\n');
    }
}

int main(void)
{
    char path[4096];
    bay_error err = {0};
    bay_lexicon *lexicon;
    bay_asset words = bay__asset_lexicon();
    if (bay_lexicon_open((bay_str){words.bytes, (uint32_t)words.size}, NULL, NULL, &lexicon, &err)) return 1;
    bay_arena scratch;
    bay_doc *doc;
    bay_arena_init(&scratch, (size_t)1 << 30);
    if (bay_doc_new(&doc, &err)) return 1;
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        bay_read_options options = {.format = "text"};
        bay__decoded in;
        bay_arena_clear(&scratch);
        bay_doc_clear(doc);
        char *bytes;
        size_t size;
        if (bay_file_read(path, (size_t)64 << 20, &bytes, &size, &err)) return 1;
        doc->raw = bay_str_copy(&doc->arena, (bay_str){bytes, (uint32_t)size});
        bay_free(bytes);
        bay__page page = {.scratch = &scratch, .doc = doc, .options = &options, .furniture = lexicon->furniture};
        if (bay__decode(&scratch, doc, NULL, &in, &err) || bay__read_flat(&page, &in, &err)) return 1;
        printf("#%s\n", path);
        print_page(&page);
    }
    return 0;
}

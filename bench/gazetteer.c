/* gazetteer.c - what opening the gazetteer costs, mapped from its file, and what a name costs: make bench-gazetteer */
#include <stdio.h>
#include <time.h>

#include "assets.h"
#include "base/io.h"
#include "resolve/gazetteer.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

int main(int argc, char **argv)
{
    enum { TIMES = 20, NAMES = 5, LOOKUPS = 200000 };
    static const char *const names[NAMES] = {"paris", "lashkargah", "springfield", "georgetown", "nosuchname"};
    bay_mapped file;
    bay_lexicon *lexicon;
    bay_gazetteer *gazetteer;
    bay_asset words = bay__asset_lexicon();
    if (bay_file_map(argc > 1 ? argv[1] : "build/gazetteer.bin", &file, NULL)) return 1;
    if (bay_lexicon_open((bay_str){words.bytes, (uint32_t)words.size}, NULL, NULL, &lexicon, NULL)) return 1;
    double best = 1e9;
    for (int i = 0; i < TIMES; i++) {
        double start = now();
        if (bay_gazetteer_open(file.bytes, file.size, lexicon, &gazetteer, NULL)) return 1;
        double took = now() - start;
        if (took < best) best = took;
        if (i + 1 < TIMES) bay_gazetteer_free(gazetteer);
    }
    bay_gazetteer_hit hits[64];
    uint32_t found = 0;
    double start = now();
    for (int i = 0; i < LOOKUPS; i++) found += bay_gazetteer_find(gazetteer, bay_str_from(names[i % NAMES]), hits, 64);
    printf("gazetteer: %.1f MB mapped, opened in %.1f ms of processor time; a name %.2f microseconds (%.1f places)\n", (double)file.size / 1e6,
           best, 1e3 * (now() - start) / LOOKUPS, (double)found / LOOKUPS);
    bay_gazetteer_free(gazetteer);
    bay_lexicon_free(lexicon);
    bay_file_unmap(&file);
    return 0;
}

#include "assets.h"

/* Laid down by tools/make_assets.sh as .incbin; begin == end where a file was not there at build time. */
#define ASSET(name)                                                                          \
    extern const char bay__##name##_begin[], bay__##name##_end[];                            \
    bay_asset bay__asset_##name(void)                                                        \
    {                                                                                        \
        return (bay_asset){bay__##name##_begin, (size_t)(bay__##name##_end - bay__##name##_begin)}; \
    }

ASSET(model)
ASSET(coref)
ASSET(lexicon)
ASSET(gazetteer)
ASSET(web)
ASSET(migrations)

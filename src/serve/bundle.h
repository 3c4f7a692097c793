/* serve/bundle.h - the built page: a few files in one run of bytes.
 *
 *   reads   a bundle as web/build.sh writes it (docs/formats/api.md):
 *
 *     bayhaqi-web 1
 *     index.html<TAB>text/html; charset=utf-8<TAB>1024
 *     app.js<TAB>text/javascript; charset=utf-8<TAB>51200
 *     <an empty line, then the bytes of the files, one after the other>
 *
 *   writes  slices of it
 *
 *     bay_page page;
 *     if (bay_bundle_find(bundle, BAY_STR("app.js"), &page)) send(page.mime, page.bytes);
 *
 * Nothing is copied; a lookup walks the list of names, which is short. A bundle that breaks off holds only the files that
 * are whole.
 */
#ifndef BAY_SERVE_BUNDLE_H
#define BAY_SERVE_BUNDLE_H

#include "base/str.h"

enum { BAY_MIME_SIZE = 64 };

typedef struct bay_page {
    char mime[BAY_MIME_SIZE];
    bay_str bytes;
} bay_page;

bool bay_bundle_find(bay_str bundle, bay_str name, bay_page *out);

#endif

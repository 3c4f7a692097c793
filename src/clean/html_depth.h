/* clean/html_depth.h - what the HTML parser is spared: nesting bombs, scripts, style sheets, comments.
 *
 * An HTML5 tree builder walks its stack of open elements for many tags, so ten thousand open <div> make it quadratic.
 * Start tags past 400 open elements, or past 200 open formatting elements, are left out; so are tags with more than
 * 600 attributes. Pages that people read stay below 100. The insides of scripts and style sheets, half of many pages, are
 * left out too, but for the facts in application/ld+json.
 *
 *     bay__spared in;  bay__spare_parser(arena, html, &in);  // in.html: what to parse
 *     bay__offset_before(&in, at)                            // where in.html[at] was in html
 *
 * Cost: one pass over the bytes; a copy only where something was left out.
 */
#ifndef BAY_CLEAN_HTML_DEPTH_H
#define BAY_CLEAN_HTML_DEPTH_H

#include "base/array.h"
#include "base/str.h"

/* From here on in the copy, this many bytes were left out before. */
typedef struct bay__gap {
    uint32_t at, removed;
} bay__gap;

typedef struct bay__spared {
    bay_str html;
    BAY_ARRAY(bay__gap) gaps;
    bool too_deep;           /* tags were left out */
} bay__spared;

bool bay__spare_parser(bay_arena *arena, bay_str html, bay__spared *out);   /* false when memory ended */
uint32_t bay__offset_before(const bay__spared *in, uint32_t at);

#endif

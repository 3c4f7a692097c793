/* clean/html_depth.h - keeps nesting bombs from the HTML parser.
 *
 * An HTML5 tree builder walks its stack of open elements for many tags, so ten thousand open <div> make it quadratic.
 * Start tags past 400 open elements, or past 200 open formatting elements, are blanked out. Pages that people
 * read stay below 100. Cost: one pass over the bytes; a copy only where something was blanked, of the same length.
 */
#ifndef BAY_CLEAN_HTML_DEPTH_H
#define BAY_CLEAN_HTML_DEPTH_H

#include "base/str.h"

bay_str bay__limit_depth(bay_arena *arena, bay_str html, bool *cut);

#endif

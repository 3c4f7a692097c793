/* clean/charset.h - bytes of unknown encoding to UTF-8, remembering where each piece came from.
 *
 * Order of belief: byte order mark, what the transport said, <meta charset> in the first 4 KiB, valid UTF-8,
 * then uchardet's guess, then windows-1252. A label latin1 or ascii means windows-1252, as the Encoding standard
 * (WHATWG) has it. Bad bytes become U+FFFD and leave a note. Cost: linear.
 */
#ifndef BAY_CLEAN_CHARSET_H
#define BAY_CLEAN_CHARSET_H

#include "doc/doc.h"

/* text.bytes[step.text] was made from raw.bytes[step.raw]. */
typedef struct bay__step {
    uint32_t text, raw;
} bay__step;

typedef struct bay__decoded {
    bay_str text;                    /* valid UTF-8, zero-terminated                     */
    uint32_t skipped;                /* bytes of a byte order mark                       */
    BAY_ARRAY(bay__step) steps;      /* empty: text offset + skipped = raw offset        */
    uint32_t raw_size;
    bay_str charset;
} bay__decoded;

BAY_MUST_CHECK bay_status bay__decode(bay_arena *arena, bay_doc *doc, const char *transport_charset,
                                      bay__decoded *out, bay_error *err);
/* The bytes of doc->raw that cover text[span). */
bay_span bay__raw_span(const bay__decoded *in, bay_span span);

#endif

/* clean/mojibake.h - text that was UTF-8, taken for windows-1252 or latin1 and written as UTF-8 again, put right.
 *
 *     "the ministerâ€™s brother in MÃ¼nchen"  ->  "the minister’s brother in München"
 *
 * Only sequences that hardly stand for themselves are mended: â€, â‚ or â„ and a third byte (general punctuation, currency, ™), Ã or Â and
 * one of the letters' bytes; before what may be a real quotation mark, Ã stays unless the text shows â€ somewhere. Positions in the
 * page's bytes are kept. Leaves the note "mojibake". Cost: linear; a text without Ã, Â or â is only looked through.
 */
#ifndef BAY_CLEAN_MOJIBAKE_H
#define BAY_CLEAN_MOJIBAKE_H

#include "clean/charset.h"

BAY_MUST_CHECK bay_status bay__mend_mojibake(bay_arena *arena, bay_doc *doc, bay__decoded *in, bay_error *err);

#endif

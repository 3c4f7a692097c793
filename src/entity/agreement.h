/* entity/agreement.h - one name, one type in one article; and the places where the net missed a name that it knows from elsewhere.
 *
 * Reads doc->mentions as found sentence by sentence; writes types and adds mentions. "HANO (ORG) ... HANO (LOC, unsure)" become
 * two ORG; "Chaudri" alone is found when "Zahid Hafeez Chaudri" was; "International Space Station (ISS)" gives ISS. Cost: linear
 * in words, n log n in names.
 */
#ifndef BAY_ENTITY_AGREEMENT_H
#define BAY_ENTITY_AGREEMENT_H

#include "doc/doc.h"

BAY_MUST_CHECK bay_status bay__agree_on_names(bay_arena *scratch, bay_doc *doc, bay_error *err);

#endif

/* resolve/actors.h - phrases to actors: countries, governments, groups, persons with dated roles.
 *
 *   reads   statements (args), attributions (sources), mentions and chains, places, tree
 *   writes  actors in order of their head token (several rows for "Afghan and U.S. officials"), attribution.speaker
 *
 *   "Pakistani officials" -> PAKGOV; "Taliban fighters" -> AFGREBTAL before 2021-08-15, AFGGOVTAL after;
 *   "Islamabad said" -> PAKGOV; "the group" -> what its chain names; "we" in a quote -> the speaker
 *
 * Use doc/find.h to find the actor of a token. What is unknown stays NULL; what is guessed from the story (the country of
 * "the Defense Ministry") has a confidence under 0.5 and says so in `why`. Linear in the tokens.
 */
#ifndef BAY_RESOLVE_ACTORS_H
#define BAY_RESOLVE_ACTORS_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__resolve_actors(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif

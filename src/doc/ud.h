/* doc/ud.h - names of UD tags, relations and features, to and from their numbers. */
#ifndef BAY_DOC_UD_H
#define BAY_DOC_UD_H

#include "base/buf.h"
#include "doc/doc.h"

const char *bay_upos_name(uint8_t upos);            /* "NOUN"; "_" for none          */
const char *bay_deprel_name(uint8_t deprel);        /* "nsubj:pass"; "_" for none    */
uint8_t bay_upos_from(bay_str name);
uint8_t bay_deprel_from(bay_str name);              /* unknown subtypes fall back to the relation, then to dep */
uint8_t bay_deprel_universal(uint8_t deprel);       /* nsubj:pass -> nsubj           */
void bay_feats_print(const bay_feats *feats, bay_buf *out);   /* "Mood=Ind|Tense=Past"; "_" when none */
bay_feats bay_feats_from(bay_str text);             /* features that we do not keep are left out */
const char *bay_role_name(uint8_t role);
const char *bay_entity_type_name(uint8_t type);
const char *bay_stance_name(uint8_t stance);
const char *bay_event_status_name(uint8_t status);
const char *bay_evidence_name(int evidence);     /* as in lexicon/codes/evidence.tsv */

#endif

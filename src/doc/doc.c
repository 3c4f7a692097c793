#include "doc/doc.h"

#include "base/mem.h"

/* A page of 64 MiB with all its layers stays well under this. */
enum { DOC_CAP_MIB = 2048 };

bay_status bay_doc_new(bay_doc **out, bay_error *err)
{
    bay_doc *doc = bay_calloc(1, sizeof *doc);
    if (!doc) return bay_fail_memory(err);
    bay_arena_init(&doc->arena, (size_t)DOC_CAP_MIB << 20);
    *out = doc;
    return BAY_OK;
}

void bay_doc_clear(bay_doc *doc)
{
    bay_arena arena = doc->arena;
    memset(doc, 0, sizeof *doc);
    doc->arena = arena;
    bay_arena_clear(&doc->arena);
}

void bay_doc_free(bay_doc *doc)
{
    if (!doc) return;
    bay_arena_release(&doc->arena);
    bay_free(doc);
}

void bay_doc_note(bay_doc *doc, const char *stage, const char *code, bay_span span)
{
    if (doc->notes.count >= BAY_NOTES_MAX) return;
    bay_note *note = bay_doc_push(doc, notes);
    if (note) *note = (bay_note){stage, code, span};
}

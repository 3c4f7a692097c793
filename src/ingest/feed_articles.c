/* ingest/feed_articles.c - the items of a feed that carry words of their own, as articles. */
#include <stdio.h>

#include "base/buf.h"
#include "ingest/feed.h"
#include "ingest/source.h"

typedef struct taker {
    const bay__source *source;
    uint64_t pages;          /* items that only name a page */
} taker;

static const char *copied(char *to, size_t room, bay_str s)
{
    if (!s.size) return NULL;
    snprintf(to, room, "%.*s", BAY_STR_ARG(s));
    return to;
}

static bay_status take_item(void *arg, const bay__item *item, bay_error *err)
{
    taker *t = arg;
    if (t->source->sink->item) return t->source->sink->item(t->source->sink->arg, item, err);
    char url[2048], title[1024], outlet[512], lang[16], name[BAY__NAME_ROOM];
    bay__source inside;
    if (item->kind != BAY__ITEM_ARTICLE || !item->body.size) { t->pages++; return BAY_OK; }
    if (item->body.size > BAY__ARTICLE_MAX) { bay__source_tell(t->source, item->number, "item above 64 MiB"); return BAY_OK; }
    snprintf(name, sizeof name, "%.900s:%u", t->source->name, item->number);
    if (!bay__source_inside(t->source, &inside, name, "#")) return BAY_OK;
    bay_read_options *o = &inside.defaults;
    o->id = inside.name;
    bay_str id = item->id.size && item->id.size < 500 ? item->id : bay_str_from(name);
    snprintf(inside.origin, sizeof inside.origin, "%.1500s#%.*s", *t->source->origin ? t->source->origin : t->source->name, BAY_STR_ARG(id));
    o->origin = inside.origin;
    o->format = item->body_is_html ? "html" : "text";
    o->charset = "utf-8";
    if (item->url.size) o->url = copied(url, sizeof url, item->url);
    if (item->title.size) o->title = copied(title, sizeof title, item->title);
    if (item->outlet.size && !o->outlet) o->outlet = copied(outlet, sizeof outlet, item->outlet);
    if (item->lang.size && !o->lang) o->lang = copied(lang, sizeof lang, item->lang);
    if (*item->published) o->published = item->published;
    return t->source->sink->article(t->source->sink->arg, item->body.bytes, item->body.size, o, err);
}

bay_status bay__read_feed_articles(bay_str bytes, const bay__source *source, bay_error *err)
{
    taker t = {.source = source};
    bay__feed_facts facts;
    BAY_TRY(bay__feed_read(bytes, source->defaults.url, source->defaults.charset, take_item, &t, &facts, err));
    if (facts.problem) bay__source_tell(source, 0, "feed: %s", facts.problem);
    if (t.pages) bay__source_note(source, "left out: %llu items that name a page and hold no words of it (bayhaqi watch fetches the pages)",
                                  (unsigned long long)t.pages);
    return BAY_OK;
}

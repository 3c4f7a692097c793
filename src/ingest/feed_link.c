#include "ingest/feed_link.h"

#include <libxml/HTMLparser.h>
#include <libxml/uri.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { FRONT = 256 << 10, NODES_MAX = 20000, VALUE_ROOM = 2048 };

/* The attribute's value, cut at room; "" where there is none. */
static void value_of(const xmlNode *node, const char *name, char *to, size_t room)
{
    *to = 0;
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (!strcasecmp((const char *)a->name, name) && a->children && a->children->content) {
            snprintf(to, room, "%s", (const char *)a->children->content);
            return;
        }
}

/* One of the words of a list with spaces. */
static bool has_word(const char *list, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = list; (at = strcasestr(at, word)); at += size)
        if ((at == list || at[-1] == ' ') && (!at[size] || at[size] == ' ')) return true;
    return false;
}

static bool is_feed_link(const xmlNode *node)
{
    char rel[64], type[64], title[256], href[VALUE_ROOM];
    value_of(node, "rel", rel, sizeof rel);
    value_of(node, "type", type, sizeof type);
    value_of(node, "title", title, sizeof title);
    value_of(node, "href", href, sizeof href);
    return has_word(rel, "alternate") && (!strncasecmp(type, "application/rss+xml", 19) || !strncasecmp(type, "application/atom+xml", 20)) && *href &&
           !strcasestr(title, "comment") && !strcasestr(href, "/comments/");
}

static bool says_article(const xmlNode *node)
{
    char property[32], content[32];
    value_of(node, "property", property, sizeof property);
    value_of(node, "content", content, sizeof content);
    return !strcasecmp(property, "og:type") && !strcasecmp(content, "article");
}

static const xmlNode *next_node(const xmlNode *node)
{
    if (node->children && node->type == XML_ELEMENT_NODE) return node->children;
    while (node && !node->next) node = node->parent;
    return node ? node->next : NULL;
}

static bool write_address(const xmlNode *link, const char *base, char *url, size_t room)
{
    char href[VALUE_ROOM];
    value_of(link, "href", href, sizeof href);
    xmlChar *full = xmlBuildURI((const xmlChar *)href, (const xmlChar *)base);
    bool good = full && (!strncasecmp((char *)full, "http://", 7) || !strncasecmp((char *)full, "https://", 8)) && strlen((char *)full) < room;
    if (good) snprintf(url, room, "%s", (char *)full);
    xmlFree(full);
    return good;
}

bool bay__feed_link(bay_str page, const char *base, char *url, size_t room)
{
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
    xmlDoc *tree = htmlReadMemory(page.bytes, page.size < FRONT ? (int)page.size : FRONT, NULL, NULL, options);
    const xmlNode *node = tree ? xmlDocGetRootElement(tree) : NULL, *link = NULL;
    bool article = false;
    for (int i = 0; node && i < NODES_MAX && !article; i++, node = next_node(node)) {
        if (node->type != XML_ELEMENT_NODE) continue;
        if (!link && !strcasecmp((const char *)node->name, "link") && is_feed_link(node)) link = node;
        else if (!strcasecmp((const char *)node->name, "meta")) article = says_article(node);
    }
    bool found = link && !article && write_address(link, base, url, room);
    xmlFreeDoc(tree);
    return found;
}

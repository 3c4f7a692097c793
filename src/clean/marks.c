#include "clean/marks.h"

#include <ctype.h>
#include <stdlib.h>

#include "clean/page.h"

enum { ATTRIBUTE_BYTES = 400, WORD_BYTES = 64 };

typedef struct naming {
    const char *word;        /* one word or two, as "read more"; in byte order */
    uint32_t marks;
} naming;

/* Words that page builders use, seen over many publishing systems. Kept sorted: searched by halving. */
static const naming namings[] = {
    {"ad", BAY__BOILER}, {"addthis", BAY__BOILER}, {"addtoany", BAY__BOILER}, {"ads", BAY__BOILER}, {"advert", BAY__BOILER},
    {"advertisement", BAY__BOILER}, {"advertising", BAY__BOILER}, {"also", BAY__RELATED}, {"article body", BAY__BODY},
    {"article content", BAY__BODY}, {"article copy", BAY__BODY}, {"article text", BAY__BODY}, {"articlebody", BAY__BODY},
    {"articlecontent", BAY__BODY}, {"attachment", BAY__FIGURE}, {"author", BAY__BYLINE}, {"author bio", BAY__BOILER},
    {"author box", BAY__BOILER}, {"author info", BAY__BOILER}, {"authorbio", BAY__BOILER}, {"authors", BAY__BYLINE},
    {"bio", BAY__BOILER}, {"blog body", BAY__BODY}, {"breadcrumb", BAY__NAV}, {"breadcrumbs", BAY__NAV}, {"byline", BAY__BYLINE},
    {"caption", BAY__CAPTION}, {"captions", BAY__CAPTION}, {"carousel", BAY__RELATED}, {"chapo", BAY__DECK}, {"comment", BAY__COMMENT},
    {"commentlist", BAY__COMMENT}, {"comments", BAY__COMMENT}, {"consent", BAY__BOILER}, {"content body", BAY__BODY},
    {"cookie", BAY__BOILER}, {"cookiebot", BAY__BOILER}, {"cookies", BAY__BOILER}, {"cookieyes", BAY__BOILER},
    {"copyright", BAY__BOILER}, {"coral", BAY__COMMENT}, {"credit", BAY__CAPTION}, {"credits", BAY__CAPTION}, {"dateline", BAY__BYLINE},
    {"datetime", BAY__BYLINE | BAY__WHEN}, {"deck", BAY__DECK}, {"dek", BAY__DECK}, {"dialog", BAY__BOILER}, {"dianomi", BAY__RELATED},
    {"didomi", BAY__BOILER}, {"disclaimer", BAY__BOILER}, {"disqus", BAY__COMMENT}, {"donate", BAY__BOILER}, {"donation", BAY__BOILER},
    {"dropdown", BAY__NAV}, {"entry body", BAY__BODY}, {"entry content", BAY__BODY}, {"entrycontent", BAY__BODY},
    {"extra services", BAY__BOILER}, {"figcaption", BAY__CAPTION}, {"follow", BAY__BOILER}, {"footer", BAY__BOILER},
    {"footnote", BAY__BOILER}, {"gallery", BAY__RELATED}, {"gdpr", BAY__BOILER}, {"headline", BAY__HEADLINE}, {"hidden", BAY__HIDDEN},
    {"hyvor", BAY__COMMENT}, {"image credit", BAY__CAPTION}, {"infobox", BAY__RELATED}, {"iubenda", BAY__BOILER}, {"jump", BAY__NAV},
    {"latest", BAY__RELATED}, {"legal", BAY__BOILER}, {"livefyre", BAY__COMMENT}, {"login", BAY__BOILER}, {"masthead", BAY__NAV},
    {"menu", BAY__NAV}, {"mgid", BAY__RELATED}, {"modal", BAY__BOILER}, {"more from", BAY__RELATED}, {"more news", BAY__RELATED},
    {"more stories", BAY__RELATED}, {"most popular", BAY__RELATED}, {"most read", BAY__RELATED}, {"nav", BAY__NAV},
    {"navbar", BAY__NAV}, {"navigation", BAY__NAV}, {"newsletter", BAY__BOILER}, {"newsletters", BAY__BOILER}, {"nextup", BAY__RELATED},
    {"onetrust", BAY__BOILER}, {"openweb", BAY__COMMENT}, {"outbrain", BAY__RELATED}, {"overlay", BAY__BOILER}, {"pager", BAY__NAV},
    {"pagination", BAY__NAV}, {"partner", BAY__BOILER}, {"partners", BAY__BOILER}, {"paywall", BAY__BOILER},
    {"photo caption", BAY__CAPTION}, {"photo credit", BAY__CAPTION}, {"player", BAY__BOILER}, {"poll", BAY__BOILER},
    {"popular", BAY__RELATED}, {"popup", BAY__BOILER}, {"post body", BAY__BODY}, {"post content", BAY__BODY}, {"post text", BAY__BODY},
    {"postbody", BAY__BODY}, {"postcontent", BAY__BODY}, {"privacy", BAY__BOILER}, {"promo", BAY__RELATED}, {"promos", BAY__RELATED},
    {"promotion", BAY__RELATED}, {"rail", BAY__RELATED}, {"rating", BAY__BOILER}, {"ratings", BAY__BOILER}, {"read also", BAY__RELATED},
    {"read more", BAY__RELATED}, {"readmore", BAY__RELATED}, {"readnext", BAY__RELATED}, {"recirc", BAY__RELATED},
    {"recirculation", BAY__RELATED}, {"recommendation", BAY__RELATED}, {"recommendations", BAY__RELATED}, {"recommended", BAY__RELATED},
    {"register", BAY__BOILER}, {"related", BAY__RELATED}, {"relatedcontent", BAY__RELATED}, {"replies", BAY__COMMENT},
    {"reply", BAY__COMMENT}, {"respond", BAY__COMMENT}, {"revcontent", BAY__RELATED}, {"screen reader", BAY__BOILER},
    {"search", BAY__BOILER}, {"section nav", BAY__NAV}, {"share", BAY__BOILER}, {"sharedaddy", BAY__BOILER}, {"shares", BAY__BOILER},
    {"sharing", BAY__BOILER}, {"sidebar", BAY__RELATED}, {"sign up", BAY__BOILER}, {"signup", BAY__BOILER}, {"sitemap", BAY__NAV},
    {"skip", BAY__NAV}, {"social", BAY__BOILER}, {"sp message", BAY__BOILER}, {"sponsor", BAY__BOILER}, {"sponsored", BAY__BOILER},
    {"spotim", BAY__COMMENT}, {"sr only", BAY__BOILER}, {"standfirst", BAY__DECK}, {"story body", BAY__BODY},
    {"story content", BAY__BODY}, {"story text", BAY__BODY}, {"storybody", BAY__BODY}, {"storytext", BAY__BODY}, {"subhead", BAY__DECK},
    {"subheadline", BAY__DECK}, {"subscribe", BAY__BOILER}, {"subscription", BAY__BOILER}, {"subscriptions", BAY__BOILER},
    {"subtitle", BAY__DECK}, {"summary", BAY__DECK}, {"taboola", BAY__RELATED}, {"tag", BAY__BOILER}, {"taglist", BAY__BOILER},
    {"tags", BAY__BOILER}, {"teads", BAY__RELATED}, {"teaser", BAY__RELATED}, {"teasers", BAY__RELATED},
    {"timestamp", BAY__BYLINE | BAY__WHEN}, {"tool bar", BAY__BOILER}, {"toolbar", BAY__BOILER}, {"tools", BAY__BOILER},
    {"tooltip", BAY__BOILER}, {"topics", BAY__BOILER}, {"trending", BAY__RELATED}, {"truste", BAY__BOILER}, {"up next", BAY__RELATED},
    {"upnext", BAY__RELATED}, {"usercentrics", BAY__BOILER}, {"viafoura", BAY__COMMENT}, {"video caption", BAY__CAPTION},
    {"video description", BAY__CAPTION}, {"video embed", BAY__BOILER}, {"video headline", BAY__CAPTION}, {"video player", BAY__BOILER},
    {"video resource", BAY__CAPTION}, {"video title", BAY__CAPTION}, {"visually hidden", BAY__BOILER}, {"visuallyhidden", BAY__BOILER},
    {"vuukle", BAY__COMMENT}, {"widget", BAY__RELATED}, {"writer", BAY__BYLINE}, {"writers", BAY__BYLINE}, {"zergnet", BAY__RELATED},
};

static int compare(const void *key, const void *item)
{
    return strcmp(key, ((const naming *)item)->word);
}

static uint32_t marks_of(const char *words)
{
    const naming *found = bsearch(words, namings, sizeof namings / sizeof *namings, sizeof *namings, compare);
    return found ? found->marks : 0;
}

/* Where a word begins at i: after anything that is no letter, and at a capital after a small letter (camelCase). */
static bool word_starts(bay_str s, uint32_t i)
{
    if (!isalpha((unsigned char)s.bytes[i])) return false;
    if (i == 0 || !isalpha((unsigned char)s.bytes[i - 1])) return true;
    return isupper((unsigned char)s.bytes[i]) && islower((unsigned char)s.bytes[i - 1]);
}

uint32_t bay__marks_of_words(bay_str attribute)
{
    char pair[2 * WORD_BYTES + 2];
    uint32_t marks = 0, before = 0;      /* before: size of the previous word, at the start of pair */
    uint32_t limit = attribute.size < ATTRIBUTE_BYTES ? attribute.size : ATTRIBUTE_BYTES;
    for (uint32_t i = 0; i < limit; i++) {
        if (!word_starts(attribute, i)) {
            if (attribute.bytes[i] == ' ') before = 0;
            continue;
        }
        uint32_t end = i + 1;
        while (end < limit && isalpha((unsigned char)attribute.bytes[end]) && !word_starts(attribute, end)) end++;
        uint32_t size = end - i;
        if (size > WORD_BYTES) { before = 0; i = end - 1; continue; }
        char *word = pair + (before ? before + 1 : 0);
        for (uint32_t j = 0; j < size; j++) word[j] = (char)tolower((unsigned char)attribute.bytes[i + j]);
        word[size] = 0;
        marks |= marks_of(word);
        if (before) { pair[before] = ' '; marks |= marks_of(pair); }
        memmove(pair, word, size + 1);
        before = size;
        i = end - 1;
    }
    return marks;
}

uint32_t bay__marks_of_role(bay_str role)
{
    static const naming roles[] = {
        {"navigation", BAY__NAV}, {"complementary", BAY__RELATED}, {"contentinfo", BAY__BOILER}, {"dialog", BAY__BOILER},
        {"search", BAY__BOILER}, {"alertdialog", BAY__BOILER}, {"menu", BAY__NAV}, {"menubar", BAY__NAV}, {"toolbar", BAY__BOILER},
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (bay_str_is(role, roles[i].word)) return roles[i].marks;
    }
    return 0;
}

#include "clean/lines.h"

#include <ctype.h>

#include "base/utf8.h"
#include "clean/dates.h"

enum how { STARTS, IS, HAS };
enum { CODE_BYTES_MIN = 80 };

typedef struct phrase {
    const char *text;        /* folded; IS ignores what is no letter around the line */
    uint8_t how, kind, words_max;
} phrase;

static const phrase phrases[] = {
    /* about the article */
    {"posted by", STARTS, BAY__LINE_ABOUT, 16}, {"posted on", STARTS, BAY__LINE_ABOUT, 16},
    {"posted in", STARTS, BAY__LINE_ABOUT, 16}, {"posted:", STARTS, BAY__LINE_ABOUT, 16},
    {"published on", STARTS, BAY__LINE_ABOUT, 12}, {"published:", STARTS, BAY__LINE_ABOUT, 14},
    {"published at", STARTS, BAY__LINE_ABOUT, 12}, {"publish date", STARTS, BAY__LINE_ABOUT, 12},
    {"published by", STARTS, BAY__LINE_ABOUT, 12}, {"published in", STARTS, BAY__LINE_ABOUT, 10},
    {"first published", STARTS, BAY__LINE_ABOUT, 14}, {"last updated", STARTS, BAY__LINE_ABOUT, 14},
    {"last modified", STARTS, BAY__LINE_ABOUT, 14}, {"updated:", STARTS, BAY__LINE_ABOUT, 14},
    {"updated on", STARTS, BAY__LINE_ABOUT, 12}, {"updated at", STARTS, BAY__LINE_ABOUT, 12},
    {"update date", STARTS, BAY__LINE_ABOUT, 12}, {"category:", STARTS, BAY__LINE_ABOUT, 14},
    {"categories:", STARTS, BAY__LINE_ABOUT, 20}, {"categorized in", STARTS, BAY__LINE_ABOUT, 16},
    {"filed under", STARTS, BAY__LINE_ABOUT, 16}, {"filed in", STARTS, BAY__LINE_ABOUT, 8},
    {"tags:", STARTS, BAY__LINE_ABOUT, 40}, {"tagged", STARTS, BAY__LINE_ABOUT, 12},
    {"topics:", STARTS, BAY__LINE_ABOUT, 30}, {"keywords:", STARTS, BAY__LINE_ABOUT, 40},
    {"you are here", STARTS, BAY__LINE_ABOUT, 20}, {"home >", STARTS, BAY__LINE_ABOUT, 25},
    {"home /", STARTS, BAY__LINE_ABOUT, 25}, {"home \"", STARTS, BAY__LINE_ABOUT, 25},
    {"home |", STARTS, BAY__LINE_ABOUT, 25}, {"source:", STARTS, BAY__LINE_ABOUT, 8},
    {"reporting by", STARTS, BAY__LINE_ABOUT, 40}, {"(reporting by", STARTS, BAY__LINE_ABOUT, 40},
    {"editing by", STARTS, BAY__LINE_ABOUT, 20}, {"additional reporting by", STARTS, BAY__LINE_ABOUT, 30},
    {"writing by", STARTS, BAY__LINE_ABOUT, 20}, {"min read", HAS, BAY__LINE_ABOUT, 5},
    {"minute read", HAS, BAY__LINE_ABOUT, 5}, {"originally appeared on", HAS, BAY__LINE_ABOUT, 16},
    {"originally published on", HAS, BAY__LINE_ABOUT, 20}, {"first appeared on", HAS, BAY__LINE_ABOUT, 24},
    {"a version of this article appears in print", STARTS, BAY__LINE_ABOUT, 50},
    {"a version of this article appeared in", STARTS, BAY__LINE_ABOUT, 50},
    {"with inputs from", STARTS, BAY__LINE_ABOUT, 12}, {"with agency inputs", STARTS, BAY__LINE_ABOUT, 6},
    {"views:", STARTS, BAY__LINE_ABOUT, 5}, {"author:", STARTS, BAY__LINE_ABOUT, 10},
    /* furniture */
    {"advertisement", STARTS, BAY__LINE_FURNITURE, 4}, {"advert", IS, BAY__LINE_FURNITURE, 1},
    {"advertising", IS, BAY__LINE_FURNITURE, 2}, {"sponsored", IS, BAY__LINE_FURNITURE, 2},
    {"story continues below", STARTS, BAY__LINE_FURNITURE, 6},
    {"article continues below", STARTS, BAY__LINE_FURNITURE, 6},
    {"article continues after", STARTS, BAY__LINE_FURNITURE, 6}, {"continue reading", STARTS, BAY__LINE_FURNITURE, 8},
    {"story continues", IS, BAY__LINE_FURNITURE, 3}, {"share", IS, BAY__LINE_FURNITURE, 2},
    {"share this", STARTS, BAY__LINE_FURNITURE, 8}, {"share on", STARTS, BAY__LINE_FURNITURE, 8},
    {"share with", STARTS, BAY__LINE_FURNITURE, 6}, {"share via", STARTS, BAY__LINE_FURNITURE, 6},
    {"share:", STARTS, BAY__LINE_FURNITURE, 12}, {"share the", STARTS, BAY__LINE_FURNITURE, 4},
    {"sharing is caring", STARTS, BAY__LINE_FURNITURE, 4}, {"facebook twitter", STARTS, BAY__LINE_FURNITURE, 14},
    {"facebook", IS, BAY__LINE_FURNITURE, 2}, {"twitter", IS, BAY__LINE_FURNITURE, 2},
    {"whatsapp", IS, BAY__LINE_FURNITURE, 2}, {"email", IS, BAY__LINE_FURNITURE, 2},
    {"e-mail", IS, BAY__LINE_FURNITURE, 2}, {"linkedin", IS, BAY__LINE_FURNITURE, 2},
    {"pinterest", IS, BAY__LINE_FURNITURE, 2}, {"reddit", IS, BAY__LINE_FURNITURE, 2},
    {"print", IS, BAY__LINE_FURNITURE, 2}, {"print this", STARTS, BAY__LINE_FURNITURE, 5},
    {"email this", STARTS, BAY__LINE_FURNITURE, 5}, {"tweet", IS, BAY__LINE_FURNITURE, 2},
    {"tweet this", STARTS, BAY__LINE_FURNITURE, 4}, {"pin it", IS, BAY__LINE_FURNITURE, 2},
    {"copy link", STARTS, BAY__LINE_FURNITURE, 5}, {"like this:", STARTS, BAY__LINE_FURNITURE, 4},
    {"like loading", STARTS, BAY__LINE_FURNITURE, 4}, {"loading", IS, BAY__LINE_FURNITURE, 3},
    {"click here", STARTS, BAY__LINE_FURNITURE, 14}, {"click to share", STARTS, BAY__LINE_FURNITURE, 14},
    {"skip to", STARTS, BAY__LINE_FURNITURE, 6}, {"skip advertisement", STARTS, BAY__LINE_FURNITURE, 4},
    {"back to top", STARTS, BAY__LINE_FURNITURE, 5}, {"comments are closed", STARTS, BAY__LINE_FURNITURE, 16},
    {"comments closed", STARTS, BAY__LINE_FURNITURE, 6}, {"no comments", STARTS, BAY__LINE_FURNITURE, 6},
    {"all rights reserved", HAS, BAY__LINE_FURNITURE, 40}, {"copyright \xC2\xA9", STARTS, BAY__LINE_FURNITURE, 30},
    {"\xC2\xA9", STARTS, BAY__LINE_FURNITURE, 30}, {"(c) 19", STARTS, BAY__LINE_FURNITURE, 25},
    {"(c) 20", STARTS, BAY__LINE_FURNITURE, 25}, {"copyright 20", STARTS, BAY__LINE_FURNITURE, 30},
    {"terms of service", STARTS, BAY__LINE_FURNITURE, 12}, {"terms of use", STARTS, BAY__LINE_FURNITURE, 12},
    {"privacy policy", STARTS, BAY__LINE_FURNITURE, 12}, {"report a typo", STARTS, BAY__LINE_FURNITURE, 8},
    {"report this ad", STARTS, BAY__LINE_FURNITURE, 5}, {"listen to this article", STARTS, BAY__LINE_FURNITURE, 10},
    {"listen to article", STARTS, BAY__LINE_FURNITURE, 8}, {"play video", STARTS, BAY__LINE_FURNITURE, 5},
    {"watch video", STARTS, BAY__LINE_FURNITURE, 4}, {"view gallery", STARTS, BAY__LINE_FURNITURE, 4},
    {"view comments", STARTS, BAY__LINE_FURNITURE, 4}, {"show comments", STARTS, BAY__LINE_FURNITURE, 4},
    {"hide comments", STARTS, BAY__LINE_FURNITURE, 4}, {"follow us", STARTS, BAY__LINE_FURNITURE, 14},
    {"follow @", STARTS, BAY__LINE_FURNITURE, 8}, {"previous article", STARTS, BAY__LINE_FURNITURE, 25},
    {"next article", STARTS, BAY__LINE_FURNITURE, 25}, {"previous post", STARTS, BAY__LINE_FURNITURE, 25},
    {"next post", STARTS, BAY__LINE_FURNITURE, 25}, {"next page", STARTS, BAY__LINE_FURNITURE, 6},
    {"this post has", STARTS, BAY__LINE_FURNITURE, 8}, {"we use cookies", STARTS, BAY__LINE_FURNITURE, 80},
    {"this website uses cookies", STARTS, BAY__LINE_FURNITURE, 80},
    {"this site uses cookies", STARTS, BAY__LINE_FURNITURE, 80}, {"by continuing to", STARTS, BAY__LINE_FURNITURE, 40},
    {"accept all", IS, BAY__LINE_FURNITURE, 4}, {"accept cookies", STARTS, BAY__LINE_FURNITURE, 4},
    {"cookie settings", STARTS, BAY__LINE_FURNITURE, 4}, {"please enable javascript", STARTS, BAY__LINE_FURNITURE, 30},
    {"javascript is disabled", HAS, BAY__LINE_FURNITURE, 30},
    {"your browser does not support", STARTS, BAY__LINE_FURNITURE, 30}, {"rate this", STARTS, BAY__LINE_FURNITURE, 6},
    {"read more", IS, BAY__LINE_FURNITURE, 3}, {"show more", IS, BAY__LINE_FURNITURE, 3},
    {"load more", STARTS, BAY__LINE_FURNITURE, 4}, {"view all", STARTS, BAY__LINE_FURNITURE, 4},
    {"see all", STARTS, BAY__LINE_FURNITURE, 4}, {"leave this field empty", STARTS, BAY__LINE_FURNITURE, 10},
    {"download our app", STARTS, BAY__LINE_FURNITURE, 12}, {"send us feedback", STARTS, BAY__LINE_FURNITURE, 10},
    {"login", IS, BAY__LINE_FURNITURE, 2}, {"log in", IS, BAY__LINE_FURNITURE, 3},
    {"sign in", IS, BAY__LINE_FURNITURE, 3}, {"register", IS, BAY__LINE_FURNITURE, 2},
    {"menu", IS, BAY__LINE_FURNITURE, 2}, {"search", IS, BAY__LINE_FURNITURE, 2},
    {"caption", IS, BAY__LINE_FURNITURE, 1}, {"hide caption", IS, BAY__LINE_FURNITURE, 3},
    {"toggle caption", IS, BAY__LINE_FURNITURE, 3}, {"enlarge this image", STARTS, BAY__LINE_FURNITURE, 5},
    /* one other story */
    {"see also", STARTS, BAY__LINE_RELATED, 30}, {"also read", STARTS, BAY__LINE_RELATED, 30},
    {"read also", STARTS, BAY__LINE_RELATED, 30}, {"read more:", STARTS, BAY__LINE_RELATED, 40},
    {"read more -", STARTS, BAY__LINE_RELATED, 40}, {"read more |", STARTS, BAY__LINE_RELATED, 40},
    {"read more about", STARTS, BAY__LINE_RELATED, 30}, {"read more on", STARTS, BAY__LINE_RELATED, 30},
    {"read more from", STARTS, BAY__LINE_RELATED, 20}, {"read:", STARTS, BAY__LINE_RELATED, 30},
    {"read |", STARTS, BAY__LINE_RELATED, 30}, {"read this:", STARTS, BAY__LINE_RELATED, 30},
    {"read next", STARTS, BAY__LINE_RELATED, 30}, {"related:", STARTS, BAY__LINE_RELATED, 30},
    {"related article:", STARTS, BAY__LINE_RELATED, 30}, {"related story:", STARTS, BAY__LINE_RELATED, 30},
    {"more:", STARTS, BAY__LINE_RELATED, 30}, {"more on this", STARTS, BAY__LINE_RELATED, 20},
    {"must read:", STARTS, BAY__LINE_RELATED, 30}, {"watch:", STARTS, BAY__LINE_RELATED, 30},
    {"watch |", STARTS, BAY__LINE_RELATED, 30}, {"listen:", STARTS, BAY__LINE_RELATED, 30},
    {"don't miss:", STARTS, BAY__LINE_RELATED, 30}, {"also see", STARTS, BAY__LINE_RELATED, 30},
    {"see more:", STARTS, BAY__LINE_RELATED, 30}, {"more from", STARTS, BAY__LINE_RELATED, 12},
    {"recommended:", STARTS, BAY__LINE_RELATED, 30}, {"editor's pick", STARTS, BAY__LINE_RELATED, 12},
    {"opinion |", STARTS, BAY__LINE_RELATED, 25},
    /* lists of other stories */
    {"latest news", STARTS, BAY__LINE_RELATED_HEAD, 5}, {"latest stories", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"latest posts", STARTS, BAY__LINE_RELATED_HEAD, 6}, {"latest articles", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"latest headlines", STARTS, BAY__LINE_RELATED_HEAD, 6}, {"the latest", IS, BAY__LINE_RELATED_HEAD, 3},
    {"must read", IS, BAY__LINE_RELATED_HEAD, 4}, {"must reads", IS, BAY__LINE_RELATED_HEAD, 4},
    {"you might also like", STARTS, BAY__LINE_RELATED_HEAD, 10},
    {"you may also like", STARTS, BAY__LINE_RELATED_HEAD, 10}, {"you might like", STARTS, BAY__LINE_RELATED_HEAD, 8},
    {"you may also be interested", STARTS, BAY__LINE_RELATED_HEAD, 10},
    {"you might be interested", STARTS, BAY__LINE_RELATED_HEAD, 10},
    {"related articles", STARTS, BAY__LINE_RELATED_HEAD, 8}, {"related stories", STARTS, BAY__LINE_RELATED_HEAD, 8},
    {"related news", STARTS, BAY__LINE_RELATED_HEAD, 8}, {"related posts", STARTS, BAY__LINE_RELATED_HEAD, 8},
    {"related topics", STARTS, BAY__LINE_RELATED_HEAD, 12}, {"related content", STARTS, BAY__LINE_RELATED_HEAD, 8},
    {"related coverage", STARTS, BAY__LINE_RELATED_HEAD, 8}, {"related", IS, BAY__LINE_RELATED_HEAD, 2},
    {"related links", STARTS, BAY__LINE_RELATED_HEAD, 8}, {"related reading", STARTS, BAY__LINE_RELATED_HEAD, 8},
    {"recommended", IS, BAY__LINE_RELATED_HEAD, 2}, {"recommended to you", STARTS, BAY__LINE_RELATED_HEAD, 5},
    {"recommended for you", STARTS, BAY__LINE_RELATED_HEAD, 5},
    {"recommended stories", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"recommended reading", STARTS, BAY__LINE_RELATED_HEAD, 6}, {"most popular", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"most read", STARTS, BAY__LINE_RELATED_HEAD, 6}, {"most viewed", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"most shared", STARTS, BAY__LINE_RELATED_HEAD, 6}, {"popular posts", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"popular now", STARTS, BAY__LINE_RELATED_HEAD, 5}, {"popular stories", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"trending", STARTS, BAY__LINE_RELATED_HEAD, 4}, {"top stories", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"top news", STARTS, BAY__LINE_RELATED_HEAD, 5}, {"more stories", STARTS, BAY__LINE_RELATED_HEAD, 8},
    {"more news", STARTS, BAY__LINE_RELATED_HEAD, 8}, {"more in", STARTS, BAY__LINE_RELATED_HEAD, 5},
    {"more like this", STARTS, BAY__LINE_RELATED_HEAD, 6}, {"other stories", STARTS, BAY__LINE_RELATED_HEAD, 8},
    {"other news", STARTS, BAY__LINE_RELATED_HEAD, 6}, {"recent posts", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"recent articles", STARTS, BAY__LINE_RELATED_HEAD, 6}, {"recent stories", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"recent news", STARTS, BAY__LINE_RELATED_HEAD, 5}, {"also in the news", STARTS, BAY__LINE_RELATED_HEAD, 8},
    {"editor's picks", STARTS, BAY__LINE_RELATED_HEAD, 5}, {"editors' picks", STARTS, BAY__LINE_RELATED_HEAD, 5},
    {"featured stories", STARTS, BAY__LINE_RELATED_HEAD, 6}, {"from around the web", STARTS, BAY__LINE_RELATED_HEAD, 8},
    {"around the web", STARTS, BAY__LINE_RELATED_HEAD, 6}, {"sponsored content", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"promoted content", STARTS, BAY__LINE_RELATED_HEAD, 6}, {"sponsored links", STARTS, BAY__LINE_RELATED_HEAD, 6},
    {"what to read next", STARTS, BAY__LINE_RELATED_HEAD, 8}, {"up next", IS, BAY__LINE_RELATED_HEAD, 3},
    {"don't miss", IS, BAY__LINE_RELATED_HEAD, 3}, {"read next", IS, BAY__LINE_RELATED_HEAD, 3},
    {"see also", IS, BAY__LINE_RELATED_HEAD, 3}, {"about the author", STARTS, BAY__LINE_APPEAL, 6},
    /* comments */
    {"leave a reply", STARTS, BAY__LINE_COMMENT_HEAD, 12}, {"leave a comment", STARTS, BAY__LINE_COMMENT_HEAD, 12},
    {"leave your comment", STARTS, BAY__LINE_COMMENT_HEAD, 12}, {"post a comment", STARTS, BAY__LINE_COMMENT_HEAD, 12},
    {"add a comment", STARTS, BAY__LINE_COMMENT_HEAD, 12}, {"add comment", STARTS, BAY__LINE_COMMENT_HEAD, 6},
    {"write a comment", STARTS, BAY__LINE_COMMENT_HEAD, 8}, {"write your comment", STARTS, BAY__LINE_COMMENT_HEAD, 8},
    {"join the conversation", STARTS, BAY__LINE_COMMENT_HEAD, 10},
    {"join the discussion", STARTS, BAY__LINE_COMMENT_HEAD, 10},
    {"start the conversation", STARTS, BAY__LINE_COMMENT_HEAD, 10},
    {"your email address will not be published", STARTS, BAY__LINE_COMMENT_HEAD, 20},
    {"your email address will not be", HAS, BAY__LINE_COMMENT_HEAD, 20},
    {"required fields are marked", HAS, BAY__LINE_COMMENT_HEAD, 20},
    {"please enter your comment", STARTS, BAY__LINE_COMMENT_HEAD, 8},
    {"please enter your name", STARTS, BAY__LINE_COMMENT_HEAD, 8},
    {"save my name, email", STARTS, BAY__LINE_COMMENT_HEAD, 30},
    {"log in to leave a comment", STARTS, BAY__LINE_COMMENT_HEAD, 10},
    {"you must be logged in", STARTS, BAY__LINE_COMMENT_HEAD, 14},
    {"login to comment", STARTS, BAY__LINE_COMMENT_HEAD, 8}, {"cancel reply", IS, BAY__LINE_COMMENT_HEAD, 4},
    {"post comment", IS, BAY__LINE_COMMENT_HEAD, 3}, {"comments", IS, BAY__LINE_COMMENT_HEAD, 3},
    {"comments:", STARTS, BAY__LINE_COMMENT_HEAD, 4}, {"reader comments", STARTS, BAY__LINE_COMMENT_HEAD, 5},
    {"readers' comments", STARTS, BAY__LINE_COMMENT_HEAD, 5},
    {"discussion about this post", STARTS, BAY__LINE_COMMENT_HEAD, 6},
    {"what do you think?", STARTS, BAY__LINE_COMMENT_HEAD, 8}, {"responses to", HAS, BAY__LINE_COMMENT_HEAD, 0},
    {"thoughts on", HAS, BAY__LINE_COMMENT_HEAD, 0}, {"this site uses akismet", STARTS, BAY__LINE_COMMENT_HEAD, 30},
    {"be the first to comment", STARTS, BAY__LINE_COMMENT_HEAD, 8},
    {"notify me of", STARTS, BAY__LINE_COMMENT_HEAD, 12}, {"view discussion thread", STARTS, BAY__LINE_COMMENT_HEAD, 4},
    {"reply", IS, BAY__LINE_COMMENT_MARK, 2}, {"replydelete", STARTS, BAY__LINE_COMMENT_MARK, 60},
    {"reply delete", STARTS, BAY__LINE_COMMENT_MARK, 4}, {"delete reply", STARTS, BAY__LINE_COMMENT_MARK, 4},
    {"delete", IS, BAY__LINE_COMMENT_MARK, 1}, {"replies", IS, BAY__LINE_COMMENT_MARK, 2},
    {"report abuse", STARTS, BAY__LINE_COMMENT_MARK, 4}, {"like reply", STARTS, BAY__LINE_COMMENT_MARK, 5},
    {"upvote", STARTS, BAY__LINE_COMMENT_MARK, 6}, {"reply to this", STARTS, BAY__LINE_COMMENT_MARK, 6},
    {"top rated comments", STARTS, BAY__LINE_COMMENT_HEAD, 5}, {"top comments", STARTS, BAY__LINE_COMMENT_HEAD, 5},
    {"popular comments", STARTS, BAY__LINE_COMMENT_HEAD, 5}, {"latest comments", STARTS, BAY__LINE_COMMENT_HEAD, 5},
    {"recent comments", STARTS, BAY__LINE_COMMENT_HEAD, 5},
    {"tell us what you think", STARTS, BAY__LINE_COMMENT_HEAD, 8},
    {"let us know what you think", STARTS, BAY__LINE_COMMENT_HEAD, 10},
    {"have your say", STARTS, BAY__LINE_COMMENT_HEAD, 6}, {"comment on this", STARTS, BAY__LINE_COMMENT_HEAD, 6},
    /* appeals */
    {"want more stories", STARTS, BAY__LINE_APPEAL, 10}, {"like this story?", STARTS, BAY__LINE_FURNITURE, 12},
    {"like what you", STARTS, BAY__LINE_APPEAL, 12}, {"enjoyed this", STARTS, BAY__LINE_APPEAL, 10},
    {"never miss", STARTS, BAY__LINE_APPEAL, 12}, {"get the latest", STARTS, BAY__LINE_APPEAL, 20},
    {"stay up to date", STARTS, BAY__LINE_APPEAL, 20}, {"follow this link to join", STARTS, BAY__LINE_APPEAL, 20},
    {"join our whatsapp", HAS, BAY__LINE_APPEAL, 25}, {"join our telegram", HAS, BAY__LINE_APPEAL, 25},
    {"whatsapp channel", HAS, BAY__LINE_APPEAL, 25}, {"whatsapp group", HAS, BAY__LINE_APPEAL, 20},
    {"telegram channel", HAS, BAY__LINE_APPEAL, 14}, {"be part of quality journalism", STARTS, BAY__LINE_APPEAL, 10},
    {"support independent", STARTS, BAY__LINE_APPEAL, 14}, {"support our journalism", HAS, BAY__LINE_APPEAL, 25},
    {"support quality journalism", STARTS, BAY__LINE_APPEAL, 12}, {"support the", STARTS, BAY__LINE_APPEAL, 4},
    {"subscribe", STARTS, BAY__LINE_APPEAL, 20}, {"sign up for", STARTS, BAY__LINE_APPEAL, 35},
    {"sign up to", STARTS, BAY__LINE_APPEAL, 35}, {"get our newsletter", STARTS, BAY__LINE_APPEAL, 20},
    {"join our newsletter", STARTS, BAY__LINE_APPEAL, 20}, {"our newsletter", HAS, BAY__LINE_APPEAL, 30},
    {"become a member", STARTS, BAY__LINE_APPEAL, 14}, {"become a subscriber", STARTS, BAY__LINE_APPEAL, 14},
    {"donate", IS, BAY__LINE_APPEAL, 3}, {"donate now", STARTS, BAY__LINE_APPEAL, 6},
    {"donate to", STARTS, BAY__LINE_APPEAL, 10}, {"act now", IS, BAY__LINE_APPEAL, 3},
    {"please consider", STARTS, BAY__LINE_APPEAL, 30}, {"already a subscriber", STARTS, BAY__LINE_APPEAL, 10},
    {"to continue reading", STARTS, BAY__LINE_APPEAL, 25},
    {"this article is for subscribers", STARTS, BAY__LINE_APPEAL, 14},
    {"choose your plan", STARTS, BAY__LINE_APPEAL, 6}, {"dear reader", STARTS, BAY__LINE_APPEAL, 4},
    {"help us", STARTS, BAY__LINE_APPEAL, 14}, {"follow us on google news", HAS, BAY__LINE_APPEAL, 25},
    {"for all the latest", STARTS, BAY__LINE_APPEAL, 30}, {"for more news", STARTS, BAY__LINE_APPEAL, 25},
    {"enter your email", STARTS, BAY__LINE_APPEAL, 20}, {"thank you for reading", STARTS, BAY__LINE_APPEAL, 20},
    {"download the app", HAS, BAY__LINE_APPEAL, 14},
};

/* ---- matching ---------------------------------------------------------- */

static bay_str inner(bay_str s)
{
    while (s.size && !isalnum((unsigned char)s.bytes[0]) && (unsigned char)s.bytes[0] < 0x80) s = bay_str_slice(s, 1, s.size);
    while (s.size && !isalnum((unsigned char)s.bytes[s.size - 1]) && (unsigned char)s.bytes[s.size - 1] < 0x80) s.size--;
    return s;
}

static bool has(bay_str s, const char *piece)
{
    return s.size && memmem(s.bytes, s.size, piece, strlen(piece)) != NULL;
}

/* A phrase must end at a word's end; flattened pages glue what were buttons to what follows ("likeRELATED",
 * "ReplyDeletehttps://"), which a capital or an address gives away. */
static bool starts_whole(bay_str line, bay_str printed, bay_str phrase)
{
    if (!bay_str_starts(line, phrase)) return false;
    if (line.size == phrase.size || !isalpha((unsigned char)phrase.bytes[phrase.size - 1])) return true;
    if (!isalpha((unsigned char)line.bytes[phrase.size])) return true;
    bool capital = line.size == printed.size && isupper((unsigned char)printed.bytes[phrase.size]) &&
                   islower((unsigned char)printed.bytes[phrase.size - 1]);
    return capital || bay_str_starts(bay_str_slice(line, phrase.size, line.size), BAY_STR("http"));
}

static bool matches(const phrase *p, bay_str line, bay_str printed, bay_str core)
{
    switch (p->how) {
    case IS: return bay_str_is(core, p->text);
    case STARTS: return starts_whole(line, printed, bay_str_from(p->text));
    default: return has(line, p->text);
    }
}

/* "12 Comments", "3 Replies", "One response to ...": a count in front of the heading. */
static bay_str without_count(bay_str s)
{
    uint32_t i = 0;
    while (i < s.size && (isdigit((unsigned char)s.bytes[i]) || s.bytes[i] == ',')) i++;
    return i && i < s.size && s.bytes[i] == ' ' ? bay_str_slice(s, i + 1, s.size) : s;
}

static int phrase_kind(bay_str line, bay_str printed, uint32_t words)
{
    bay_str core = inner(line), counted = without_count(core);
    int kind = BAY__LINE_PLAIN;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const phrase *p = &phrases[i];
        if (words > p->words_max || !matches(p, line, printed, core)) continue;
        if (p->how == IS) return p->kind;      /* the whole line beats its beginning */
        if (!kind) kind = p->kind;
    }
    if (!kind && counted.size != core.size && (bay_str_is(counted, "comments") || bay_str_is(counted, "comment"))) return BAY__LINE_COMMENT_HEAD;
    if (!kind && words <= 2 && bay_str_starts(core, BAY_STR("comments (")) && isdigit((unsigned char)core.bytes[core.size - 1])) return BAY__LINE_COMMENT_HEAD;
    if (!kind && counted.size != core.size && bay_str_is(counted, "replies")) return BAY__LINE_COMMENT_MARK;
    return kind;
}

/* ---- photo credits ----------------------------------------------------- */

static bool names_agency(bay_str s)
{
    static const char *const marks[] = {"/afp", "/ap", "/reuters", "getty images", "/epa", "ap photo", "afp photo", "via reuters",
                                        "via afp", "/shutterstock", "shutterstock", "reuters/", "afp/", "istock", "photo by", "file photo",
                                        "handout", "anadolu", "photograph by", "photo:", "photo courtesy"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (has(s, marks[i])) return true;
    }
    return false;
}

static int credit_kind(bay_str line, uint32_t words)
{
    static const char *const labels[] = {"photograph:", "photograph by", "photo by", "(photo by", "photo:", "photos:", "photo credit",
                                         "photos by", "image:", "image credit", "image source", "picture:", "picture by", "credit:", "pic:",
                                         "file photo", "illustration:", "illustration by", "[photo", "(photo:", "(image", "photo courtesy"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (bay_str_starts(line, bay_str_from(labels[i])) && words <= 16) return BAY__LINE_CREDIT;
    }
    bool sign = bay_str_starts(line, BAY_STR("\xC2\xA9 ")) && line.size > 3 && !isdigit((unsigned char)line.bytes[3]);
    if (sign && words <= 8 && !has(line, "rights")) return BAY__LINE_CREDIT;
    if (words > 90) return BAY__LINE_PLAIN;
    /* "... in Kabul. (Photo by A B/AFP via Getty Images)": brackets at the end that name an agency or a photo */
    if (line.size && (line.bytes[line.size - 1] == ')' || line.bytes[line.size - 1] == ']')) {
        uint32_t open = line.size - 1;
        while (open && line.size - open < 120 && line.bytes[open] != '(' && line.bytes[open] != '[') open--;
        if (names_agency(bay_str_slice(line, open, line.size))) return open ? BAY__LINE_CAPTION : BAY__LINE_CREDIT;
    }
    /* "A B/AFP via Getty Images" */
    if (words <= 9 && !bay__ends_sentence(line) && (has(line, "/afp") || has(line, "/getty") || has(line, "/reuters") || has(line, "/ap") || has(line, "via getty images") || has(line, "ap photo/"))) {
        return BAY__LINE_CREDIT;
    }
    return BAY__LINE_PLAIN;
}

/* "Alex on September 17, 2018 at 6:34 am said:", "Maria says:" with the time: how blogs head a comment. */
static bool heads_comment(bay_str line, bay_str text, uint32_t words)
{
    bay__printed_date d;
    bool says = bay_str_ends(line, BAY_STR("said:")) || bay_str_ends(line, BAY_STR("says:")) || bay_str_ends(line, BAY_STR("wrote:"));
    return says && words <= 16 && bay__find_printed_date(text, &d) && d.hour >= 0;
}

/* A short line that is a date, or a by-line. */
static bool is_about(bay_str line, bay_str text, uint32_t words)
{
    bay__printed_date d;
    bool signed_quote = bay_str_starts(line, BAY_STR("- ")) || bay_str_starts(line, BAY_STR("\xE2\x80\x94"));   /* "- A B (@ab) May 1, 2020" */
    bool dated = words <= 14 && !signed_quote && bay__find_printed_date(text, &d);
    if (dated && words <= 9 && d.end - d.begin + 22 > text.size) return true;
    if (dated && (d.begin < 3 || d.end + 3 > text.size) && !bay__ends_sentence(text) && text.size < 110) return true;
    if (words > 9 || !bay_str_starts(line, BAY_STR("by ")) || bay__ends_sentence(line)) return false;
    uint32_t code;
    if (text.size < 4) return false;
    bay_utf8_decode(text, 3, &code);
    return bay_utf8_is_upper(code);
}

int bay__line_kind(bay__page *page, const bay__unit *unit)
{
    if (unit->text.size > 900) return BAY__LINE_PLAIN;
    bay_mark mark = bay_arena_mark(page->scratch);
    bay_str line = bay_utf8_fold(page->scratch, unit->text);
    int kind = BAY__LINE_PLAIN;
    if (line.bytes) {
        kind = credit_kind(line, unit->words);
        if (!kind) kind = phrase_kind(line, unit->text, unit->words);
        if (!kind && heads_comment(line, unit->text, unit->words)) kind = BAY__LINE_COMMENT_HEAD;
        if (!kind && is_about(line, unit->text, unit->words)) kind = BAY__LINE_ABOUT;
    }
    bay_arena_reset(page->scratch, mark);
    return kind;
}

bool bay__is_appeal(bay__page *page, bay_str text)
{
    static const char *const marks[] = {"our report", "our journalis", "our reader", "our editor", "subscri", "donat", "your support", "newsletter",
                                        "advertising revenue", "quality journalism", "independent journalism", "contribut", "membership", "join us",
                                        "sign up", "whatsapp", "telegram channel", "our work", "our team", "our coverage", "read us"};
    bay_mark mark = bay_arena_mark(page->scratch);
    bay_str line = bay_utf8_fold(page->scratch, text);
    bool found = memchr(text.bytes, '|', text.size) != NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !found; i++) found = has(line, marks[i]);
    bay_arena_reset(page->scratch, mark);
    return found;
}

/* Scripts, style sheets, JSON and base64 that leaked into the text: signs that prose hardly has, or hardly any blanks. */
bool bay__is_code(const bay__unit *unit)
{
    bay_str s = unit->text;
    uint32_t signs = 0, blanks = 0, high = 0;
    if (s.size < CODE_BYTES_MIN) return false;
    for (uint32_t i = 0; i < s.size; i++) {
        char c = s.bytes[i];
        signs += c == '{' || c == '}' || c == ';' || c == '=' || c == '<' || c == '>' || c == '_' || c == '\\' || c == '[' || c == ']';
        blanks += c == ' ' || c == '\n';
        high += (unsigned char)c >= 0x80;
    }
    bool solid = blanks * 30 < s.size && high * 2 < s.size;
    return signs * 25 > s.size || solid;
}

bool bay__is_teaser(const bay__unit *unit)
{
    bay_str s = unit->text;
    return unit->words < 45 && (bay_str_ends(s, BAY_STR("...")) || bay_str_ends(s, BAY_STR("\xE2\x80\xA6")) ||
                                bay_str_ends(s, BAY_STR("[...]")) || bay_str_ends(s, BAY_STR("[\xE2\x80\xA6]")));
}

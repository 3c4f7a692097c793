#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>

#include "all_at_once.h"
#include "merge/near.h"

/* A small world: two realms, one band of orcs, a town and its gate. */
enum { MIN_GONDOR, GONDOR, ROHAN_ENVOY, ROHAN, ORCS, WIZARD, SOME_REBELS, ACTORS };
enum { OSGILIATH, GATE, EDORAS, PLACES };

struct world {
    bay_arena arena;
    bay_reports r;
    bay_report_actor actors[ACTORS];
    bay_report_place places[PLACES];
    bay_report_doc docs[8];
    bay_report_claim claims[64];
    bay_report events[64];
    uint32_t lists[256], listed;
    bay_report_count counts[64];
    uint32_t counted;
    bay_findings found;
};

static bay_report_actor actor(const char *id, const char *name, const char *code, const char *country)
{
    return (bay_report_actor){.id = bay_str_from(id), .name = bay_str_from(name), .code = bay_str_from(code), .country = bay_str_from(country)};
}

static bay_report_place place(const char *name, const char *country, double lat, double lon, const char *precision)
{
    return (bay_report_place){.name = bay_str_from(name), .country = bay_str_from(country), .lat = lat, .lon = lon, .has_point = true,
                              .precision = bay_str_from(precision), .admin1 = BAY_STR("")};
}

static void build(struct world *w)
{
    static const char *const names[] = {"doc0", "doc1", "doc2", "doc3", "doc4", "doc5", "doc6", "doc7"};
    memset(w, 0, sizeof *w);
    bay_arena_init(&w->arena, 64u << 20);
    w->actors[MIN_GONDOR] = actor("gondor-ministry", "Foreign Ministry of Gondor", "GONGOV", "GON");
    w->actors[GONDOR] = actor("GON", "Gondor", "GON", "GON");
    w->actors[ROHAN_ENVOY] = actor("eomer", "Eomer", "ROHGOV", "ROH");
    w->actors[ROHAN] = actor("ROH", "Rohan", "ROH", "ROH");
    w->actors[ORCS] = actor("orcs", "Orcs of Mordor", "MORREBORC", "MOR");
    w->actors[WIZARD] = actor("saruman", "Saruman", "ISEELI", "ISE");
    w->actors[SOME_REBELS] = actor("MORREB", "rebels of Mordor", "MORREB", "MOR");
    w->places[OSGILIATH] = place("Osgiliath", "GON", 10.0, 20.0, "town");
    w->places[GATE] = place("East Gate", "GON", 10.03, 20.03, "site");
    w->places[EDORAS] = place("Edoras", "ROH", 14.0, 16.0, "town");
    for (uint32_t i = 0; i < 8; i++) w->docs[i] = (bay_report_doc){.row = i + 1, .id = bay_str_from(names[i]), .story = bay_str_from(names[i]), .day = 100};
    w->r = (bay_reports){w->actors, w->places, w->docs, w->claims, w->events, ACTORS, PLACES, 8, 0, 0};
}

static void unbuild(struct world *w) { bay_arena_release(&w->arena); }

static bay_report *event(struct world *w, uint32_t doc, const char *type, uint32_t who, uint32_t whom, const char *sentence)
{
    static const char *const ids[] = {"e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9", "e10", "e11", "e12", "e13", "e14", "e15"};
    bay_report *e = &w->events[w->r.event_count];
    uint32_t *list = &w->lists[w->listed];
    w->listed += 2;
    list[0] = who;
    list[1] = whom;
    *e = (bay_report){.row = w->r.event_count + 1, .id = bay_str_from(ids[w->r.event_count]), .type = bay_str_from(type), .doc = doc,
                      .n = w->r.event_count, .sent = w->r.event_count * 5, .actors = list, .recipients = list + 1,
                      .actor_count = who != BAY_NONE, .recipient_count = whom != BAY_NONE, .place = BAY_NONE, .about = BAY_NONE,
                      .begin = 100, .end = 100, .precision = BAY_PRECISION_DAY, .status = BAY_HAPPENED, .told = true,
                      .sentence = bay_str_from(sentence), .speaker = BAY_NONE, .confidence = 1};
    w->r.event_count++;
    return e;
}

static void claim(struct world *w, bay_report *e, uint32_t speaker, uint8_t stance)
{
    bay_report_claim *c = &w->claims[w->r.claim_count];
    *c = (bay_report_claim){.row = w->r.claim_count + 1, .id = BAY_STR("c"), .event = (uint32_t)(e - w->events), .doc = e->doc,
                            .speaker = speaker, .text = BAY_STR("somebody"), .outlet = speaker == BAY_NONE, .stance = stance};
    if (e->claim_begin == e->claim_end) e->claim_begin = w->r.claim_count;
    e->claim_end = ++w->r.claim_count;
    if (speaker == BAY_NONE) return;
    e->speaker = speaker;
    e->speaker_text = BAY_STR("somebody");
    if (e->status == BAY_HAPPENED) e->status = BAY_CLAIMED;
}

static void count(struct world *w, bay_report *e, const char *kind, double min, double max)
{
    w->counts[w->counted] = (bay_report_count){.kind = bay_str_from(kind), .min = min, .max = max};
    e->counts = &w->counts[w->counted++];
    e->count_count = 1;
}

static void merge(struct world *w)
{
    bay_error err = {0};
    assert_int_equal(merge_all(&w->r, &w->arena, &w->found, &err), BAY_OK);
}

static const bay_finding *find(const struct world *w, uint8_t kind, const char *sort, uint32_t nth)
{
    for (uint32_t i = 0; i < w->found.items.count; i++) {
        const bay_finding *f = &w->found.items.items[i];
        if (f->kind == kind && (!sort || !strcmp(f->sort, sort)) && nth-- == 0) return f;
    }
    return NULL;
}

static bool has_member(const bay_finding *f, const bay_report *e, const struct world *w, uint32_t side)
{
    for (uint32_t i = 0; i < f->members.count; i++)
        if (f->members.items[i].event == (uint32_t)(e - w->events) && f->members.items[i].side == side) return true;
    return false;
}

static void an_accusation_meets_its_rejection(void **state)
{
    (void)state;
    struct world w;
    build(&w);
    bay_report *accusation = event(&w, 0, "ACCUSE", WIZARD, GONDOR, "Saruman accused Gondor of aiding the orcs against Rohan.");
    bay_report *other = event(&w, 0, "ACCUSE", WIZARD, ROHAN, "Saruman accused Rohan of theft.");
    bay_report *answer = event(&w, 0, "REJECT", MIN_GONDOR, WIZARD, "The ministry called the remarks of Saruman unfounded.");
    merge(&w);
    const bay_finding *f = find(&w, BAY_FINDING_DISPUTE, "accusation", 0);
    assert_non_null(f);
    assert_null(find(&w, BAY_FINDING_DISPUTE, NULL, 1));
    assert_true(has_member(f, accusation, &w, 0));
    assert_true(has_member(f, answer, &w, 1));
    assert_false(has_member(f, other, &w, 0));
    assert_int_equal(f->stances[1], BAY_DENIES);
    unbuild(&w);
}

static void a_denial_meets_the_accusation_over_documents(void **state)
{
    (void)state;
    struct world w;
    build(&w);
    bay_report *accusation = event(&w, 0, "ACCUSE", ROHAN_ENVOY, GONDOR, "Eomer accused Gondor of arming the orcs.");
    bay_report *deed = event(&w, 0, "AID", GONDOR, ORCS, "Eomer accused Gondor of arming the orcs.");
    accusation->about = 1;
    deed->status = BAY_CLAIMED;
    bay_report *denied = event(&w, 1, "AID", GONDOR, ORCS, "Gondor denies that it sends weapons to the orcs.");
    denied->status = BAY_DENIED;
    claim(&w, denied, MIN_GONDOR, BAY_DENIES);
    w.docs[1].day = 105;
    merge(&w);
    const bay_finding *f = find(&w, BAY_FINDING_DISPUTE, NULL, 0);
    assert_non_null(f);
    assert_true(has_member(f, accusation, &w, 0));
    assert_true(has_member(f, denied, &w, 1));
    assert_int_equal(f->documents, 2);
    unbuild(&w);
}

static void a_month_later_it_is_another_matter(void **state)
{
    (void)state;
    struct world w;
    build(&w);
    bay_report *accusation = event(&w, 0, "ACCUSE", ROHAN_ENVOY, GONDOR, "Eomer accused Gondor of arming the orcs.");
    bay_report *denied = event(&w, 1, "AID", GONDOR, ORCS, "Gondor denies that it is arming the orcs.");
    claim(&w, denied, MIN_GONDOR, BAY_DENIES);
    w.docs[1].day = 140;
    merge(&w);
    const bay_finding *f = find(&w, BAY_FINDING_DISPUTE, NULL, 0);
    assert_non_null(f);                             /* a denial stands for itself ... */
    assert_false(has_member(f, accusation, &w, 0)); /* ... and answers nothing here   */
    unbuild(&w);
}

static void one_says_it_another_denies_it(void **state)
{
    (void)state;
    struct world w;
    build(&w);
    bay_report *raid = event(&w, 0, "ASSAULT", ORCS, ROHAN, "Rohan said the orcs were behind the blast, a claim they denied.");
    claim(&w, raid, ROHAN_ENVOY, BAY_ASSERTS);
    claim(&w, raid, ORCS, BAY_DENIES);
    merge(&w);
    const bay_finding *f = find(&w, BAY_FINDING_DISPUTE, "event", 0);
    assert_non_null(f);
    assert_true(has_member(f, raid, &w, 0) && has_member(f, raid, &w, 1));
    unbuild(&w);
}

static void plain_news_is_no_dispute(void **state)
{
    (void)state;
    struct world w;
    build(&w);
    claim(&w, event(&w, 0, "CONSULT", GONDOR, ROHAN, "Gondor and Rohan met in Edoras."), GONDOR, BAY_ASSERTS);
    claim(&w, event(&w, 0, "CONSULT", ROHAN, GONDOR, "Rohan said that talks with Gondor went well."), ROHAN, BAY_ASSERTS);
    event(&w, 0, "REJECT", ROHAN, ORCS, "Rohan turned down a truce.");
    merge(&w);
    assert_null(find(&w, BAY_FINDING_DISPUTE, NULL, 0));
    unbuild(&w);
}

static void two_holders_of_a_gate_and_its_town(void **state)
{
    (void)state;
    struct world w;
    build(&w);
    bay_report *taken = event(&w, 0, "ASSAULT", ORCS, GONDOR, "The orcs said they had taken the gate.");
    taken->place = GATE;
    taken->control = BAY_STR("gains");
    claim(&w, taken, ORCS, BAY_ASSERTS);
    bay_report *held = event(&w, 0, "RETREAT", GONDOR, ORCS, "Gondor said that it was in control of Osgiliath.");
    held->place = OSGILIATH;
    held->control = BAY_STR("holds");
    claim(&w, held, MIN_GONDOR, BAY_ASSERTS);
    bay_report *planned = event(&w, 0, "ASSAULT", ROHAN, ORCS, "Rohan plans to take Osgiliath.");
    planned->place = OSGILIATH;
    planned->control = BAY_STR("gains");
    planned->status = BAY_PLANNED;
    merge(&w);
    const bay_finding *orcs = find(&w, BAY_FINDING_CONTROL, NULL, 0), *gondor = find(&w, BAY_FINDING_CONTROL, NULL, 1);
    assert_non_null(orcs);
    assert_non_null(gondor);
    assert_null(find(&w, BAY_FINDING_CONTROL, NULL, 2));
    assert_string_equal(orcs->status, "contested");
    assert_string_equal(gondor->status, "contested");
    const bay_finding *f = find(&w, BAY_FINDING_DISPUTE, "control", 0);
    assert_non_null(f);
    assert_int_equal(f->side_count, 2);
    assert_true(has_member(f, taken, &w, 0) && has_member(f, held, &w, 1));
    unbuild(&w);
}

static const char *status_at(struct world *w, const char *first, int32_t day, const char *second, int32_t later, uint32_t speaker)
{
    build(w);
    bay_report *a = event(w, 0, "ASSAULT", ORCS, GONDOR, "The orcs took Osgiliath.");
    a->place = OSGILIATH;
    a->control = bay_str_from(first);
    a->begin = a->end = day;
    if (speaker != BAY_NONE) claim(w, a, speaker, BAY_ASSERTS);
    if (second) {
        bay_report *b = event(w, 1, "ASSAULT", GONDOR, ORCS, "Gondor retook Osgiliath.");
        b->place = OSGILIATH;
        b->control = bay_str_from(second);
        b->begin = b->end = later;
    }
    merge(w);
    const bay_finding *f = find(w, BAY_FINDING_CONTROL, NULL, 0);
    assert_non_null(f);
    return f->status;
}

static void who_holds_a_place(void **state)
{
    (void)state;
    struct world w;
    assert_string_equal(status_at(&w, "gains", 100, NULL, 0, BAY_NONE), "held");
    unbuild(&w);
    assert_string_equal(status_at(&w, "gains", 100, NULL, 0, ORCS), "claimed");
    unbuild(&w);
    assert_string_equal(status_at(&w, "gains", 100, "gains", 103, BAY_NONE), "lost");
    assert_int_equal(find(&w, BAY_FINDING_CONTROL, NULL, 0)->end, 103);
    unbuild(&w);
    assert_string_equal(status_at(&w, "gains", 100, "gains", 101, BAY_NONE), "contested");
    unbuild(&w);
    assert_string_equal(status_at(&w, "loses", 100, NULL, 0, BAY_NONE), "lost");
    unbuild(&w);
}

static void what_is_claimed_and_denied_is_contested(void **state)
{
    (void)state;
    struct world w;
    build(&w);
    bay_report *e = event(&w, 0, "ASSAULT", ORCS, GONDOR, "The orcs said they had taken Osgiliath; the ministry denied it.");
    e->place = OSGILIATH;
    e->control = BAY_STR("gains");
    claim(&w, e, ORCS, BAY_ASSERTS);
    claim(&w, e, MIN_GONDOR, BAY_DENIES);
    merge(&w);
    const bay_finding *f = find(&w, BAY_FINDING_CONTROL, NULL, 0);
    assert_non_null(f);
    assert_string_equal(f->status, "contested");
    assert_true(has_member(f, e, &w, 0) && has_member(f, e, &w, 1));
    assert_null(find(&w, BAY_FINDING_CONTROL, NULL, 1));
    unbuild(&w);
}

static void rebels_without_a_name_are_those_with_one(void **state)
{
    (void)state;
    struct world w;
    build(&w);
    static const uint32_t holders[] = {SOME_REBELS, ORCS};
    for (uint32_t i = 0; i < 2; i++) {
        bay_report *e = event(&w, i, "ASSAULT", holders[i], GONDOR, "They took Osgiliath.");
        e->place = OSGILIATH;
        e->control = BAY_STR("gains");
    }
    merge(&w);
    const bay_finding *f = find(&w, BAY_FINDING_CONTROL, NULL, 0);
    assert_non_null(f);
    assert_int_equal(f->holder, ORCS);
    assert_string_equal(f->status, "held");
    assert_null(find(&w, BAY_FINDING_CONTROL, NULL, 1));
    unbuild(&w);
}

static void outlets_are_counted_once_per_original(void **state)
{
    (void)state;
    struct world w;
    build(&w);
    for (uint32_t doc = 0; doc < 4; doc++) {
        bay_report *e = event(&w, doc, "ASSAULT", ORCS, GONDOR, "Orcs raided the market in Osgiliath, killing guards.");
        e->place = OSGILIATH;
        e->begin = e->end = 100 + (doc == 3);
    }
    w.docs[2].story = BAY_STR("doc0");                  /* a reprint */
    bay_report *elsewhere = event(&w, 0, "ASSAULT", ORCS, ROHAN, "Orcs raided the market in Edoras.");
    elsewhere->place = EDORAS;
    bay_report *threat = event(&w, 0, "ASSAULT", ORCS, GONDOR, "Orcs may raid the market in Osgiliath.");
    threat->place = OSGILIATH;
    threat->status = BAY_HYPOTHETICAL;
    merge(&w);
    const bay_finding *f = find(&w, BAY_FINDING_INCIDENT, NULL, 0);
    assert_non_null(f);
    assert_int_equal(f->members.count, 4);
    assert_int_equal(f->documents, 4);
    assert_int_equal(f->sources, 3);
    assert_string_equal(f->status, "happened");
    assert_int_equal(find(&w, BAY_FINDING_INCIDENT, NULL, 1)->members.count, 1);
    assert_null(find(&w, BAY_FINDING_INCIDENT, NULL, 2));
    unbuild(&w);
}

static void a_day_that_is_not_told_may_be_late(void **state)
{
    (void)state;
    for (int run = 0; run < 3; run++) {
        struct world w;
        build(&w);
        for (uint32_t doc = 0; doc < 2; doc++) {
            bay_report *e = event(&w, doc, "ASSAULT", ORCS, doc ? ROHAN : GONDOR, "Orcs burned the market and the granary of Osgiliath.");
            e->place = OSGILIATH;
            e->begin = e->end = 100 + (doc ? run * 3 : 0);
            e->told = run < 1;
        }
        merge(&w);
        assert_int_equal(find(&w, BAY_FINDING_INCIDENT, NULL, 0)->members.count, run < 2 ? 2 : 1);
        unbuild(&w);
    }
}

static void two_figures_are_a_dispute_three_alike_are_not(void **state)
{
    (void)state;
    static const double killed[2][2] = {{52, 7}, {52, 50}};
    for (int run = 0; run < 2; run++) {
        struct world w;
        build(&w);
        for (uint32_t doc = 0; doc < 2; doc++) {
            bay_report *e = event(&w, doc, "ASSAULT", GONDOR, ORCS, "Dozens of orcs fell in the fighting around Osgiliath.");
            e->place = OSGILIATH;
            count(&w, e, "killed", run ? 50 : killed[0][doc], run ? 52 : killed[0][doc]);
        }
        merge(&w);
        const bay_finding *f = find(&w, BAY_FINDING_DISPUTE, "figure", 0);
        if (run) assert_null(f);
        else {
            assert_non_null(f);
            assert_int_equal(f->side_count, 2);
        }
        unbuild(&w);
    }
}

static bay_doc *doc_of(const char *text)
{
    bay_error err = {0};
    bay_doc *doc;
    assert_int_equal(bay_doc_new(&doc, &err), BAY_OK);
    doc->text = bay_str_copy(&doc->arena, bay_str_from(text));
    bay_block *block = bay_doc_push(doc, blocks);
    *block = (bay_block){.role = BAY_ROLE_BODY, .span = {0, doc->text.size}};
    return doc;
}

static void read_near(const char *text, bay_arena *arena, bay_near *out)
{
    bay_error err = {0};
    bay_doc *doc = doc_of(text);
    assert_int_equal(bay__near_read_doc(doc, arena, out, &err), BAY_OK);
    bay_doc_free(doc);
}

static void reprints_look_alike(void **state)
{
    (void)state;
    static const char story[] = "The riders of Rohan reached the field before dawn and drove the orcs back to the river, the marshal "
                                "said on Tuesday, adding that forty of his men had been lost and that the bridge was in his hands. A herald "
                                "of the white city confirmed the news and thanked the king for his help in the hour of need.";
    static const char edited[] = "EDORAS - The riders of Rohan reached the field before dawn and drove the orcs back to the river, the marshal "
                                 "said Tuesday, adding that forty of his men had been lost and that the bridge was in his hands. A herald "
                                 "of the white city confirmed the news and thanked the king for his help in the hour of need.";
    static const char other[] = "The council of the elves met in the valley to speak of the ring that was found under the mountains, and of "
                                "what should be done with it, while the dwarves complained that nobody had asked them for many years.";
    bay_arena arena;
    bay_near a, b;
    bay_arena_init(&arena, 16u << 20);
    read_near("Too short to tell.", &arena, &a);
    assert_false(bay__near_tells(&a));
    read_near(story, &arena, &a);
    assert_true(bay__near_tells(&a) && a.print_count > 10);
    read_near(edited, &arena, &b);
    assert_true(bay__near_reprint(&a, &b) > 0.8);
    read_near(other, &arena, &b);
    assert_true(bay__near_alike(&a, &b) < BAY_NEAR_RELATED && bay__near_reprint(&a, &b) == 0);
    read_near("The riders of Rohan reached the field before dawn and drove the orcs back to the river, the marshal "
              "said on Tuesday, adding that forty of his men had been lost.", &arena, &b);
    assert_true(bay__near_reprint(&a, &b) > 0.8);
    bay_arena_release(&arena);
}

static void a_form_with_other_figures_is_no_reprint(void **state)
{
    (void)state;
    static const char form[] = "Beacon report: %d riders passed the first hill, %d waggons the second and %d boats the ford. At the gate "
                               "there were %d guards and %d healers, and the stores held %d sacks of meal for the city and its people.";
    char first[400], second[400], same[400];
    bay_arena arena;
    bay_near a, b, c;
    snprintf(first, sizeof first, form, 12, 31, 7, 40, 3, 900);
    snprintf(second, sizeof second, form, 14, 29, 9, 44, 5, 850);
    snprintf(same, sizeof same, form, 12, 31, 7, 40, 3, 910);      /* corrected once */
    bay_arena_init(&arena, 16u << 20);
    read_near(first, &arena, &a);
    read_near(second, &arena, &b);
    read_near(same, &arena, &c);
    assert_true(bay__near_reprint(&a, &b) == 0);
    assert_true(bay__near_reprint(&a, &c) > 0);
    bay_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_accusation_meets_its_rejection),
        cmocka_unit_test(a_denial_meets_the_accusation_over_documents),
        cmocka_unit_test(a_month_later_it_is_another_matter),
        cmocka_unit_test(one_says_it_another_denies_it),
        cmocka_unit_test(plain_news_is_no_dispute),
        cmocka_unit_test(two_holders_of_a_gate_and_its_town),
        cmocka_unit_test(who_holds_a_place),
        cmocka_unit_test(what_is_claimed_and_denied_is_contested),
        cmocka_unit_test(rebels_without_a_name_are_those_with_one),
        cmocka_unit_test(outlets_are_counted_once_per_original),
        cmocka_unit_test(a_day_that_is_not_told_may_be_late),
        cmocka_unit_test(two_figures_are_a_dispute_three_alike_are_not),
        cmocka_unit_test(reprints_look_alike),
        cmocka_unit_test(a_form_with_other_figures_is_no_reprint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "fetch/address.h"
#include "fetch/robots.h"

static bool is_public(const char *text)
{
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &four.sin_addr) == 1) return bay__address_is_public((struct sockaddr *)&four);
    assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
    return bay__address_is_public((struct sockaddr *)&six);
}

static void inner_addresses_are_told_from_public_ones(void **state)
{
    (void)state;
    static const char *const inner[] = {"0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
        "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001::1"};
    static const char *const outer[] = {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.0.0.1", "128.0.0.1",
        "172.15.0.1", "172.32.0.1", "192.167.0.1", "223.255.255.255", "2606:4700::1", "2a00:1450::1", "::ffff:8.8.8.8", "2002:0808:0808::1"};
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        if (is_public(inner[i])) fail_msg("%s is taken for public", inner[i]);
    for (size_t i = 0; i < sizeof outer / sizeof *outer; i++)
        if (!is_public(outer[i])) fail_msg("%s is not taken for public", outer[i]);
    struct sockaddr other = {.sa_family = AF_UNIX};
    assert_false(bay__address_is_public(&other));
}

static bool allowed(const char *robots, const char *path)
{
    double delay;
    return bay__robots_allow(bay_str_from(robots), BAY_STR("bayhaqi"), bay_str_from(path), &delay);
}

static void robots_are_read_as_rfc_9309_has_it(void **state)
{
    (void)state;
    const char *robots = "# a note\nUser-Agent: other\nDisallow: /\n\nuser-agent: *\nDisallow: /a\nAllow: /a/b\r\nDisallow: /*.php$\nDisallow: /x*y\nDisallow:\n";
    static const struct { const char *path; bool allow; } cases[] = {
        {"/", true}, {"/a", false}, {"/a/c", false}, {"/a/b", true}, {"/a/b/c", true}, {"/p.php", false}, {"/p.php?x", true}, {"/x1y2", false},
        {"/x", true}, {"/b", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (allowed(robots, cases[i].path) != cases[i].allow) fail_msg("%s", cases[i].path);
    assert_true(allowed("", "/a"));
    assert_true(allowed("<html>not found</html>", "/a"));
    assert_false(allowed("User-agent: x\nUser-agent: Bayhaqi\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "/a"));
    assert_true(allowed("User-agent: bayhaqi\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/a"));
    assert_true(allowed("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));   /* of two equal ones, allow */
}

static void a_delay_is_told_and_bounded(void **state)
{
    (void)state;
    double delay;
    (void)bay__robots_allow(BAY_STR("User-agent: *\nCrawl-delay: 7.5\n"), BAY_STR("bayhaqi"), BAY_STR("/"), &delay);
    assert_true(delay == 7.5);
    (void)bay__robots_allow(BAY_STR("User-agent: *\nCrawl-delay: 1e9\n"), BAY_STR("bayhaqi"), BAY_STR("/"), &delay);
    assert_true(delay == 60);
    (void)bay__robots_allow(BAY_STR("User-agent: *\nCrawl-delay: soon\n"), BAY_STR("bayhaqi"), BAY_STR("/"), &delay);
    assert_true(delay == 0);
}

/* Many stars against a long path: linear, not exponential. */
static void patterns_cost_little(void **state)
{
    (void)state;
    static char robots[4000], path[100000];
    size_t n = (size_t)0;
    strcpy(robots, "User-agent: *\nDisallow: ");
    for (n = strlen(robots); n < 1900; n += 2) memcpy(robots + n, "*a", 2);
    memcpy(robots + n, "*b$\n", 5);
    path[0] = '/';
    memset(path + 1, 'a', sizeof path - 2);
    assert_true(allowed(robots, path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inner_addresses_are_told_from_public_ones), cmocka_unit_test(robots_are_read_as_rfc_9309_has_it),
        cmocka_unit_test(a_delay_is_told_and_bounded), cmocka_unit_test(patterns_cost_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "destination.hpp"

#include <gtest/gtest.h>

namespace scc::net {
namespace {

struct Good {
    const char* text;
    const char* canonical;
};

const Good good[] = {
    {"x.test", "x.test"},
    {"X.Test.", "x.test"},
    {"localhost", "localhost"},
    {"_srv.x-1.test", "_srv.x-1.test"},
    {"*.x.test", "*.x.test"},
    {"*.X.TEST.:8443", "*.x.test:8443"},
    {"x.test:1", "x.test:1"},
    {"bücher.test", "xn--bcher-kva.test"},
    {"BÜCHER.test", "xn--bcher-kva.test"},
    {"*.bücher。test", "*.xn--bcher-kva.test"},
    {"faß.test", "xn--fa-hia.test"},
    {"198.51.100.7", "198.51.100.7"},
    {"198.51.100.7:8080", "198.51.100.7:8080"},
    {"2001:DB8:0:0::7", "[2001:db8::7]"},
    {"[2001:db8::7]", "[2001:db8::7]"},
    {"[2001:db8::7]:443", "[2001:db8::7]:443"},
    {"::ffff:198.51.100.7", "198.51.100.7"},
};

TEST(Destination, IsBroughtIntoOneSpelling) {
    for (const Good& row : good) {
        const auto target = target_named(row.text);
        ASSERT_TRUE(target) << row.text << ": " << target.error().message;
        EXPECT_EQ(text_of(*target), row.canonical) << row.text;
        const auto again = target_named(text_of(*target));
        ASSERT_TRUE(again) << row.canonical;
        EXPECT_EQ(*again, *target) << row.canonical;
    }
}

struct Bad {
    std::string text;
    const char* message;
};

const char* const made_of = "a host is made of letters, digits and '-', in parts of 1 to 63 with dots between";
const char* const a_wildcard = "a wildcard stands only at the start and for whole parts, as in *.example.com";
const char* const a_number = "it is a number, and no IP address in its usual spelling";
const char* const a_port = "a port is a number from 1 to 65535";
const char* const a_blank = "it contains a blank or control character";

const Bad bad[] = {
    {"x .test", a_blank},
    {"x.test\nhttp_access allow all", a_blank},
    {"x.test\thttp", a_blank},
    {std::string("x.test\0y", 8), a_blank},
    {"https://x.test", "it is a URL"},
    {"10.0.0.0/8", "it has a '/'"},
    {"x.test/path", "it has a '/'"},
    {"x..test", made_of},
    {".x.test", made_of},
    {"x.test..", made_of},
    {"-x.test", made_of},
    {"x-.test", made_of},
    {"x\"y.test", made_of},
    {"x#y.test", made_of},
    {"x%y.test", made_of},
    {"x@y.test", made_of},
    {"x\\.test", made_of},
    {"${service_name}", made_of},
    {"user:80@x.test", a_port},
    {"*", a_wildcard},
    {"*.*.test", a_wildcard},
    {"x.*.test", a_wildcard},
    {"x*.test", a_wildcard},
    {"*.", made_of},
    {"*.198.51.100.7", a_number},
    {"1.2.3", a_number},
    {"3325256711", a_number},
    {"0x7f.1", a_number},
    {"x.0x7f", a_number},
    {"1.2.3.4.5", a_number},
    {"999.1.1.1", a_number},
    {"x.test:", a_port},
    {"x.test:0", a_port},
    {"x.test:65536", a_port},
    {"x.test:https", a_port},
    {"x.test:80:80", made_of},
    {"[2001:db8::7", made_of},
    {"[2001:db8::7]443", made_of},
    {"[x.test]:0", a_port},
    {"2001:db8::7%eth0", made_of},
};

TEST(Destination, SaysWhatIsWrongWithWhatIsNone) {
    for (const Bad& row : bad) {
        const auto target = target_named(row.text);
        ASSERT_FALSE(target) << row.text;
        EXPECT_EQ(target.error().code, Code::config);
        EXPECT_TRUE(target.error().message.ends_with(std::string(" is not a destination: ") + row.message))
            << row.text << ": " << target.error().message;
    }
    EXPECT_EQ(target_named("").error().message, "a destination must not be empty");
}

TEST(Destination, HasNamesAndPartsNoLongerThanTheDnsTakes) {
    const std::string label(63, 'a');
    EXPECT_TRUE(target_named(label + ".test"));
    EXPECT_FALSE(target_named(label + "a.test"));
    const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'a');
    EXPECT_TRUE(target_named(longest));
    EXPECT_FALSE(target_named(longest + "a"));
}

TEST(Destination, IsTheSameWithItsPortApart) {
    for (const char* text : {"x.test:8443", "*.x.test:8443", "198.51.100.7:8443", "[2001:db8::7]:8443"}) {
        const auto whole = target_named(text);
        ASSERT_TRUE(whole) << text;
        const auto apart = target_of(host_of(*whole), whole->port);
        ASSERT_TRUE(apart) << text;
        EXPECT_EQ(*apart, *whole) << text;
    }
    EXPECT_FALSE(target_of("x.test:8443", {}));
    EXPECT_FALSE(target_of("[x.test", {}));
}

TEST(Destination, OfAUrlIsItsHostAndAnUnusualPort) {
    const Good urls[] = {
        {"https://x.test", "x.test"},
        {"HTTPS://X.test:443/mcp?key=1#f", "x.test"},
        {"http://x.test:80", "x.test"},
        {"http://x.test:443/", "x.test:443"},
        {"https://user:pw@x.test:8443/a@b", "x.test:8443"},
        {"https://[2001:db8::7]:8443/", "[2001:db8::7]:8443"},
        {"https://x.test?@evil.test", "x.test"},
        {"https://x.test\\@evil.test", "x.test"},
    };
    for (const Good& row : urls) {
        const auto target = target_of_url(row.text);
        ASSERT_TRUE(target) << row.text;
        EXPECT_EQ(text_of(*target), row.canonical) << row.text;
    }
    for (const char* url : {"", "x.test", "ftp://x.test", "https://", "https://*.x.test/", "https://x test/"}) {
        EXPECT_FALSE(target_of_url(url)) << url;
    }
}

TEST(Destination, AWildcardCoversWhatIsBelowAndNotTheHostItself) {
    const auto covers = [](const char* wide, const char* narrow) {
        return covers_host(*target_named(wide), *target_named(narrow));
    };
    EXPECT_TRUE(covers("*.x.test", "a.x.test"));
    EXPECT_TRUE(covers("*.x.test", "*.a.x.test"));
    EXPECT_TRUE(covers("*.x.test", "*.x.test"));
    EXPECT_FALSE(covers("*.x.test", "x.test"));
    EXPECT_FALSE(covers("*.x.test", "ax.test"));
    EXPECT_FALSE(covers("*.a.x.test", "*.x.test"));
    EXPECT_FALSE(covers("x.test", "*.x.test"));
    EXPECT_FALSE(covers("x.test", "a.x.test"));
}

}  // namespace
}  // namespace scc::net

#include "range.hpp"

#include <gtest/gtest.h>

namespace scc::net {
namespace {

std::vector<Range> ranges(const std::vector<const char*>& texts) {
    std::vector<Range> made;
    for (const char* text : texts) made.push_back(*range_named(text));
    return made;
}

std::vector<std::string> texts(const std::vector<Range>& list) {
    std::vector<std::string> made;
    for (const Range& range : list) made.push_back(text_of(range));
    return made;
}

using Texts = std::vector<std::string>;

TEST(Range, IsBroughtIntoOneSpelling) {
    EXPECT_EQ(text_of(*range_named("10.0.0.0/8")), "10.0.0.0/8");
    EXPECT_EQ(text_of(*range_named("10.1.2.3")), "10.1.2.3/32");
    EXPECT_EQ(text_of(*range_named("FD00:0::/8")), "fd00::/8");
    EXPECT_EQ(text_of(*range_named("::1")), "::1/128");
    EXPECT_EQ(text_of(*range_named("::ffff:10.0.0.0/104")), "10.0.0.0/8");
    EXPECT_EQ(text_of(*range_named("0.0.0.0/0")), "0.0.0.0/0");
}

TEST(Range, SaysWhatIsWrongWithWhatIsNone) {
    for (const char* text :
         {"", "x", "10.0.0/8", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/-1", "10.0.0.0/8/8", " 10.0.0.0/8"}) {
        ASSERT_FALSE(range_named(text)) << text;
        EXPECT_EQ(range_named(text).error().message, "'" + std::string(text) + "' is not a range of addresses");
    }
    EXPECT_EQ(range_named("10.0.0.0/33").error().hint, "its prefix is a number from 0 to 32");
    EXPECT_EQ(range_named("fc00::/129").error().hint, "its prefix is a number from 0 to 128");
    EXPECT_EQ(range_named("10.1.2.3/8").error().message, "'10.1.2.3/8' names an address inside a range");
    EXPECT_EQ(range_named("10.1.2.3/8").error().hint, "write '10.0.0.0/8'");
}

TEST(Range, WithoutAPartIsTheFewestRangesOfTheRest) {
    EXPECT_EQ(texts(without(ranges({"10.0.0.0/8"}), ranges({"10.0.0.0/9"}))), Texts{"10.128.0.0/9"});
    EXPECT_EQ(texts(without(ranges({"192.168.0.0/16"}), ranges({"192.168.4.0/22"}))),
              (Texts{"192.168.0.0/22",
                     "192.168.8.0/21",
                     "192.168.16.0/20",
                     "192.168.32.0/19",
                     "192.168.64.0/18",
                     "192.168.128.0/17"}));
    EXPECT_EQ(without(ranges({"10.0.0.0/8"}), ranges({"10.1.2.3"})).size(), 24U);
    EXPECT_EQ(without(ranges({"fc00::/7"}), ranges({"fd00::1"})).size(), 121U);
}

TEST(Range, WithoutWhatIsElsewhereStaysAndWithoutMoreIsNothing) {
    EXPECT_EQ(texts(without(ranges({"10.0.0.0/8"}), ranges({"11.0.0.0/8", "fd00::/8"}))), Texts{"10.0.0.0/8"});
    EXPECT_EQ(texts(without(ranges({"10.0.0.0/8"}), ranges({"0.0.0.0/0"}))), Texts{});
    EXPECT_EQ(texts(without(inner_ranges(), ranges({"::/0"}))), Texts{});
    EXPECT_EQ(without(inner_ranges(), {}), inner_ranges());
}

TEST(Range, OfTheInsideHoldsEveryAddressThatIsNotPublic) {
    const auto inside = [](const char* address) {
        for (const Range& range : inner_ranges()) {
            if (contains(range, *range_named(address))) return true;
        }
        return false;
    };
    for (const char* address : {"0.0.0.0",
                                "10.255.255.255",
                                "100.64.0.1",
                                "127.0.0.53",
                                "169.254.169.254",
                                "172.31.255.255",
                                "192.0.0.1",
                                "192.168.1.1",
                                "198.19.0.1",
                                "224.0.0.251",
                                "255.255.255.255",
                                "::",
                                "::1",
                                "::ffff:10.0.0.1",
                                "64:ff9b::a00:1",
                                "fc00::1",
                                "fdff::1",
                                "fe80::1",
                                "ff02::1"}) {
        EXPECT_TRUE(inside(address)) << address;
    }
    for (const char* address : {"1.1.1.1",
                                "9.255.255.255",
                                "11.0.0.0",
                                "100.63.255.255",
                                "100.128.0.0",
                                "172.32.0.0",
                                "192.0.1.0",
                                "192.0.2.1",
                                "198.51.100.7",
                                "203.0.113.9",
                                "223.255.255.255",
                                "2001:db8::7",
                                "2606:4700::1111",
                                "::ffff:1.1.1.1"}) {
        EXPECT_FALSE(inside(address)) << address;
    }
}

}  // namespace
}  // namespace scc::net

// What is kept of what was fetched, and when it is not believed.
#include "fetch/cache.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "base/file.hpp"
#include "base/path.hpp"

namespace scc::config {
namespace {

class Cached : public testing::Test {
protected:
    void SetUp() override {
        root = *path::real(*file::temporary_directory("scc-cache-test"));
        ::setenv("XDG_CACHE_HOME", root.c_str(), 1);
    }
    void TearDown() override {
        ::unsetenv("XDG_CACHE_HOME");
        EXPECT_TRUE(file::remove_all(root));
    }
    std::string root;
    Cache cache() const { return Cache("https://a.example/org.json"); }
};

TEST_F(Cached, IsGivenBackAsItCame) {
    EXPECT_FALSE(*cache().load());
    ASSERT_TRUE(cache().store({.bytes = "{}", .etag = "\"1\"", .commit = "", .fetched_at = 1000, .checked_at = 1000}));
    ASSERT_TRUE(cache().confirm(5000));
    const auto entry = cache().load();
    ASSERT_TRUE(entry && *entry);
    EXPECT_EQ((*entry)->bytes, "{}");
    EXPECT_EQ((*entry)->etag, "\"1\"");
    EXPECT_EQ((*entry)->fetched_at, 1000);
    EXPECT_EQ((*entry)->checked_at, 5000);
    EXPECT_FALSE(*Cache("https://b.example/org.json").load());
}

TEST_F(Cached, HoldsNoMoreThanTwoBodies) {
    for (const char* bytes : {"1", "2", "3", "4"}) ASSERT_TRUE(cache().store({.bytes = bytes}));
    EXPECT_EQ(file::list(cache().directory())->size(), 4U);  // lock, meta.json, two bodies
    EXPECT_EQ((**cache().load()).bytes, "4");
}

TEST_F(Cached, IsNotBelievedWhenItWasChanged) {
    ASSERT_TRUE(cache().store({.bytes = "{}"}));
    const std::string body = cache().directory() + "/" + (**cache().load()).digest;
    ASSERT_TRUE(file::replace(body, "{ }"));
    EXPECT_EQ(cache().load().error().message,
              "the cached copy in '" + cache().directory() + "' is not used: it is not what its digest says");
    ASSERT_TRUE(file::remove_all(body));
    EXPECT_EQ(cache().load().error().code, Code::config);
    ASSERT_TRUE(file::replace(cache().directory() + "/meta.json", "{"));
    EXPECT_FALSE(cache().load());
    ASSERT_TRUE(cache().store({.bytes = "new"}));
    EXPECT_EQ((**cache().load()).bytes, "new");
}

TEST_F(Cached, IsNotServedForAnotherSource) {
    ASSERT_TRUE(cache().store({.bytes = "{}"}));
    const Cache other("https://b.example/org.json");
    ASSERT_TRUE(file::make_directories(other.directory()));
    const std::vector<std::string> names = *file::list(cache().directory());
    for (const std::string& name : names) {
        ASSERT_TRUE(file::link_or_copy(cache().directory() + "/" + name, other.directory() + "/" + name));
    }
    EXPECT_EQ(other.load().error().message,
              "the cached copy in '" + other.directory() + "' is not used: it is a copy of something else");
}

TEST_F(Cached, IsNotReadFromElsewhere) {
    ASSERT_TRUE(cache().store({.bytes = "{}"}));
    const auto meta = file::read(cache().directory() + "/meta.json");
    std::string changed = *meta;
    const std::string digest = (**cache().load()).digest;
    changed.replace(changed.find(digest), digest.size(), "../../../etc/passwd");
    ASSERT_TRUE(file::replace(cache().directory() + "/meta.json", changed));
    EXPECT_EQ(cache().load().error().message,
              "the cached copy in '" + cache().directory() + "' is not used: its digest is none");
}

TEST_F(Cached, IsWholeAtEveryInstantOfAWriterThatIsKilled) {
    ASSERT_TRUE(cache().store({.bytes = "0"}));
    for (int round = 0; round < 60; ++round) {
        const pid_t child = ::fork();
        if (child == 0) {
            for (int i = 0;; ++i)
                (void)cache().store({.bytes = std::string(100000, 'x') + std::to_string(i)}).has_value();
        }
        ::usleep(500U * static_cast<unsigned>(round % 20));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const auto entry = cache().load();
        ASSERT_TRUE(entry && *entry) << entry.error().message;
    }
}

TEST(CacheAge, OfWhatComesFromTheFutureIsUnknown) {
    EXPECT_EQ(age_of({.checked_at = 1000}, 4600), 3600);
    EXPECT_EQ(age_of({.checked_at = 1000}, 900), 0);
    EXPECT_EQ(age_of({.checked_at = 100000}, 900), std::nullopt);
}

}  // namespace
}  // namespace scc::config

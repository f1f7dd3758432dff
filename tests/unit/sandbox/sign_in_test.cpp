// The guard's word on a sign-in as the mark that scc-provider reads.
#include "session/sign_in.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/file.hpp"
#include "model/sign_in.hpp"
#include "proc/places.hpp"

namespace scc::sandbox {
namespace {

class SignIn : public ::testing::Test {
protected:
    void SetUp() override {
        scratch_ = *file::temporary_directory("sign-in");
        ::setenv("XDG_STATE_HOME", scratch_.c_str(), 1);
        session_.provider = "red";
    }
    void TearDown() override {
        ::unsetenv("XDG_STATE_HOME");
        static_cast<void>(file::remove_all(scratch_));
    }

    std::optional<model::SignInMark> mark() { return *model::read_sign_in_mark(path()); }
    static std::string path() { return model::sign_in_mark_path(places::state_dir(), "red"); }
    void note(const std::string& state, const std::string& more = "") {
        note_sign_in(session_,
                     R"({"type":"guard.started"})"
                     "\n"
                     R"({"type":"auth.kept","path":"/home/agent/.red/c.json","renews":false,"state":")" +
                         state + R"(","time":"2030-01-01T00:00:00Z")" + more + "}\n");
    }

    std::string scratch_;
    Session session_;
};

TEST_F(SignIn, IsNotedWithItsEnd) {
    note("present", R"(,"expires":"2030-02-01T00:00:00Z")");
    ASSERT_TRUE(mark());
    EXPECT_TRUE(mark()->signed_in);
    EXPECT_EQ(time::text_of(*mark()->expires), "2030-02-01T00:00:00Z");
    EXPECT_EQ(time::text_of(*mark()->time), "2030-01-01T00:00:00Z");
}

TEST_F(SignIn, KeepsSinceWhenAndByWhichMethod) {
    ASSERT_TRUE(model::write_sign_in_mark(path(), {.signed_in = true, .time = 1000, .method = "token"}));
    note("present");
    EXPECT_EQ(mark()->time, 1000);
    EXPECT_EQ(mark()->method, "token");
    note("missing");
    EXPECT_FALSE(mark()->signed_in);
    EXPECT_FALSE(mark()->method);
}

TEST_F(SignIn, IsNotNotedAsMissingWhereNoneWasKnown) {
    note("missing");
    EXPECT_FALSE(mark());
}

TEST_F(SignIn, SaysWhatCannotBeRead) {
    note("malformed");
    EXPECT_FALSE(mark()->signed_in);
    EXPECT_EQ(mark()->fault, "'c.json' in its volume is no sign-in");
}

}  // namespace
}  // namespace scc::sandbox

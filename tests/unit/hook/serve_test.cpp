#include "hook/serve.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <thread>

#include "base/file.hpp"
#include "wire/parse.hpp"

namespace scc::hook {
namespace {

struct Pipe {
    Pipe() {
        int ends[2] = {-1, -1};
        EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
        from = file::Descriptor(ends[0]);
        to = file::Descriptor(ends[1]);
    }
    file::Descriptor from;
    file::Descriptor to;
};

TEST(TakeIn, ReadsToTheEnd) {
    Pipe pipe;
    ASSERT_TRUE(file::write(pipe.to.number(), "call", "pipe"));
    pipe.to.close();
    EXPECT_EQ(*take_in(pipe.from.number()), "call");
}

TEST(TakeIn, DoesNotWaitForAnEndThatNeverComes) {
    Pipe pipe;
    ASSERT_TRUE(file::write(pipe.to.number(), "call", "pipe"));
    const auto taken = take_in(pipe.from.number(), std::chrono::milliseconds(20));
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().message, "the input did not end within 20 ms");
    EXPECT_EQ(taken.error().where, "standard input");
}

TEST(TakeIn, ReadsWhatIsTooLongToItsEnd) {
    Pipe pipe;
    std::jthread host([&] {
        const std::string part(1U << 20U, ' ');
        for (int i = 0; i < 9; ++i) EXPECT_TRUE(file::write(pipe.to.number(), part, "pipe"));
        pipe.to.close();
    });
    const auto taken = take_in(pipe.from.number(), std::chrono::seconds(20));
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().message, "the input is longer than 8 MiB");
}

TEST(TakeIn, SaysThatItCannotRead) {
    const auto taken = take_in(::open("/", O_RDONLY | O_CLOEXEC));
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().message, "cannot read: Is a directory");
}

}  // namespace
}  // namespace scc::hook

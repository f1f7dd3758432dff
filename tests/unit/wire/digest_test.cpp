#include "wire/digest.hpp"

#include <gtest/gtest.h>

#include "base/file.hpp"

namespace scc::wire {
namespace {

TEST(Digest, OfAFileIsThatOfItsBytes) {
    const std::string directory = *file::temporary_directory("scc-digest");
    const std::string path = directory + "/file";
    for (const std::size_t size : {0UL, 1UL, 65535UL, 65536UL, 65537UL, 200'000UL}) {
        const std::string bytes(size, 'x');
        ASSERT_TRUE(file::replace(path, bytes));
        const auto digest = sha256_of_file(path);
        ASSERT_TRUE(digest);
        EXPECT_EQ(*digest, sha256(bytes)) << size;
    }
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_of_file(directory + "/none").error().code, Code::not_found);
    EXPECT_TRUE(file::remove_all(directory));
}

}  // namespace
}  // namespace scc::wire

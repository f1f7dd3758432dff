#include "verb/image_prune.hpp"

#include <gtest/gtest.h>

namespace scc::sandbox {
namespace {

struct Row {
    const char* what;
    Listed image;
    bool unneeded;
};

const Row table[] = {
    {"of the current inputs", {"a1", "scc-base", "0123456789ab"}, false},
    {"of other inputs", {"a2", "scc-base", "ba9876543210"}, true},
    {"of other inputs, and a container is made from it", {"a3", "scc-base", "feedfeedfeed"}, false},
    {"nameless", {"a4", "<none>", "<none>"}, true},
    {"nameless, and a container is made from it", {"a5", "<none>", "<none>"}, false},
    {"under the name that people give", {"a6", "scc-base", "latest"}, false},
    {"of a person's tag", {"a7", "scc-base", "before-lunch"}, false},
    {"made from ours by others", {"a8", "registry.test/agent", "0123456789ac"}, false},
};

TEST(Unneeded, IsWhatNoLaunchAndNoContainerRuns) {
    for (const Row& row : table) {
        const auto found =
            unneeded({row.image}, {"scc-base"}, {"scc-base:0123456789ab"}, {"scc-base:feedfeedfeed", "a5"});
        EXPECT_EQ(found.size(), row.unneeded ? 1U : 0U) << row.what;
    }
}

TEST(Unneeded, IsOnlyNamelessWhereNoNameIsOurs) {
    std::vector<Listed> listed;
    for (const Row& row : table) listed.push_back(row.image);
    const auto found = unneeded(listed, {}, {}, {"a5"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].reference(), "a4");
}

}  // namespace
}  // namespace scc::sandbox

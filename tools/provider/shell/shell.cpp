// A command, or a shell to type in. It signs in nowhere, keeps nothing and needs no host, which makes it the smallest
// example of a provider and the one the end-to-end tests run.
#include "registry.hpp"

namespace scc::provider {
namespace {

// Not a login shell: /etc/profile of Debian sets PATH anew and would drop what the image put there.
std::vector<std::string> argv(const Wish& wish) {
    return wish.words.empty() ? std::vector<std::string>{"bash"} : wish.words;
}

}  // namespace

const Record shell{
    .id = "shell",
    .title = "Shell",
    .image = "scc-base",
    .is_agent = false,
    .argv = argv,
};

}  // namespace scc::provider

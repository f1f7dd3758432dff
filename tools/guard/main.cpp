// scc-guard: the one program inside a sandbox that is ours. What it is called decides what it is.
#include <unistd.h>

#include <exception>
#include <string>
#include <vector>

#include "arguments.hpp"
#include "base/file.hpp"
#include "hook.hpp"
#include "init.hpp"
#include "programs.hpp"
#include "say.hpp"
#include "wrapper.hpp"

namespace {

using scc::Code;

int by_first_word(const std::vector<std::string>& argv) {
    const std::string word = argv.size() > 1 ? argv[1] : "";
    if (word == "init") return scc::guard::init({argv.begin() + 2, argv.end()});
    if (word == "hook") return scc::guard::answer_hook({argv.begin() + 2, argv.end()});
    if (word == "--help" || word == "--version") {
        const auto text = word == "--help" ? std::string(scc::guard::help_text()) : "scc-guard " SCC_VERSION "\n";
        return scc::file::write(1, text, "standard output") ? 0 : static_cast<int>(Code::tool);
    }
    scc::guard::say(scc::guard::help_text());
    return static_cast<int>(Code::usage);
}

int run(const std::vector<std::string>& argv) {
    if (argv.empty()) return by_first_word(argv);
    const std::string_view program = scc::guard::program_called(argv.front());
    return program.empty() ? by_first_word(argv) : scc::guard::wrap(program, argv);
}

}  // namespace

// Only the libraries raise exceptions. One in the wrapper ends before the verdict, so nothing has been started. All
// output went out at once, so that nothing is left to be done at exit.
int main(int argc, char** argv) {
    try {
        ::_exit(run({argv, argv + argc}));
    } catch (const std::exception& fault) {
        scc::guard::say({Code::internal, fault.what(), "this is a bug in scc-guard"});
        return static_cast<int>(Code::internal);
    }
}

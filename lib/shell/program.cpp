#include "shell/script.hpp"
#include "shell/special.hpp"

namespace scc::shell {

Program program_named(std::string_view name) {
    Program program{wrapper_named(name), builtin_named(name), filter_named(name)};
    if (program.special == nullptr && interpreter_named(name) != nullptr) program.special = carried_by_interpreter;
    return program;
}

}  // namespace scc::shell

#include "shell/command.hpp"

#include "shell/walker.hpp"

namespace scc::shell {

Result<Done> each_command(std::string_view line, const Each& each, Reading reading) {
    Walker walker(line, each, reading);
    walker.text(line, {0, line.size()}, {}, true);
    walker.uncalled();
    return std::move(walker).finish();
}

Result<Done> each_command(std::span<const Argument> words, const Each& each, Reading reading) {
    Walker walker("", each, reading);
    walker.command(words, {});
    walker.uncalled();
    return std::move(walker).finish();
}

}  // namespace scc::shell

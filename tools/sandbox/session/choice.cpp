#include "choice.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cli/tty.hpp"
#include "engine/names.hpp"
#include "session.hpp"

namespace scc::sandbox {
namespace {

bool is_meant(const Container& container, std::string_view word) {
    if (container.name == word || means(word, container.session)) return true;
    const auto session = load(container.session);
    return session && session->name == word;
}

std::vector<std::string> names_of(const std::vector<Container>& containers) {
    std::vector<std::string> names;
    for (const Container& container : containers) names.push_back(container.name);
    return names;
}

}  // namespace

Result<std::vector<Container>> agents_of(const Engine& engine) {
    return containers_of(engine, {filter(label_role, "agent")});
}

Result<Container> find_container(const std::vector<Container>& containers, std::string_view word) {
    std::vector<Container> meant;
    std::ranges::copy_if(containers, std::back_inserter(meant), [&](const Container& c) { return is_meant(c, word); });
    if (meant.size() == 1) return meant.front();
    if (meant.empty()) {
        return Error{Code::not_found, "there is no sandbox " + text::quoted(word), "scc list shows them"};
    }
    return Error{
        Code::usage, text::quoted(word) + " could be several sandboxes", "one of " + text::join(names_of(meant), ", ")};
}

Result<Container> choose_container(const cli::Args& args, const Engine& engine, std::string_view question) {
    SCC_TRY(const std::vector<Container> containers, agents_of(engine));
    if (!args.operands.empty()) return find_container(containers, args.operand(0));
    if (containers.size() == 1) return containers.front();
    if (containers.empty()) return Error{Code::not_found, "there is no sandbox", "start one: scc start"};
    const std::vector<std::string> names = names_of(containers);
    if (!cli::tty::can_ask(args)) {
        return Error{Code::usage, "there is more than one sandbox", "name one of " + text::join(names, ", ")};
    }
    SCC_TRY(const std::size_t chosen, cli::tty::choose(question, names));
    return containers[chosen];
}

}  // namespace scc::sandbox

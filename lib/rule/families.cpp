#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "rule/files.hpp"
#include "rule/git.hpp"
#include "rule/net.hpp"
#include "rule/rule.hpp"
#include "rule/system.hpp"

namespace scc::rule {
namespace {

// Calls `each` with every name of "a|b|c".
template <class Each>
void for_each_name(std::string_view names, Each each) {
    for (;;) {
        const std::size_t bar = names.find('|');
        each(names.substr(0, bar));
        if (bar == std::string_view::npos) return;
        names.remove_prefix(bar + 1);
    }
}

// Whether "a|b|c" holds a name.
bool lists(std::string_view names, std::string_view name) {
    for (std::size_t at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || names[at - 1] == '|') && (end == names.size() || names[end] == '|')) return true;
    }
    return false;
}

Rows made_rows(std::string_view program) {
    Rows rows;
    for (const Family& family : families()) {
        for (const Rule& rule : family.rows) {
            if (lists(rule.program, program)) rows.add({&rule, &family});
        }
    }
    return rows;
}

constexpr std::size_t most_programs = 4096;  // that are remembered

}  // namespace

std::span<const Rule> git_rules() {
    static const std::vector<Rule> all = [] {
        const std::span<const Rule> work = git_work_rules();
        const std::span<const Rule> store = git_store_rules();
        std::vector<Rule> rows(work.begin(), work.end());
        rows.insert(rows.end(), store.begin(), store.end());
        return rows;
    }();
    return all;
}

std::span<const Family> families() {
    static const Family all[] = {
        {"git", "what loses commits, changes or the history of others", false, git_rules()},
        {"net", "what reaches hosts that the network policy does not allow", false, net_rules()},
        {"files", "what deletes, overwrites or alters files outside the workspace, or all of it", false, file_rules()},
        {"system", "what destroys disks, stops the machine, or opens it to others", false, system_rules()},
    };
    return all;
}

const Family* family_named(std::string_view name) {
    const auto found = std::ranges::find(families(), name, &Family::name);
    return found == families().end() ? nullptr : &*found;
}

const Rule* rule_named(std::string_view id) {
    for (const Family& family : families()) {
        const auto found = std::ranges::find(family.rows, id, &Rule::id);
        if (found != family.rows.end()) return &*found;
    }
    return nullptr;
}

std::span<const Row> Rows::about(std::string_view verb) const {
    const auto found = by_verb_.find(verb);
    return found == by_verb_.end() ? std::span<const Row>() : found->second;
}

void Rows::add(const Row& row) {
    if (row.rule->verb.empty()) return any_.push_back(row);
    for_each_name(row.rule->verb, [&](std::string_view verb) { by_verb_[verb].push_back(row); });
}

const Rows* rows_about(std::string_view program) {
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    thread_local std::unordered_map<std::string, Rows, Hash, std::equal_to<>> known;
    if (program.starts_with("git-")) program = "git";
    auto found = known.find(program);
    if (found == known.end()) {
        if (known.size() >= most_programs) known.clear();
        found = known.emplace(program, made_rows(program)).first;
    }
    return found->second.empty() ? nullptr : &found->second;
}

}  // namespace scc::rule

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "rule/files.hpp"
#include "rule/git.hpp"
#include "rule/net.hpp"
#include "rule/rule.hpp"
#include "rule/system.hpp"

namespace scc::rule {
namespace {

using Index = std::unordered_map<std::string_view, std::vector<Row>>;

Index made_index() {
    Index index;
    index.reserve(512);
    for (const Family& family : families()) {
        for (const Rule& rule : family.rows) {
            for (std::string_view rest = rule.program;;) {
                const std::size_t bar = rest.find('|');
                index[rest.substr(0, bar)].push_back({&rule, &family});
                if (bar == std::string_view::npos) break;
                rest.remove_prefix(bar + 1);
            }
        }
    }
    return index;
}

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

std::span<const Row> rows_about(std::string_view program) {
    static const Index index = made_index();
    const auto found = index.find(program.starts_with("git-") ? "git" : program);
    return found == index.end() ? std::span<const Row>() : found->second;
}

}  // namespace scc::rule

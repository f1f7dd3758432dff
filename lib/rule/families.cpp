#include <algorithm>
#include <iterator>
#include <vector>

#include "rule/files.hpp"
#include "rule/git.hpp"
#include "rule/net.hpp"
#include "rule/packs.hpp"
#include "rule/rule.hpp"
#include "rule/system.hpp"

namespace scc::rule {
namespace {

// Whether "a|b|c" holds a name.
bool lists(std::string_view names, std::string_view name) {
    for (std::size_t at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || names[at - 1] == '|') && (end == names.size() || names[end] == '|')) return true;
    }
    return false;
}

Rows made_rows(std::string_view program, bool packs) {
    Rows rows;
    for (const Family& family : families()) {
        if (family.pack && !packs) continue;
        auto named = std::ranges::lower_bound(family.names, program, {}, &Named::first);
        for (; named != family.names.end() && named->first == program; ++named) {
            rows.add({&family.tables[0][named->second], &family});
        }
        if (!family.names.empty()) continue;
        for (const Rule& rule : family.rows()) {
            if (lists(rule.program, program)) rows.add({&rule, &family});
        }
    }
    return rows;
}

}  // namespace

std::span<const Family> families() {
    static const Family all[] = {
        {"git", "what loses commits, changes or the history of others", false, {git_work_rules(), git_store_rules()}},
        net_family(),
        files_family(),
        system_family(),
        database_pack(),
        containers_pack(),
        kubernetes_pack(),
        cloud_pack(),
        infrastructure_pack(),
        packages_pack(),
        secrets_pack(),
        platform_pack(),
    };
    return all;
}

const Family* family_named(std::string_view name) {
    const auto found = std::ranges::find(families(), name, &Family::name);
    return found == families().end() ? nullptr : &*found;
}

const Rule* rule_named(std::string_view id) {
    for (const Family& family : families()) {
        for (const Rule& rule : family.rows()) {
            if (rule.id == id) return &rule;
        }
    }
    return nullptr;
}

std::span<const Row> Rows::about(std::string_view verb) const {
    return by_verb_.of(verb, [&](std::string_view) {
        std::vector<Row> found;
        std::ranges::copy_if(all_, std::back_inserter(found), [&](const Row& row) {
            return !verb.empty() && lists(row.rule->verb, verb);
        });
        std::ranges::copy_if(all_, std::back_inserter(found), [](const Row& row) { return row.rule->verb.empty(); });
        return found;
    });
}

void Rows::add(const Row& row) { all_.push_back(row); }

const Rows* rows_about(std::string_view program, bool packs) {
    thread_local Remembered<Rows> known[2];
    if (program.starts_with("git-")) program = "git";
    const Rows& rows = known[packs ? 1 : 0].of(program, [&](std::string_view name) { return made_rows(name, packs); });
    return rows.empty() ? nullptr : &rows;
}

}  // namespace scc::rule

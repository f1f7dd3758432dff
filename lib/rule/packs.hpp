// The families that an organisation switches on, each a file: what destroys or gives away things that lie outside the
// workspace and often outside the machine.
//
// They are many and mostly asleep, so each brings its rows as constant data with an index by program: a program that no
// pack speaks of costs one search in each.
#pragma once

#include "rule/rule.hpp"
#include "shell/names.hpp"

namespace scc::rule {

Family database_pack();
Family containers_pack();
Family kubernetes_pack();
Family cloud_pack();
Family infrastructure_pack();
Family packages_pack();
Family secrets_pack();
Family platform_pack();

// What a row says in words, and its examples.
struct Said {
    std::string_view because;
    std::string_view instead;
    std::span<const std::string_view> denies;
    std::span<const std::string_view> allows;
};

// The row with its texts.
constexpr Rule saying(Rule row, const Said& said) {
    row.because = said.because;
    row.instead = said.instead;
    row.denies = said.denies;
    row.allows = said.allows;
    return row;
}

}  // namespace scc::rule

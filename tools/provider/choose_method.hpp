// Which method signs in: the one that was named, the one a reference belongs to, the only one that is left, or the one
// that the person at the terminal chooses. Pure but for the question.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/effective.hpp"
#include "record.hpp"

namespace scc::provider {

struct SignInWish {
    const Record& record;
    const model::ProviderSetup& setup;
    std::optional<std::string> method = std::nullopt;     // --method
    std::optional<std::string> reference = std::nullopt;  // --with
    bool has_terminal = false;                            // and somebody who may be asked at it
};

using AskMethod = std::function<Result<std::size_t>(const std::vector<const Method*>& among)>;

// Code::usage for a method there is none of or that takes no reference, Code::denied for one that is not allowed,
// Code::prereq for one that lacks a terminal, a gateway or a reference.
Result<const Method*> choose_method(const SignInWish& wish, const AskMethod& ask);

}  // namespace scc::provider

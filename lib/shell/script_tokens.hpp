// The tokens of code in some language, told apart as far as finding calls needs (shell/script.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/script.hpp"

namespace scc::shell {

struct Token {
    enum class Kind {
        name,
        text,     // a literal
        command,  // `…`, qx(…), %x(…)
        list,     // qw(…), %w(…): words
        mark,     // any other byte
        end,      // of a line or statement
    };

    Kind kind = Kind::mark;
    std::string text;
    bool filled_in = false;  // names within the text stand for their values
};

inline constexpr std::size_t max_tokens = 8'000;

std::vector<Token> tokens_of(std::string_view code, Language language);

}  // namespace scc::shell

// What looks like a secret, by its name or by its shape. A net under people's mistakes, not a proof.
#pragma once

#include <cstddef>
#include <string_view>

namespace scc::secret {

// Whether a thing of that name is a secret: "GITHUB_TOKEN", "apiKey", "X-Api-Key", "db-password".
bool is_named(std::string_view name);

// What begins like the tokens of well-known services.
struct Token {
    std::size_t prefix = 0;  // how much of it says which service it is of
    std::size_t length = 0;  // with the prefix; 0: there is none
};

// The token that begins at that byte.
Token token_at(std::string_view text, std::size_t at);

// Whether one begins anywhere.
bool is_held_in(std::string_view text);

}  // namespace scc::secret

#include "say.hpp"

#include <cerrno>
#include <cstring>
#include <string>

#include "base/file.hpp"
#include "base/text.hpp"

namespace scc::guard {

void say(std::string_view text) {
    // Nobody is left to be told when standard error is gone.
    static_cast<void>(file::write(2, text, "standard error"));
}

void say(const Error& error) {
    std::string text = "scc-guard: ";
    if (!error.where.empty()) text += error.where + ": ";
    text += error.message + "\n";
    for (const Error& further : error.also) {
        text += "scc-guard: " + (further.where.empty() ? "" : further.where + ": ") + further.message + "\n";
    }
    if (!error.hint.empty()) text += "scc-guard: " + error.hint + "\n";
    say(text);
}

Error failure(Code code, std::string_view verb, std::string_view subject) {
    const int reason = errno;
    return {code, "cannot " + std::string(verb) + " " + text::quoted(subject) + ": " + std::strerror(reason)};
}

}  // namespace scc::guard

// Programs that take a command from where no option of theirs stands.
#include "base/text.hpp"
#include "shell/special.hpp"

namespace scc::shell {
namespace {

constexpr Wrapper tar = {
    .program = "tar|bsdtar|gtar",
    .carries = Carries::option_text,
    .letters = "fCTX",
    .text_options = "to-command|use-compress-program|I|info-script|new-volume-script|rsh-command|checkpoint-action|F",
    .text_prefix = "exec"};

// The value of a socat address up to its own options: "git push" in EXEC:"git push",pty.
std::string without_options(std::string_view address) {
    std::string value;
    char quote = 0;
    for (std::size_t i = 0; i < address.size(); ++i) {
        const char c = address[i];
        if (c == '\\' && i + 1 < address.size()) {
            value += c;
            value += address[++i];
            continue;
        }
        if (c == ',' && quote == 0) break;
        if (quote == 0 && (c == '"' || c == '\'')) quote = c;
        else if (c == quote) quote = 0;
        value += c;
    }
    return value;
}

void take_address(std::string_view address, Span span, Carried& carried) {
    const std::size_t colon = address.find(':');
    if (colon == std::string_view::npos) return;
    const std::string scheme = text::lower(address.substr(0, colon));
    if (!is_one_of(scheme, {"exec", "system", "shell"})) return;
    std::string command = without_options(address.substr(colon + 1));
    const bool quoted = command.size() > 1 && (command.front() == '"' || command.front() == '\'') &&
                        command.find(command.front(), 1) == command.size() - 1;
    carried.add(quoted ? command.substr(1, command.size() - 2) : std::move(command), span);
}

}  // namespace

Carried carried_by_tar(Words words, State& state, Stream* input) {
    const std::string* options = state.scope.scalar("TAR_OPTIONS");
    if (options == nullptr) return carried_by(tar, words, input);
    std::vector<Argument> all{words[0]};
    for (const std::string& option : quoted_words(*options)) all.push_back({option, words[0].span});
    all.insert(all.end(), words.begin() + 1, words.end());
    return carried_by(tar, all, input);
}

Carried carried_by_socat(Words words, State&, Stream*) {
    Carried carried;
    for (const Argument& word : words.subspan(1)) {
        const std::size_t two = word.text.find("!!");
        take_address(std::string_view(word.text).substr(0, two), word.span, carried);
        if (two != std::string::npos) take_address(std::string_view(word.text).substr(two + 2), word.span, carried);
    }
    return carried;
}

}  // namespace scc::shell

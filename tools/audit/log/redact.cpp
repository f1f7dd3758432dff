#include "log/redact.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::audit {
namespace {

constexpr std::string_view user_options[] = {"-u", "--user", "--proxy-user", "-U"};

bool calls(const json& words, std::string_view program) {
    return std::ranges::any_of(words, [&](const json& word) {
        return word.is_string() && path::basename(word.get_ref<const std::string&>()) == program;
    });
}

// The words of a command line: `--token X` says that X is a secret, `curl -u NAME:X` as well.
void redact_words(json& words) {
    const bool curl = calls(words, "curl");
    bool is_secret = false, is_user = false;
    for (json& word : words) {
        if (!word.is_string()) continue;
        const std::string text = word.get<std::string>();
        if (is_secret || (is_user && text.find(':') != std::string::npos)) {
            word = redacted;
        } else {
            word = without_secrets(text);
        }
        is_secret = text.starts_with("--") && text.find('=') == std::string::npos && is_named(text);
        is_user = curl && std::ranges::find(user_options, text) != std::end(user_options);
    }
}

}  // namespace

void redact(json& event) {
    for (auto& [key, value] : event.items()) {
        if (is_named(key) && !value.is_null() && !value.is_boolean()) {
            value = redacted;
        } else if (value.is_string()) {
            value = without_secrets(value.get_ref<const std::string&>());
        } else if (value.is_array()) {
            redact_words(value);
        }
    }
}

}  // namespace scc::audit

#include <algorithm>
#include <nlohmann/json.hpp>

#include "excerpt.hpp"
#include "explain.hpp"
#include "rule/judge.hpp"
#include "shell/quote.hpp"

namespace scc::safety {
namespace {

constexpr std::size_t width = 80;
constexpr std::size_t verdict_width = 7;
constexpr std::size_t longest_word = 60;
constexpr std::size_t longest_value = 40;

// At most `most` columns of the text; "…" stands for the rest.
std::string cut(std::string text, std::size_t most) {
    if (columns_of(text) <= most) return text;
    while (columns_of(text) + 1 > most) {
        text.pop_back();
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0U) == 0x80U) text.pop_back();
    }
    return text + "…";
}

std::string word_text(const std::string& word) {
    const std::string shown = cut(visible(word), longest_word);
    if (word == ">" || word == ">>" || word == "<") return word;
    const bool quotes = word.find("…") == std::string::npos || word.find_first_of(" \t\n") != std::string::npos;
    return quotes ? shell::quote(shown) : shown;
}

// The words behind `first`, wrapped, with what does not fit on lines of their own four columns further in.
std::string wrapped(std::string first, const std::vector<std::string>& words, std::size_t indent) {
    std::string lines;
    std::string line = std::move(first);
    bool fresh = true;
    for (const std::string& word : words) {
        const std::size_t room = columns_of(line) + columns_of(word) + (fresh ? 0 : 1);
        if (!fresh && room > width) {
            lines += line + "\n";
            line = std::string(indent + 4, ' ');
            fresh = true;
        }
        line += (fresh ? "" : " ") + word;
        fresh = false;
    }
    return lines + line + "\n";
}

std::string label_of(const json& by) {
    const auto kind = by.at("kind").get<std::string>();
    const auto name = visible(by.at("name").get<std::string>());
    if (kind == "uncalled") return "function " + name + ", which nothing calls:";
    if (kind == "program") return "which is " + name + ":";
    return kind + (name.empty() ? "" : " " + name) + ":";
}

std::string use_text(const json& use) {
    const std::string text = cut(visible(use.at("text").get<std::string>()), longest_value);
    const auto because = use.find("because");
    if (because != use.end()) return text + " is not known: " + because->get<std::string>();
    return text + " is " + word_text(cut(use.at("value").get<std::string>(), longest_value));
}

// What a line of the tree is followed by: the words' origins, where it runs, and the rule that applies to it.
std::string notes_of(const json& command, std::size_t indent, const std::string& directory_before) {
    std::string lines;
    std::vector<std::string> said;
    const auto note = [&](const std::string& text) {
        if (std::ranges::find(said, text) != said.end()) return;
        said.push_back(text);
        std::vector<std::string> words;
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            words.push_back(text.substr(at, end - at));
            at = end + 1;
        }
        lines += wrapped(std::string(indent + 4, ' '), words, indent + 2);
    };
    for (const json& use : command.at("uses")) {
        if (use.at("text") != use.at("value")) note(use_text(use));
    }
    const auto directory = command.at("directory").get<std::string>();
    if (directory != directory_before) note("in " + cut(visible(directory.empty() ? "." : directory), longest_word));
    const json& verdict = command.at("verdict");
    if (verdict.contains("rule")) {
        note(verdict.at("rule").get<std::string>() + ": it " + verdict.at("because").get<std::string>());
    }
    return lines;
}

std::string tree_text(const json& commands) {
    std::string lines;
    json before;
    std::size_t depth_before = 0;
    std::string directory;
    for (const json& command : commands) {
        const auto depth = command.at("depth").get<std::size_t>();
        const std::size_t indent = verdict_width + 2 * depth;
        const json by = command.value("by", json());
        const bool labelled = by.is_object() && by.at("kind") != "command";
        if (labelled && (depth != depth_before || by != before)) {
            lines += std::string(indent, ' ') + label_of(by) + "\n";
        }
        before = by;
        depth_before = depth;
        const auto decision = command.at("verdict").at("verdict").get<std::string>();
        std::vector<std::string> words;
        for (const json& word : command.at("words")) words.push_back(word_text(word.get<std::string>()));
        lines += wrapped(decision + std::string(indent - decision.size(), ' '), words, indent);
        lines += notes_of(command, indent, directory);
        directory = command.at("directory").get<std::string>();
    }
    return lines;
}

// "let go by exception 2030-01 until 2030-01-31T12:00:00Z: git/push-force", a line for each.
std::string released_text(const json& verdict) {
    std::string lines;
    if (!verdict.contains("released")) return lines;
    for (const json& at : verdict.at("released")) {
        lines += "let go by exception " + at.at("exception").get<std::string>() + " until " +
                 at.at("expires_at").get<std::string>() + ": " + at.at("rule").get<std::string>() + "\n";
    }
    return lines;
}

std::string decided_text(const json& data) {
    const json& verdict = data.at("verdict");
    const auto line = data.at("command").get<std::string>();
    const std::string released = released_text(verdict);
    const auto decision = verdict.at("verdict").get<std::string>();
    if (!verdict.contains("rule")) {
        return released + decision + (verdict.at("certain").get<bool>() ? "" : ", as far as the text tells") + "\n";
    }
    const auto id = verdict.at("rule").get<std::string>();
    const bool unreadable = id == rule::unreadable;
    shell::Span span = {verdict.at("span").at(0).get<std::size_t>(), verdict.at("span").at(1).get<std::size_t>()};
    std::string lines = released + decision + " by " + id + ": it " + verdict.at("because").get<std::string>() + "\n";
    if (unreadable && data.contains("fault")) {
        const auto offset = data.at("fault").at("offset").get<std::size_t>();
        span = {offset, offset + 1};
    }
    const Position place = position_of(line, span.begin);
    if (line.find('\n') != std::string::npos) {
        lines += "at line " + std::to_string(place.line) + ", column " + std::to_string(place.column) + ":\n";
    }
    lines += excerpt(line, span, width);
    const auto instead = verdict.at("instead").get<std::string>();
    const auto set_by = verdict.at("set_by").get<std::string>();
    if (!instead.empty()) lines += "instead: " + instead + "\n";
    if (!set_by.empty()) lines += "set by " + set_by + "\n";
    const std::string ask = verdict.value("ask", "who set it");
    if (!unreadable) lines += "exception: " + ask + " may release '" + id + "' for a while; see scc-org(5)\n";
    return lines;
}

}  // namespace

std::string explained_text(const json& data) { return tree_text(data.at("commands")) + decided_text(data); }

}  // namespace scc::safety

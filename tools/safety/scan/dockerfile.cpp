// Dockerfiles and Containerfiles: instructions, each of which may go on over several lines and carry here-documents.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/path.hpp"
#include "base/text.hpp"
#include "scan/format.hpp"
#include "scan/lines.hpp"
#include "shell/parse.hpp"
#include "shell/quote.hpp"
#include "wire/parse.hpp"

namespace scc::safety {
namespace {

constexpr std::size_t max_variables = 16U << 10U;  // bytes of ENV and ARG that are put before a script
constexpr std::size_t max_prefixed = 16U << 20U;   // of them before all scripts together

bool is_name(char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t blank_end(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(" \t\n", at), text.size());
}

std::size_t word_end(std::string_view text, std::size_t at) {
    return std::min(text.find_first_of(" \t\n", at), text.size());
}

// The delimiter of "<<EOF", "<<-EOF" or "<<'EOF'" behind `at`.
struct Here {
    std::string delimiter;
    bool strip = false;
    shell::Span span;  // of the operator with its delimiter
};

std::vector<Here> here_documents(std::string_view text) {
    std::vector<Here> found;
    for (std::size_t at = text.find("<<"); at != std::string_view::npos; at = text.find("<<", at)) {
        Here here{.span = {at, at}};
        at += 2;
        if (at < text.size() && text[at] == '<') {
            while (at < text.size() && text[at] == '<') ++at;
            continue;
        }
        if (at < text.size() && text[at] == '-') {
            here.strip = true;
            ++at;
        }
        const char quote = at < text.size() && (text[at] == '"' || text[at] == '\'') ? text[at] : '\0';
        if (quote != '\0') ++at;
        const std::size_t begin = at;
        while (at < text.size() && is_name(text[at])) ++at;
        here.delimiter = text.substr(begin, at - begin);
        if (quote != '\0' && at < text.size()) ++at;
        here.span.end = at;
        if (!here.delimiter.empty()) found.push_back(std::move(here));
    }
    return found;
}

// One instruction: its name, what follows as one text, and the bodies of its here-documents.
struct Instruction {
    std::string name;
    Script rest;
    Script bodies;
    Script first_body;  // without its end
    bool heredoc = false;
};

class Dockerfile {
public:
    explicit Dockerfile(std::string_view bytes) : lines_(bytes) {}

    std::vector<Script> read() && {
        directives();
        while (!lines_.at_end()) {
            Instruction one = take();
            if (!one.name.empty()) carry_out(one);
        }
        return std::move(scripts_);
    }

private:
    // "# escape=`" in the first lines.
    void directives() {
        while (!lines_.at_end()) {
            const std::string line = text::lower(text::replace_all(std::string(lines_.peek().text), " ", ""));
            if (!line.starts_with('#') || line.find('=') == std::string::npos) return;
            if (line.starts_with("#escape=") && line.size() > 8) escape_ = line[8];
            lines_.take();
        }
    }

    bool is_ignored(std::string_view line) const {
        const std::size_t begin = indentation_of(line);
        return begin == line.size() || line[begin] == '#';
    }

    // Comments and empty lines may stand between the lines of an instruction; they and the line ends are left out.
    Instruction take() {
        Instruction one;
        Line line = lines_.take();
        if (is_ignored(line.text)) return one;
        const std::size_t begin = indentation_of(line.text);
        const std::size_t end = word_end(line.text, begin);
        one.name = text::lower(line.text.substr(begin, end - begin));
        std::size_t from = blank_end(line.text, end);
        for (;;) {
            std::string_view text = line.text.substr(from);
            const std::string_view kept = text.substr(0, text.find_last_not_of(" \t") + 1);
            const bool goes_on = kept.ends_with(escape_) && !(escape_ == '\\' && !is_continued(kept));
            one.rest.copy(goes_on ? kept.substr(0, kept.size() - 1) : text, line.offset + from);
            if (!goes_on) break;
            do {
                if (lines_.at_end()) return one;
                line = lines_.take();
            } while (is_ignored(line.text));
            from = 0;
        }
        if (one.name == "run" || one.name == "copy" || one.name == "add" || one.name == "onbuild") take_bodies(one);
        return one;
    }

    void take_bodies(Instruction& one) {
        for (const Here& here : here_documents(one.rest.text())) {
            while (!lines_.at_end()) {
                const Line line = lines_.take();
                std::string_view text = line.text;
                if (here.strip) text.remove_prefix(std::min(text.find_first_not_of('\t'), text.size()));
                const bool ends = text == here.delimiter;
                const std::size_t offset = line.offset + (line.text.size() - text.size());
                if (!ends && !one.heredoc) {
                    one.first_body.copy(text, offset);
                    one.first_body.put("\n", {offset + text.size(), line.end});
                }
                one.bodies.copy(text, offset);
                one.bodies.put("\n", {offset + text.size(), line.end});
                if (ends) break;
            }
            one.heredoc = true;
        }
    }

    void carry_out(Instruction& one) {
        if (one.name == "onbuild") return on_build(one);
        if (one.name == "from") {
            variables_ = {};
            posix_ = true;
        } else if (one.name == "env" || one.name == "arg") {
            give(one);
        } else if (one.name == "shell") {
            const auto words = words_in(one.rest.text());
            const std::string shell = words && !words->empty() ? std::string(path::basename((*words)[0])) : "sh";
            posix_ = shell.ends_with("sh") && shell != "pwsh" && shell != "csh" && shell != "fish";
        } else if (one.name == "healthcheck") {
            const std::string& text = one.rest.text();
            std::size_t at = flags_end(text);
            const std::size_t end = word_end(text, at);
            if (text::lower(text.substr(at, end - at)) == "cmd") run(one, blank_end(text, end));
        } else if (one.name == "run" || one.name == "cmd" || one.name == "entrypoint") {
            run(one, one.name == "run" ? flags_end(one.rest.text()) : 0);
        }
    }

    // The instruction that another build will carry out.
    void on_build(Instruction& one) {
        const std::string& text = one.rest.text();
        const std::size_t end = word_end(text, 0);
        one.name = text::lower(text.substr(0, end));
        one.rest = one.rest.slice({blank_end(text, end), text.size()});
        if (one.name != "onbuild" && one.name != "from") carry_out(one);
    }

    // Behind "--mount=… --network=…".
    static std::size_t flags_end(std::string_view text) {
        std::size_t at = blank_end(text, 0);
        while (text.substr(at).starts_with("--")) at = blank_end(text, word_end(text, at));
        return at;
    }

    // The words of the exec form; nothing when it is the shell form.
    static std::optional<std::vector<std::string>> words_in(std::string_view text) {
        if (!text::trim(text).starts_with('[')) return std::nullopt;
        const auto array = wire::parse(text, "");
        if (!array || !array->is_array()) return std::nullopt;
        std::vector<std::string> words;
        for (const nlohmann::json& word : *array) {
            const auto* const one = word.get_ptr<const std::string*>();
            if (one == nullptr) return std::nullopt;
            words.push_back(*one);
        }
        return words;
    }

    void run(const Instruction& one, std::size_t from) {
        const Script rest = one.rest.slice({from, one.rest.text().size()});
        Script script;
        if (auto words = words_in(rest.text())) {
            script.argv = std::move(*words);
            script.words_at = rest.in_file({0, rest.text().size()});
            if (script.argv.empty()) return;
        } else if (!posix_ || rest.empty()) {
            return;
        } else {
            prefixed_ += variables_.text().size();
            if (prefixed_ <= max_prefixed) script.append(variables_);
            const std::vector<Here> here = here_documents(rest.text());
            const bool only = here.size() == 1 && here[0].span.begin == 0 &&
                              text::trim(std::string_view(rest.text()).substr(here[0].span.end)).empty();
            script.append(only && one.heredoc ? one.first_body : rest);
            if (!only) script.put("\n", rest.in_file({rest.text().size(), rest.text().size()}));
            if (one.heredoc && !only) script.append(one.bodies);
        }
        script.part = "instruction " + text::quoted(one.name);
        script.in_image = true;
        scripts_.push_back(std::move(script));
    }

    // ENV and ARG give the scripts after them a value, until the next FROM.
    void give(const Instruction& one) {
        const std::string& text = one.rest.text();
        const std::size_t name = static_cast<std::size_t>(std::ranges::find_if_not(text, is_name) - text.begin());
        const bool assigns = name < text.size() && text[name] == '=';
        if (name == 0 || (!assigns && one.name != "env")) return;
        const shell::Span all = one.rest.in_file({0, text.size()});
        Script line;
        if (assigns) {
            line.put("export ", all);
            line.append(one.rest);
        } else {
            const std::string value(text::trim(std::string_view(text).substr(name)));
            line.put("export " + text.substr(0, name) + "=" + shell::quote(value), all);
        }
        line.put("\n", {all.end, all.end});
        const bool fits = variables_.text().size() + line.text().size() <= max_variables;
        if (fits && shell::parse(line.text())) variables_.append(line);
    }

    Lines lines_;
    std::vector<Script> scripts_;
    Script variables_;
    std::size_t prefixed_ = 0;
    char escape_ = '\\';
    bool posix_ = true;
};

}  // namespace

Result<std::vector<Script>> read_dockerfile(std::string_view bytes) { return Dockerfile(bytes).read(); }

}  // namespace scc::safety

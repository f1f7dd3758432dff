// Files of just: recipes are indented lines below "name arguments:", "{{ … }}" stands for what just puts in.
#include "base/text.hpp"
#include "scan/format.hpp"
#include "scan/lines.hpp"

namespace scc::safety {
namespace {

void put_line(const Line& line, std::size_t from, Script& into) {
    const std::string_view text = line.text;
    for (std::size_t at = from; at < text.size();) {
        const std::size_t open = std::min(text.find("{{", at), text.size());
        into.copy(text.substr(at, open - at), line.offset + at);
        if (open == text.size()) break;
        if (text.substr(open).starts_with("{{{{")) {
            into.put("{{", {line.offset + open, line.offset + open + 4});
            at = open + 4;
            continue;
        }
        const std::size_t close = text.find("}}", open);
        at = close == std::string_view::npos ? text.size() : close + 2;
        into.put_unknown({line.offset + open, line.offset + at});
    }
    into.put("\n", {line.offset + text.size(), line.end});
}

class Justfile {
public:
    explicit Justfile(std::string_view bytes) : lines_(bytes) {}

    std::vector<Script> read() && {
        while (!lines_.at_end()) {
            const Line line = lines_.take();
            const std::size_t begin = indentation_of(line.text);
            if (begin == line.text.size()) continue;
            if (begin == 0) head(line);
            else if (!target_.empty()) body(line, begin);
        }
        finish();
        return std::move(scripts_);
    }

private:
    // "@name argument='x': dependency"; ":=" gives a variable a value.
    void head(const Line& line) {
        finish();
        target_.clear();
        whole_ = false;
        fresh_ = true;
        const std::string_view text = line.text;
        const std::size_t colon = text.find(':');
        if (text[0] == '#' || text[0] == '[' || colon == std::string_view::npos) return;
        if (text.substr(colon).starts_with(":=")) return;
        target_ = text.substr(0, std::min(text.find_first_of(" :"), text.size()));
        if (target_.starts_with('@')) target_.erase(0, 1);
    }

    // Each line is a script of its own, unless the first says what interprets all of them.
    void body(const Line& line, std::size_t begin) {
        if (fresh_ && line.text.substr(begin).starts_with("#!")) {
            whole_ = true;
            const bool shell = text::trim(line.text).ends_with("sh") || line.text.find("sh ") != std::string_view::npos;
            if (!shell) target_.clear();
        }
        fresh_ = false;
        if (target_.empty()) return;
        while (!whole_ && begin < line.text.size() && (line.text[begin] == '@' || line.text[begin] == '-')) ++begin;
        put_line(line, begin, pending_);
        if (!whole_ && !is_continued(line.text)) finish();
    }

    void finish() {
        Script script = std::exchange(pending_, {});
        if (text::trim(script.text()).empty()) return;
        script.part = "recipe " + text::quoted(target_);
        scripts_.push_back(std::move(script));
    }

    Lines lines_;
    std::vector<Script> scripts_;
    Script pending_;
    std::string target_;
    bool whole_ = false;
    bool fresh_ = true;
};

}  // namespace

Result<std::vector<Script>> read_justfile(std::string_view bytes) { return Justfile(bytes).read(); }

}  // namespace scc::safety

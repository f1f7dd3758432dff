// The lines of a file, for formats that are made of lines.
#pragma once

#include <algorithm>
#include <string_view>

namespace scc::safety {

struct Line {
    std::string_view text;  // without its end, "\r\n" or "\n"
    std::size_t offset = 0;
    std::size_t end = 0;  // where the next line begins
};

class Lines {
public:
    explicit Lines(std::string_view bytes) : bytes_(bytes) {}

    bool at_end() const { return at_ >= bytes_.size(); }

    // The line that comes next; at the end, an empty one.
    Line peek() const {
        const std::size_t begin = std::min(at_, bytes_.size());
        const std::size_t newline = std::min(bytes_.find('\n', begin), bytes_.size());
        std::string_view text = bytes_.substr(begin, newline - begin);
        if (text.ends_with('\r')) text.remove_suffix(1);
        return {text, begin, std::min(newline + 1, bytes_.size())};
    }

    Line take() {
        const Line line = peek();
        at_ = line.end;
        return line;
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

// How many blanks and tabs the text begins with.
inline std::size_t indentation_of(std::string_view text) {
    return std::min(text.find_first_not_of(" \t"), text.size());
}

// Whether a backslash at the end joins the next line to this one.
inline bool is_continued(std::string_view text) {
    std::size_t slashes = 0;
    while (slashes < text.size() && text[text.size() - 1 - slashes] == '\\') ++slashes;
    return slashes % 2 == 1;
}

}  // namespace scc::safety

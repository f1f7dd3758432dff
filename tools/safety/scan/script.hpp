// A text for a shell that was found in a file, each byte of which knows where in the file it comes from.
//
// What a reader of a format takes out (prefixes, indentation, continued lines) is not in the text; what it puts in (the
// value of a make variable) comes from the place that asked for it. A NUL byte stands for what nobody knows, such as
// "${{ … }}" (shell::Reading::holes).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/argument.hpp"

namespace scc::safety {

class Script {
public:
    // Bytes of the file, which stand there from `offset` on.
    void copy(std::string_view bytes, std::size_t offset);

    // Bytes that stand in the file as something else.
    void put(std::string_view bytes, shell::Span instead_of);
    void put_unknown(shell::Span instead_of);

    // All of another script's text.
    void append(const Script& other);

    // Some bytes of the text.
    Script slice(shell::Span span) const;

    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    bool has_holes() const { return has_holes_; }

    // The bytes of the file that bytes of the text come from.
    shell::Span in_file(shell::Span span) const;

    std::string part;               // of the file: "target 'clean'"; empty for a file that is all script
    std::vector<std::string> argv;  // words that no shell reads, instead of the text; they come from `words_at`
    shell::Span words_at;
    bool in_image = false;  // runs while an image is built or in a container: its files are not the user's

private:
    struct Piece {
        std::size_t at;    // in the text
        shell::Span from;  // in the file
        bool verbatim;
    };

    const Piece& piece_at(std::size_t offset) const;

    std::string text_;
    std::vector<Piece> pieces_;
    bool has_holes_ = false;
};

}  // namespace scc::safety

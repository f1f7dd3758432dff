#include "wire/scan.hpp"

#include <algorithm>

#include "wire/input.hpp"

namespace scc::wire {
namespace {

constexpr std::string_view escapes = R"("\/bfnrt)";
constexpr std::string_view escaped = "\"\\/\b\f\n\r\t";

bool is_control(char byte) { return static_cast<unsigned char>(byte) < 0x20; }

}  // namespace

Scan::Scan(std::string_view bytes) : rest_(bytes), ok_(check_input(bytes, "").has_value()) {}

void Scan::skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\n\r"), rest_.size())); }

bool Scan::is_next(char sign) {
    skip_blanks();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(1);
    return true;
}

void Scan::token(char sign) {
    if (!is_next(sign)) give_up();
}

std::string Scan::text() {
    std::string value;
    token('"');
    while (ok_) {
        const std::size_t plain = std::min(rest_.find_first_of("\"\\"), rest_.size());
        if (std::ranges::any_of(rest_.substr(0, plain), is_control)) give_up();
        value += rest_.substr(0, plain);
        rest_.remove_prefix(plain);
        if (is_next('"')) break;
        const std::size_t which = rest_.size() < 2 ? std::string_view::npos : escapes.find(rest_[1]);
        if (which == std::string_view::npos) {
            give_up();
        } else {
            value += escaped[which];
            rest_.remove_prefix(2);
        }
    }
    return value;
}

bool Scan::boolean() {
    skip_blanks();
    const bool yes = rest_.starts_with("true");
    literal(yes ? "true" : "false");
    return yes;
}

void Scan::literal(std::string_view word) {
    skip_blanks();
    if (!rest_.starts_with(word)) return give_up();
    rest_.remove_prefix(word.size());
}

void Scan::finish() {
    skip_blanks();
    if (!rest_.empty()) give_up();
}

}  // namespace scc::wire

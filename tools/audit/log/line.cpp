#include "log/line.hpp"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"

namespace scc::audit {
namespace {

constexpr std::size_t longest_key = 64;
constexpr std::size_t digest_length = 64;

bool is_key_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
}

struct Member {
    std::string_view key;
    std::string_view value;  // as written
    std::size_t begin = 0;   // of the quote before the key
    std::size_t end = 0;     // behind the value
};

// Steps over the members of a line from the left.
class Scanner {
public:
    explicit Scanner(std::string_view line) : line_(line) {}

    // The next member; nothing at the end or where the line is not as a record's.
    std::optional<Member> next() {
        if (at_end()) return std::nullopt;
        auto member = step();
        if (!member) at_ = line_.size();
        return member;
    }

    bool at_end() const { return at_ + 1 == line_.size() && line_[at_] == '}'; }

private:
    std::optional<Member> step() {
        if (!take(at_ == 0 ? '{' : ',')) return std::nullopt;
        Member member{.begin = at_};
        if (!take('"')) return std::nullopt;
        const std::size_t key_end = line_.find('"', at_);
        if (key_end == std::string_view::npos) return std::nullopt;
        member.key = line_.substr(at_, key_end - at_);
        at_ = key_end + 1;
        if (!is_key(member.key) || !take(':')) return std::nullopt;
        const std::size_t value = at_;
        if (!skip_value()) return std::nullopt;
        member.value = line_.substr(value, at_ - value);
        member.end = at_;
        return member;
    }

    bool take(char wanted) {
        if (at_ >= line_.size() || line_[at_] != wanted) return false;
        ++at_;
        return true;
    }

    bool skip_string() {
        if (!take('"')) return false;
        for (;;) {
            const std::size_t quote = line_.find('"', at_);
            if (quote == std::string_view::npos) return false;
            const std::size_t escape = line_.substr(0, quote).find('\\', at_);
            at_ = (escape == std::string_view::npos ? quote + 1 : escape + 2);
            if (escape == std::string_view::npos) return true;
        }
    }

    bool skip_scalar() {
        if (at_ < line_.size() && line_[at_] == '"') return skip_string();
        const std::size_t end = std::min(line_.find_first_of(",}]\"[{:", at_), line_.size());
        const bool found = end > at_;
        at_ = end;
        return found;
    }

    bool skip_value() {
        if (!take('[')) return skip_scalar();
        if (take(']')) return true;
        do {
            if (!skip_scalar()) return false;
        } while (take(','));
        return take(']');
    }

    std::string_view line_;
    std::size_t at_ = 0;
};

std::string_view unquoted(std::string_view value) {
    if (value.size() < 2 || value.front() != '"' || value.back() != '"') return {};
    return value.substr(1, value.size() - 2);
}

std::string digest_without(std::string_view line, const Member& member) {
    return wire::sha256(line.substr(0, member.begin), line.substr(std::min(member.end + 1, line.size())));
}

}  // namespace

bool is_key(std::string_view key) {
    return !key.empty() && key.size() <= longest_key && std::ranges::all_of(key, is_key_char);
}

std::string sealed(json event, Link& last) {
    event["seq"] = last.seq + 1;
    event["prev"] = last.hash;
    last.hash = wire::sha256(wire::compact(event));
    ++last.seq;
    event["hash"] = last.hash;
    return wire::compact(event);
}

std::optional<Line> read_line(std::string_view line) {
    Line read;
    std::optional<Member> hash;
    std::string_view before;
    Scanner scanner(line);
    while (const auto member = scanner.next()) {
        if (member->key <= before) return std::nullopt;
        before = member->key;
        if (member->key == "hash") hash = member;
        if (member->key == "prev") read.prev = unquoted(member->value);
        if (member->key == "type") read.type = unquoted(member->value);
        if (member->key == "seq") read.seq = text::number(member->value).value_or(0);
    }
    if (!scanner.at_end() || !hash || read.seq == 0 || read.prev.size() != digest_length) return std::nullopt;
    read.hash = unquoted(hash->value);
    if (read.hash.size() != digest_length) return std::nullopt;
    read.digest = digest_without(line, *hash);
    return read;
}

}  // namespace scc::audit

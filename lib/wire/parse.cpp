#include "wire/parse.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.hpp"
#include "wire/input.hpp"

namespace scc::wire {
namespace {

constexpr const char* syntax_hint =
    "correct that place: JSON has no comments, no comma before a bracket and one document";
constexpr std::size_t longest_reason = 160;

// "[json.exception.parse_error.101] parse error at line 1, column 3: syntax error …; last read: 'text'; expected …"
// without its head and without what was read, which may be as long as the document.
std::string reason_in(std::string_view what) {
    constexpr std::string_view place = "parse error at ";
    what.remove_prefix(std::min(what.find("] ") + 2, what.size()));
    if (what.starts_with(place)) what.remove_prefix(std::min(what.find(": ") + 2, what.size()));
    std::string reason(what);
    if (const std::size_t read = reason.find("; last read: '"); read != std::string::npos) {
        const std::size_t expected = reason.rfind("'; expected ");
        reason.erase(read, expected == std::string::npos || expected < read ? std::string::npos : expected + 1 - read);
    }
    if (reason.size() > longest_reason) reason.resize(longest_reason);
    return reason;
}

// Builds the document from the parser's events, and stops it at the first thing the door does not let in.
class Builder final : public json::json_sax_t {
public:
    Builder(std::string_view bytes, std::string_view name) : bytes_(bytes), name_(name) {}

    Result<json> finish(bool parsed) && {
        if (fault_) return std::move(*fault_);
        if (!parsed) return Error{Code::config, "this is no JSON document", syntax_hint, std::string(name_)};
        return std::move(root_);
    }

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t&) override { return put(value); }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return enter(json::object()); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(json::array()); }
    bool end_array() override { return leave(); }

    bool key(string_t& name) override {
        auto& members = open_.back()->get_ref<json::object_t&>();
        const auto [member, fresh] = members.try_emplace(std::move(name));
        if (!fresh)
            return refuse("key " + text::quoted(member->first) + " appears twice", "keep one of them", pointer());
        member_ = &member->second;
        return true;
    }

    bool parse_error(std::size_t offset, const std::string&, const nlohmann::detail::exception& cause) override {
        fault_ = Error{
            Code::config, reason_in(cause.what()), syntax_hint, place_in(bytes_, offset == 0 ? 0 : offset - 1, name_)};
        return false;
    }

private:
    bool refuse(std::string message, std::string hint, const std::string& pointer) {
        fault_ = Error{Code::config, std::move(message), std::move(hint), std::string(name_) + ":" + pointer};
        return false;
    }

    // The JSON pointer of the innermost open container.
    std::string pointer() const {
        std::string steps;
        for (std::size_t i = 1; i < open_.size(); ++i) {
            const json& above = *open_[i - 1];
            if (above.is_array()) {
                steps += "/" + std::to_string(above.size() - 1);
                continue;
            }
            for (const auto& [name, value] : above.items()) {
                if (&value == open_[i]) steps += "/" + pointer_step(name);
            }
        }
        return steps.empty() ? "/" : steps;
    }

    json* place_for(json value) {
        if (open_.empty()) return &(root_ = std::move(value));
        json& above = *open_.back();
        if (above.is_array()) return &above.emplace_back(std::move(value));
        return &(*member_ = std::move(value));
    }

    bool put(json value) {
        place_for(std::move(value));
        return true;
    }

    bool enter(json container) {
        if (open_.size() >= max_depth) {
            return refuse("the document is nested deeper than " + std::to_string(max_depth) + " levels",
                          "no document of scc is nested that deep; is it the right one?",
                          pointer());
        }
        open_.push_back(place_for(std::move(container)));
        return true;
    }

    bool leave() {
        open_.pop_back();
        return true;
    }

    std::string_view bytes_;
    std::string_view name_;
    json root_;
    std::vector<json*> open_;
    json* member_ = nullptr;  // of the innermost object: where its next value goes
    std::optional<Error> fault_;
};

}  // namespace

Result<json> parse(std::string_view bytes, std::string_view name) {
    SCC_CHECK(check_input(bytes, name));
    if (text::trim(bytes).empty()) {
        return Error{Code::config, "there is nothing in it", "a JSON document must stand there", std::string(name)};
    }
    Builder builder(bytes, name);
    const bool parsed = json::sax_parse(bytes.begin(), bytes.end(), &builder);
    return std::move(builder).finish(parsed);
}

std::string text_of(const json& value) { return value.dump(2, ' ', false, json::error_handler_t::replace) + "\n"; }

std::string compact(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace scc::wire

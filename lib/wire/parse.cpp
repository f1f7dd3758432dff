#include "wire/parse.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.hpp"

namespace scc::wire {
namespace {

// "NAME:LINE:COLUMN" of the byte at `offset`, both counted from 1.
std::string place(std::string_view bytes, std::size_t offset, std::string_view name) {
    const std::string_view before = bytes.substr(0, std::min(offset, bytes.size()));
    const auto line = 1 + std::ranges::count(before, '\n');
    const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;
    return std::string(name) + ":" + std::to_string(line) + ":" + std::to_string(column);
}

// "[json.exception.parse_error.101] parse error at line 1, column 3: syntax error …" without its head.
std::string reason_in(std::string_view what) {
    const std::size_t colon = what.find(": ");
    return std::string(colon == std::string_view::npos ? what : what.substr(colon + 2));
}

// Builds the document from the parser's events, and stops it at the first thing the door does not let in.
class Builder : public json::json_sax_t {
public:
    Builder(std::string_view bytes, std::string_view name) : bytes_(bytes), name_(name) {}

    Result<json> finish(bool parsed) && {
        if (fault_) return std::move(*fault_);
        if (!parsed) return Error{Code::config, "this is no JSON document", "", std::string(name_)};
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
        if (open_.back()->contains(name)) {
            return refuse("key " + text::quoted(name) + " appears twice", std::string(name_) + ":" + pointer());
        }
        key_ = std::move(name);
        return true;
    }

    bool parse_error(std::size_t offset, const std::string&, const nlohmann::detail::exception& cause) override {
        return refuse(reason_in(cause.what()), place(bytes_, offset == 0 ? 0 : offset - 1, name_));
    }

private:
    bool refuse(std::string message, std::string where) {
        fault_ = Error{Code::config, std::move(message), "", std::move(where)};
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
                if (&value == open_[i]) steps += "/" + text::replace_all(text::replace_all(name, "~", "~0"), "/", "~1");
            }
        }
        return steps.empty() ? "/" : steps;
    }

    json* place_for(json value) {
        if (open_.empty()) return &(root_ = std::move(value));
        json& above = *open_.back();
        if (above.is_array()) return &above.emplace_back(std::move(value));
        return &(above[key_] = std::move(value));
    }

    bool put(json value) {
        place_for(std::move(value));
        return true;
    }

    bool enter(json container) {
        if (open_.size() >= max_depth) {
            return refuse("the document is nested deeper than " + std::to_string(max_depth) + " levels",
                          std::string(name_) + ":" + pointer());
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
    std::string key_;
    std::optional<Error> fault_;
};

}  // namespace

Result<json> parse(std::string_view bytes, std::string_view name) {
    if (bytes.size() > max_bytes) {
        return Error{Code::config, "the document is longer than 8 MiB", "", std::string(name)};
    }
    Builder builder(bytes, name);
    const bool parsed = json::sax_parse(bytes.begin(), bytes.end(), &builder);
    return std::move(builder).finish(parsed);
}

std::string text_of(const json& value) { return value.dump(2, ' ', false, json::error_handler_t::replace) + "\n"; }

std::string compact(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace scc::wire

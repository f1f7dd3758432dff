#include "wire/reader.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace scc::wire {
namespace {

const json nothing;
const json empty_object = json::object();

std::string escaped(std::string_view key) {
    return text::replace_all(text::replace_all(std::string(key), "~", "~0"), "/", "~1");
}

bool all_texts(const json& value) {
    return value.is_array() && std::ranges::all_of(value, [](const json& item) { return item.is_string(); });
}

std::vector<std::string> texts_in(const json& value) {
    std::vector<std::string> texts;
    for (const json& item : value) texts.push_back(item.get<std::string>());
    return texts;
}

}  // namespace

// What one object was asked for. All are kept until the end, so that unknown keys are reported in document order.
struct Reader::Asked {
    const json* value;
    std::string pointer;
    std::set<std::string, std::less<>> keys;
    bool open = false;
};

struct Reader::Notes {
    std::string name;
    std::vector<Error> faults;
    std::vector<std::shared_ptr<Asked>> objects;
};

Reader::Reader(const json& value, std::string_view name, std::string_view pointer)
    : Reader(value, std::string(pointer), std::make_shared<Notes>(Notes{std::string(name), {}, {}})) {}

Reader::Reader(const json& value, std::string pointer, std::shared_ptr<Notes> notes)
    : value_(&value), pointer_(std::move(pointer)), notes_(std::move(notes)) {
    asked_ = std::make_shared<Asked>(Asked{value_, pointer_, {}});
    notes_->objects.push_back(asked_);
    if (!value_->is_object() && !value_->is_null()) fault("", "this must be an object");
}

const json& Reader::as_object() const { return value_->is_object() ? *value_ : empty_object; }

const json* Reader::find(std::string_view key) {
    asked_->keys.emplace(key);
    const json& object = as_object();
    const auto found = object.find(std::string(key));
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

const json* Reader::require(std::string_view key) {
    const json* found = find(key);
    if (found == nullptr && value_->is_object()) fault("", "key " + text::quoted(key) + " is missing");
    if (found == nullptr && value_->is_null()) fault(key, text::quoted(key) + " is missing");
    return found;
}

bool Reader::has(std::string_view key) const {
    const json& object = as_object();
    const auto found = object.find(std::string(key));
    return found != object.end() && !found->is_null();
}

std::vector<std::string> Reader::names() const {
    std::vector<std::string> names;
    for (const auto& [key, value] : as_object().items()) names.push_back(key);
    return names;
}

std::string Reader::any_text(std::string_view key) {
    const json* found = require(key);
    if (found == nullptr) return {};
    if (found->is_string()) return found->get<std::string>();
    fault(key, text::quoted(key) + " must be a string");
    return {};
}

std::string Reader::text(std::string_view key) {
    const std::size_t before = notes_->faults.size();
    std::string value = any_text(key);
    if (value.empty() && notes_->faults.size() == before) fault(key, text::quoted(key) + " must not be empty");
    return value;
}

std::int64_t Reader::integer(std::string_view key, std::int64_t least, std::int64_t most) {
    const json* found = require(key);
    return found == nullptr ? least : optional_integer(key, least, most).value_or(least);
}

bool Reader::boolean(std::string_view key) {
    const json* found = require(key);
    return found != nullptr && optional_boolean(key).value_or(false);
}

std::string Reader::one_of(std::string_view key, const std::vector<std::string>& choices) {
    const json* found = require(key);
    return found == nullptr ? std::string() : optional_one_of(key, choices).value_or("");
}

std::vector<std::string> Reader::texts(std::string_view key) {
    const json* found = require(key);
    return found == nullptr ? std::vector<std::string>() : optional_texts(key).value_or(std::vector<std::string>());
}

Reader Reader::object(std::string_view key) {
    const json* found = require(key);
    return {found == nullptr ? empty_object : *found, pointer(key), notes_};
}

std::optional<std::string> Reader::optional_text(std::string_view key) {
    if (find(key) == nullptr) return std::nullopt;
    return any_text(key);
}

std::string Reader::text_or(std::string_view key, std::string_view fallback) {
    return optional_text(key).value_or(std::string(fallback));
}

std::optional<std::int64_t> Reader::optional_integer(std::string_view key, std::int64_t least, std::int64_t most) {
    const json* found = find(key);
    if (found == nullptr) return std::nullopt;
    const bool fits =
        found->is_number_integer() &&
        (!found->is_number_unsigned() || found->get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX));
    const std::int64_t value = fits ? found->get<std::int64_t>() : least;
    if (fits && value >= least && value <= most) return value;
    fault(key,
          text::quoted(key) + " must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
}

std::optional<bool> Reader::optional_boolean(std::string_view key) {
    const json* found = find(key);
    if (found == nullptr) return std::nullopt;
    if (found->is_boolean()) return found->get<bool>();
    fault(key, text::quoted(key) + " must be true or false");
    return std::nullopt;
}

bool Reader::boolean_or(std::string_view key, bool fallback) { return optional_boolean(key).value_or(fallback); }

std::optional<std::string> Reader::optional_one_of(std::string_view key, const std::vector<std::string>& choices) {
    const json* found = find(key);
    if (found == nullptr) return std::nullopt;
    std::string value = found->is_string() ? found->get<std::string>() : std::string();
    if (std::ranges::find(choices, value) != choices.end()) return value;
    fault(key, text::quoted(key) + " must be one of " + text::join(choices, ", "));
    return std::nullopt;
}

std::optional<std::vector<std::string>> Reader::optional_texts(std::string_view key) {
    const json* found = find(key);
    if (found == nullptr) return std::nullopt;
    if (all_texts(*found)) return texts_in(*found);
    fault(key, text::quoted(key) + " must be a list of strings");
    return std::nullopt;
}

std::map<std::string, std::string> Reader::text_map(std::string_view key) {
    std::map<std::string, std::string> values;
    const json* found = find(key);
    if (found == nullptr) return values;
    if (!found->is_object()) {
        fault(key, text::quoted(key) + " must be an object of strings");
        return values;
    }
    for (const auto& [name, value] : found->items()) {
        if (value.is_string()) {
            values.emplace(name, value.get<std::string>());
        } else {
            fault(std::string(key) + "/" + escaped(name), text::quoted(name) + " must be a string");
        }
    }
    return values;
}

void Reader::for_each(std::string_view key, const std::function<void(Reader&)>& each) {
    const json* found = find(key);
    if (found == nullptr) return;
    if (!found->is_array()) return fault(key, text::quoted(key) + " must be a list");
    std::size_t index = 0;
    for (const json& item : *found) {
        Reader reader(item, pointer(key) + "/" + std::to_string(index++), notes_);
        each(reader);
    }
}

void Reader::for_each_named(std::string_view key, const std::function<void(const std::string&, Reader&)>& each) {
    const json* found = find(key);
    if (found == nullptr) return;
    if (!found->is_object()) return fault(key, text::quoted(key) + " must be an object");
    for (const auto& [name, value] : found->items()) {
        Reader reader(value, pointer(key) + "/" + escaped(name), notes_);
        each(name, reader);
    }
}

void Reader::with(std::string_view key, const std::function<void(Reader&)>& read) {
    const json* found = find(key);
    if (found == nullptr) return;
    Reader reader(*found, pointer(key), notes_);
    read(reader);
}

const json& Reader::raw(std::string_view key) {
    const json* found = find(key);
    return found == nullptr ? nothing : *found;
}

void Reader::open() { asked_->open = true; }

void Reader::fault(std::string_view key, std::string message, std::string hint) {
    notes_->faults.push_back({Code::config, std::move(message), std::move(hint), where(key), {}});
}

std::string Reader::pointer(std::string_view key) const {
    return key.empty() ? pointer_ : pointer_ + "/" + std::string(key);
}

std::string Reader::where(std::string_view key) const {
    const std::string at = pointer(key);
    return notes_->name + ":" + (at.empty() ? "/" : at);
}

void Reader::close_unknown() {
    for (const auto& object : notes_->objects) {
        if (object->open || !object->value->is_object()) continue;
        for (const auto& [key, value] : object->value->items()) {
            if (object->keys.contains(key)) continue;
            const std::vector<std::string> known(object->keys.begin(), object->keys.end());
            const std::string meant = text::nearest(key, known);
            notes_->faults.push_back({Code::config,
                                      "unknown key " + text::quoted(key),
                                      meant.empty() ? "" : "did you mean " + text::quoted(meant) + "?",
                                      notes_->name + ":" + object->pointer + "/" + escaped(key),
                                      {}});
        }
    }
    notes_->objects.clear();
}

std::optional<Error> Reader::faults() {
    close_unknown();
    if (notes_->faults.empty()) return std::nullopt;
    Error first = std::move(notes_->faults.front());
    for (std::size_t i = 1; i < notes_->faults.size(); ++i) first.also.push_back(std::move(notes_->faults[i]));
    notes_->faults.clear();
    return first;
}

}  // namespace scc::wire

#include "wire/reader.hpp"

#include <algorithm>
#include <deque>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "wire/input.hpp"

namespace scc::wire {
namespace {

// Made when they are first needed: most processes never do.
const json& nothing() {
    static const json value;
    return value;
}

const json& empty_object() {
    static const json value = json::object();
    return value;
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

// One object of the document and what was asked of it. All are kept until the end, so that unknown keys are reported in
// document order.
struct Reader::Object {
    const json* value;
    std::string pointer;
    std::vector<const json*> found;  // the values asked for; may hold one twice
    std::string absent;              // the keys asked for that are not there, each with a NUL behind it
    bool open = false;
    bool complete = false;
    bool broken = false;  // it is no object, or stands in something that is none: nothing in it can be missing

    const json::object_t& members() const;
    std::vector<std::string> unknown();
    std::vector<std::string> known() const;
};

struct Reader::Notes {
    std::string name;
    std::vector<Error> faults;
    std::deque<Object> objects;
    std::size_t closed = 0;  // of `objects`: those whose unknown keys are among the faults already
};

const json::object_t& Reader::Object::members() const {
    static const json::object_t none;
    const auto* object = value->get_ptr<const json::object_t*>();
    return object == nullptr ? none : *object;
}

// The keys nobody asked for.
std::vector<std::string> Reader::Object::unknown() {
    std::vector<std::string> keys;
    if (open) return keys;
    std::ranges::sort(found);
    for (const auto& [key, member] : members()) {
        if (!std::ranges::binary_search(found, &member)) keys.push_back(key);
    }
    return keys;
}

// The keys that were asked for; call it after `unknown`.
std::vector<std::string> Reader::Object::known() const {
    std::vector<std::string> keys = text::words(absent, '\0');
    for (const auto& [key, member] : members()) {
        if (std::ranges::binary_search(found, &member)) keys.push_back(key);
    }
    std::ranges::sort(keys);
    return keys;
}

Reader::Reader(const json& value, std::string_view name, std::string_view pointer)
    : Reader(value, std::string(pointer), std::make_shared<Notes>(Notes{std::string(name), {}, {}})) {}

Reader::Reader(const json& value, std::string pointer, std::shared_ptr<Notes> notes)
    : notes_(std::move(notes)), object_(&notes_->objects.emplace_back(Object{&value, std::move(pointer), {}, {}})) {
    object_->found.reserve(value.size());
    object_->broken = !value.is_object() && !value.is_null();
    if (object_->broken) fault("", "this must be an object");
}

// A Reader for what stands in this object.
Reader Reader::below(const json& value, std::string pointer) const {
    Reader inner(value, std::move(pointer), notes_);
    inner.object_->complete = object_->complete;
    return inner;
}

// The value at `key`, null included; nothing when the key is absent.
const json* Reader::look(std::string_view key) {
    const json::object_t& members = object_->members();
    const auto found = members.find(key);
    if (found == members.end()) {
        object_->absent.append(key) += '\0';
        return nullptr;
    }
    object_->found.push_back(&found->second);
    return &found->second;
}

void Reader::missing(std::string_view key) {
    if (object_->broken) return;
    if (object_->value->is_object()) fault("", "key " + text::quoted(key) + " is missing");
    if (object_->value->is_null()) fault(key, text::quoted(key) + " is missing");
}

const json* Reader::find(std::string_view key) {
    const json* found = look(key);
    if (found == nullptr && object_->complete) missing(key);
    return found == nullptr || found->is_null() ? nullptr : found;
}

const json* Reader::require(std::string_view key) {
    const json* found = look(key);
    if (found != nullptr && !found->is_null()) return found;
    missing(key);
    return nullptr;
}

// A list or a dictionary.
const json* Reader::collection(std::string_view key) { return object_->complete ? require(key) : find(key); }

bool Reader::has(std::string_view key) const {
    const auto found = object_->members().find(key);
    return found != object_->members().end() && !found->second.is_null();
}

std::vector<std::string> Reader::names() const {
    std::vector<std::string> names;
    for (const auto& [key, member] : object_->members()) names.push_back(key);
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
    if (value.empty() && !object_->broken && notes_->faults.size() == before) {
        fault(key, text::quoted(key) + " must not be empty");
    }
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

time::Seconds Reader::time(std::string_view key) {
    const std::string value = text(key);
    const auto when = time::parse(value);
    if (!when && !value.empty()) fault(key, text::quoted(key) + " must be a time such as 2030-01-31T12:00:00Z");
    return when.value_or(0);
}

Reader Reader::object(std::string_view key) {
    const json* found = require(key);
    Reader inner = below(found == nullptr ? empty_object() : *found, pointer(key));
    inner.object_->broken = inner.object_->broken || object_->broken;
    return inner;
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
    const json* found = collection(key);
    if (found == nullptr) return values;
    if (!found->is_object()) {
        fault(key, text::quoted(key) + " must be an object of strings");
        return values;
    }
    for (const auto& [name, value] : found->items()) {
        if (value.is_string()) {
            values.emplace(name, value.get<std::string>());
        } else {
            fault(std::string(key) + "/" + pointer_step(name), text::quoted(name) + " must be a string");
        }
    }
    return values;
}

void Reader::for_each(std::string_view key, const std::function<void(Reader&)>& each) {
    const json* found = collection(key);
    if (found == nullptr) return;
    if (!found->is_array()) return fault(key, text::quoted(key) + " must be a list");
    std::size_t index = 0;
    for (const json& item : *found) {
        Reader reader = below(item, pointer(key) + "/" + std::to_string(index++));
        each(reader);
    }
}

void Reader::for_each_named(std::string_view key, const std::function<void(const std::string&, Reader&)>& each) {
    const json* found = collection(key);
    if (found == nullptr) return;
    if (!found->is_object()) return fault(key, text::quoted(key) + " must be an object");
    for (const auto& [name, value] : found->items()) {
        Reader reader = below(value, pointer(key) + "/" + pointer_step(name));
        each(name, reader);
    }
}

void Reader::with(std::string_view key, const std::function<void(Reader&)>& read) {
    const json* found = find(key);
    if (found == nullptr) return;
    Reader reader = below(*found, pointer(key));
    read(reader);
}

const json& Reader::raw(std::string_view key) {
    const json* found = find(key);
    return found == nullptr ? nothing() : *found;
}

void Reader::open() { object_->open = true; }

void Reader::complete() { object_->complete = true; }

void Reader::fault(std::string_view key, std::string message, std::string hint) {
    notes_->faults.push_back({Code::config, std::move(message), std::move(hint), where(key), {}});
}

std::string Reader::pointer(std::string_view key) const {
    std::string at = object_->pointer;
    if (!key.empty()) (at += '/') += key;
    return at;
}

std::string Reader::where(std::string_view key) const {
    const std::string at = pointer(key);
    return notes_->name + ":" + (at.empty() ? "/" : at);
}

void Reader::close_unknown() {
    for (; notes_->closed < notes_->objects.size(); ++notes_->closed) {
        Object& object = notes_->objects[notes_->closed];
        const std::vector<std::string> unknown = object.unknown();
        if (unknown.empty()) continue;
        const std::vector<std::string> known = object.known();
        for (const std::string& key : unknown) {
            const std::string meant = text::nearest(key, known);
            notes_->faults.push_back({Code::config,
                                      "unknown key " + text::quoted(key),
                                      meant.empty() ? "" : "did you mean " + text::quoted(meant) + "?",
                                      notes_->name + ":" + object.pointer + "/" + pointer_step(key),
                                      {}});
        }
    }
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

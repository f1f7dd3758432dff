// Reading a JSON value as a record: which keys there are, of which type, and nothing else.
//
// A Reader stands on one object. Each question names a key and says what its value must be; a wrong type or a missing
// key is noted with its JSON pointer and answered with an empty value, so that reading a record is a list of its
// fields with one question at the end:
//
//     wire::Reader in(document, "org.json");
//     Network network{.mode = in.one_of("mode", modes), .allow = in.optional_texts("allow")};
//     return in.finish(std::move(network));
//
// `finish` turns all that was noted, and every key nobody asked for, into one Error (the further faults in
// Error::also). Readers of nested objects share the notes of the one they came from; only the outermost finishes.
// No other code reads input JSON: `operator[]`, `at` and `value` throw or abort on what a stranger wrote.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"

namespace scc::wire {

using json = nlohmann::json;

class Reader {
public:
    // `value` must outlive the Reader. `name` is the document, as it shall stand in messages; `pointer` where in the
    // document `value` stands.
    Reader(const json& value, std::string_view name, std::string_view pointer = "");

    // Required values.
    std::string text(std::string_view key);      // not empty
    std::string any_text(std::string_view key);  // may be empty
    std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most);
    bool boolean(std::string_view key);
    std::string one_of(std::string_view key, const std::vector<std::string>& choices);
    std::vector<std::string> texts(std::string_view key);
    time::Seconds time(std::string_view key);  // "2030-01-31T12:00:00Z"
    Reader object(std::string_view key);

    // Optional ones: absent or null is the fallback. In a complete record only null is.
    std::optional<std::string> optional_text(std::string_view key);
    std::string text_or(std::string_view key, std::string_view fallback);
    std::optional<std::int64_t> optional_integer(std::string_view key, std::int64_t least, std::int64_t most);
    std::optional<bool> optional_boolean(std::string_view key);
    bool boolean_or(std::string_view key, bool fallback);
    std::optional<std::string> optional_one_of(std::string_view key, const std::vector<std::string>& choices);
    std::optional<std::vector<std::string>> optional_texts(std::string_view key);
    std::map<std::string, std::string> text_map(std::string_view key);

    bool has(std::string_view key) const;    // present and not null
    std::vector<std::string> names() const;  // of the keys there are, for dictionaries whose values are no objects

    // Calls `each` with a Reader for every object of a list, or for every value of a dictionary of objects.
    void for_each(std::string_view key, const std::function<void(Reader&)>& each);
    void for_each_named(std::string_view key, const std::function<void(const std::string&, Reader&)>& each);

    // Calls `read` with a Reader for the object at `key` when there is one.
    void with(std::string_view key, const std::function<void(Reader&)>& read);

    // The value as it stands, for what is passed through unread; null when absent.
    const json& raw(std::string_view key);

    // Declares that keys this record does not know are allowed.
    void open();

    // Declares that this record and all within it have every key they are asked for, as what scc writes has: null says
    // that there is no value, and a list or a dictionary is always there. Without that, a list somebody took out would
    // read as an empty one. Say it before the first question.
    void complete();

    // Notes a fault the caller found itself, at `key` (empty: at this object).
    void fault(std::string_view key, std::string message, std::string hint = "");

    // "NAME:/pointer/key", for messages and provenance.
    std::string where(std::string_view key = "") const;
    std::string pointer(std::string_view key = "") const;

    // The Error made of all faults noted so far, unknown keys included; nothing when there are none.
    std::optional<Error> faults();

    template <class T>
    Result<T> finish(T value) {
        if (auto error = faults()) return std::move(*error);
        return value;
    }

private:
    struct Object;
    struct Notes;
    Reader(const json& value, std::string pointer, std::shared_ptr<Notes> notes);

    const json* look(std::string_view key);
    const json* find(std::string_view key);
    const json* require(std::string_view key);
    const json* collection(std::string_view key);
    Reader below(const json& value, std::string pointer) const;
    void missing(std::string_view key);
    void close_unknown();

    std::shared_ptr<Notes> notes_;
    Object* object_;  // one of the notes'
};

}  // namespace scc::wire

// What a line has given values to: variables, arrays, the words of "set --" and of a called function.
//
// A value may hold unknown stretches. Where it is not certain that an assignment happens (a branch, a loop, what
// follows "&&", a subshell), the values the variable had before stay among its `others`: what may run counts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shell/syntax.hpp"
#include "shell/trace.hpp"

namespace scc::shell {

inline constexpr std::size_t max_value = 1U << 16U;     // bytes of a value, or of an output, that is followed
inline constexpr std::size_t max_expanded = 1U << 22U;  // bytes that all expansions of a line may yield
inline constexpr std::size_t max_items = 1024;          // items of an array
inline constexpr std::size_t max_others = 4;            // other values of a variable that are kept
inline constexpr std::size_t max_other = 1024;          // bytes of such a value

struct Value {
    std::vector<std::string> items;   // one for a scalar
    std::vector<std::string> keys;    // of an associative or sparse array, one for each item; else empty
    std::vector<std::string> others;  // what else a scalar may be
    bool array = false;
    bool reference = false;  // declare -n: the item is the name of the variable meant
    bool fixed = false;      // readonly: no assignment changes it
    char fold = 0;           // declare -l, -u: 'l' or 'u', the case that assigned texts are put in

    // Where the item with that subscript stands; npos when there is none.
    std::size_t index_of(std::string_view key) const;
};

class Scope {
public:
    // The value, through references; nullptr when nobody in the line gave one.
    const Value* find(std::string_view name) const;
    const std::string* scalar(std::string_view name) const;

    void set(std::string_view name, std::string value);
    void append(std::string_view name, std::string_view value);
    void set_items(std::string_view name, std::vector<std::string> items, bool append);
    void set_item(std::string_view name, std::string key, std::string value);
    void refer(std::string_view name, std::string target);
    void forget(std::string_view name);

    // What "readonly" and "declare -l" make of a variable from here on; readonly only where it is certain.
    void fix(std::string_view name);
    void fold(std::string_view name, char to);

    // What restore() takes back, as it is; and set to something else for a while.
    std::optional<Value> snapshot(std::string_view name) const;
    std::optional<Value> exchange(std::string_view name, std::string value);
    void restore(std::string_view name, std::optional<Value> before);

    // Names of variables that begin with `prefix`.
    std::vector<std::string> names(std::string_view prefix) const;

    // Whether some variable may have several values.
    bool is_ambiguous() const { return ambiguous_; }

    // Counts what an expansion yields; false once the line has had its share.
    bool spend(std::size_t bytes);
    bool is_spent() const { return spent_ > max_expanded; }

    std::optional<std::vector<std::string>> positional;  // $1, $2, … and "$@"; nothing when they are not known

    // Whether their last is of a kind that may be several: nobody knows how it ends.
    bool has_more_positional() const {
        return positional && !positional->empty() && positional->back().ends_with(unknown);
    }
    std::optional<std::string> zeroth;  // $0
    std::string last_argument;          // $_
    std::size_t uncertain = 0;          // how many branches and the like are around

    // What ran in a substitution wrote, and which file a process substitution is; unset where nobody knows.
    std::unordered_map<const Inner*, std::string> outputs;

    // Where expansions are written down; nullptr when nobody asks.
    std::vector<Use>* uses = nullptr;

private:
    std::string_view target_of(std::string_view name) const;
    Value& slot(std::string_view name);

    std::map<std::string, Value, std::less<>> values_;
    std::size_t spent_ = 0;
    bool ambiguous_ = false;
};

}  // namespace scc::shell

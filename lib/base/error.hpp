// Errors as values.
//
// Every function that can fail for a reason outside the program returns Result<T>: a value, or an Error that says what
// failed, where, and what to do next. Library code never prints and never throws; the tool that was started prints the
// error once (lib/cli/tool.hpp) and exits with the status that belongs to its Code.
//
// Result carries the names of std::expected, which g++ 12 has under C++23 only and clang 14 not at all.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace scc {

// Exit statuses. The names are what an error document carries in "code"; scc(7) documents both.
enum class Code : int {
    ok = 0,
    not_found = 1,
    usage = 2,
    config = 3,
    tool = 4,
    prereq = 5,
    denied = 6,
    internal = 70,
    interrupted = 130,
};

// "not-found" for Code::not_found, and so on.
std::string_view name_of(Code code);

// The code with that name; Code::internal for a name that is none.
Code code_named(std::string_view name);

struct Error {
    Code code = Code::internal;
    std::string message;      // lower case, no full stop: "cannot open 'x'"
    std::string hint;         // what to do about it, usually the next command to type; may be empty
    std::string where;        // "org.json:/teams/2/network", "FILE:LINE:COLUMN", or empty
    std::vector<Error> also;  // further faults of the same document, in its order
};

template <class T>
class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() & { return *std::get_if<0>(&state_); }
    const T& value() const& { return *std::get_if<0>(&state_); }
    T&& value() && { return std::move(*std::get_if<0>(&state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    Error& error() & { return *std::get_if<1>(&state_); }
    const Error& error() const& { return *std::get_if<1>(&state_); }
    Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

    T value_or(T other) const& { return has_value() ? value() : std::move(other); }
    T value_or(T other) && { return has_value() ? std::move(*this).value() : std::move(other); }

private:
    std::variant<T, Error> state_;
};

// What a function returns that has nothing to say but "it worked".
struct Done {};

}  // namespace scc

#define SCC_JOIN_(a, b) a##b
#define SCC_JOIN(a, b) SCC_JOIN_(a, b)

// SCC_TRY(auto name, expression); binds the value of a Result, or returns its error from the enclosing function.
#define SCC_TRY(declaration, ...) SCC_TRY_AS(SCC_JOIN(scc_result_, __LINE__), declaration, __VA_ARGS__)
#define SCC_TRY_AS(result, declaration, ...)       \
    auto result = (__VA_ARGS__);                   \
    if (!result) return std::move(result).error(); \
    declaration = std::move(result).value()

// SCC_CHECK(expression); returns the error of a Result whose value is of no interest.
#define SCC_CHECK(...)                                                                             \
    do {                                                                                           \
        if (auto scc_checked = (__VA_ARGS__); !scc_checked) return std::move(scc_checked).error(); \
    } while (false)

// What an agent keeps of its sign-in, in files of its volume: a token that is handed to it in a variable, and at the
// end whether there is a sign-in and until when it holds.
//
// The files are the agent's to write, and are read with no more rights than it has. Of what is in them nothing leaves
// the container but that it is there, and a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::guard {

// A variable whose value is the one line of a file.
struct FileVariable {
    std::string name;
    std::string path;
};

// "PATH:PROOF:EXPIRES:RENEWAL", the last three being JSON pointers or empty: a file in which a sign-in may be.
struct Kept {
    std::string path;
    std::string proof;    // what must be in it; empty: the file itself is the credential
    std::string expires;  // when that ends, in seconds or milliseconds since 1970
    std::string renewal;  // what it is renewed with
};

struct Finding {
    std::string state = "missing";  // or "present", "malformed"
    std::string path;               // of the file that decided
    std::optional<std::int64_t> expires;
    bool renews = false;
};

// Code::usage when the text has another form.
Result<Kept> kept_in(std::string_view text);

// What a file of that content says; nothing as content is no file.
Finding finding_of(const Kept& kept, const std::optional<std::string>& content);

// The first sign-in there is, else the first file that should have been one.
Finding look_at(const std::vector<Kept>& all);

// Sets the variables whose file is there and holds one line.
void set_variables(const std::vector<FileVariable>& variables);

}  // namespace scc::guard

// What a client of HTTP asks for: curl, wget, http, xh.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rule/place.hpp"
#include "rule/words.hpp"

namespace scc::rule {

struct Request {
    std::string method;  // in small letters
    std::vector<std::string_view> urls;
    std::string_view body;
};

Request request_of(const Words& words);

// Whether the request deletes something on a host, or on this machine in a store that listens at its usual port. What
// a program under development does on this machine is its own matter.
bool deletes_by_request(const Words& words, Place& place);

}  // namespace scc::rule

// Credentials for what is fetched: where they come from, and the header they travel in.
//
// A secret never stands in a document, a message, a log or an argument vector: settings and options hold a reference
// (proc/credential.hpp), and what it gives goes to the fetching program on its standard input or in its environment. A
// reference comes from the person's own settings or command line. Files from elsewhere hold none: all they may do is
// name an environment variable inside a header ("${NAME}"), and nothing in them is ever run.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "location.hpp"

namespace scc::config {

struct Header {
    std::string name;
    std::string value;
    bool operator==(const Header&) const = default;
};

// What fetching needs beside the place.
struct Access {
    std::vector<Header> headers;  // for the source's own host only
    std::string credential;       // how messages call what is in them: "env:TOKEN", "command:pass"; empty: none
    std::string ca_bundle;        // a PEM file that is trusted beside the system's own; empty: none
};

// What settings and options say about it.
struct Credential {
    std::string auth;    // "env:NAME" or "command:COMMAND"; empty: none
    std::string header;  // empty: what the source's kind is used to
};

// The header that carries the secret: "Authorization: Bearer …" unless the secret names its own scheme; PRIVATE-TOKEN
// where the source is a GitLab's; the secret alone in a header of another name.
Header header_for(const std::string& secret, const std::string& name, bool gitlab);

// All of it for one source.
Result<Access> access_to(const Location& location, const Credential& credential, const std::string& ca_bundle);

// The headers with "${NAME}" replaced by the variable's value; Code::prereq naming the header and the variable that is
// not set. For the organisation's own file: whoever writes a header decides which variable is sent to whom.
Result<std::vector<Header>> expanded(const std::map<std::string, std::string>& headers);

}  // namespace scc::config

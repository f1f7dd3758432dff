// The organisation's file: where it is, whether it is the right one, and reading it.
//
// /etc/scc/org.json, when it is there, is the file, and nobody may choose another. Else --org or organization_source
// names a source (fetch/location.hpp); what comes from elsewhere is kept in a copy (copy.hpp). Where
// organization_source.sha256 pins a digest no other file counts, and where /etc/scc/org.pub holds a key every file but
// the machine's own must be signed by it.
#pragma once

#include <optional>
#include <string>

#include "base/error.hpp"
#include "copy.hpp"
#include "fetch/signature.hpp"
#include "layer/settings.hpp"
#include "org/org.hpp"

namespace scc::config {

// The source as somebody named it, and what goes with it.
struct OrgSource {
    Location location;
    std::string shown;  // as they wrote it
    Credential credential = {};
    std::string sha256 = {};     // empty: any
    std::string ca_bundle = {};  // empty: the system's authorities alone
    std::string key_file = {};   // where the key would be; empty: no signature is wanted
    bool of_machine = false;
};

// Where a file that was read is from.
struct Provenance {
    OrgSource source;
    Copy copy;
    bool is_signed = false;
};

struct Organisation {
    Org org;
    Provenance from;
};

// What the text names: a file when there is one of that name, else a source. Relative to `base`.
Result<Location> location_in(const std::string& text, const std::string& base);

// The source that the settings name; there must be one.
Result<OrgSource> source_in(const Settings& settings, const std::string& key_file);

// Reads it. Code::denied when the pin or the signature does not fit, or the copy is too old; Code::not_found for a file
// of this machine that is not there.
Result<Organisation> organisation_at(const OrgSource& source, Renewal renewal, bool offline);

}  // namespace scc::config

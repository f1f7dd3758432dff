// The two files that exceptions are kept in: the person's, $XDG_CONFIG_HOME/scc/exceptions.json, and the repository's,
// .scc/exceptions.json.
//
//     {"schema_version": 1, "exceptions": [{"id", "created_at", "expires_at", "reason", "scope", "allow": {…}}, …]}
//
// What other versions keep beside that stays as it is. Writers take turns and replace the file whole. A file of a newer
// schema is refused; one that cannot be read is set aside when it is the person's, and refused when it is somebody
// else's. An entry that cannot be read releases nothing and stays where it is.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "exception.hpp"

namespace scc::config {

using json = nlohmann::json;

struct StoreFile {
    Store store = Store::personal;
    std::string path;
    std::string shown;   // the document, as provenance names it
    bool given = false;  // named on the command line: it must be there, and is not set aside
};

StoreFile personal_store();
StoreFile workspace_store(const std::string& root);

struct Stored {
    std::vector<Exception> exceptions;
    std::string digest;  // sha-256 of the file; empty when there is none
};

Result<Stored> read_store(const StoreFile& file);

// What is wrong with a store's document: with the whole, which is then no store, or with single entries, which count
// for nothing.
struct StoreFaults {
    std::optional<Error> whole;
    std::vector<Error> entries;
};
StoreFaults faults_of_store(const json& document, const StoreFile& file);

// Lets `change` work on the list of entries while nobody else does, and writes what it leaves, in the order of
// creation. Nothing is written when it fails.
Result<Done> change_store(const StoreFile& file, const std::function<Result<Done>(json& entries)>& change);

// An entry as the file holds it.
json entry_of(const Exception& exception);
Result<Exception> read_entry(const json& entry, std::size_t index, const StoreFile& file);

}  // namespace scc::config

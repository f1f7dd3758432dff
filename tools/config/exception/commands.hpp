// Making, listing and removing exceptions.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "moment.hpp"
#include "source/sources.hpp"
#include "store.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"exceptions": […]}: those in force, with --expired those that have ended, with --all both; an organisation's as
// well.
Result<json> list_exceptions(const cli::Args& args, const json& input);
std::string exceptions_text(const cli::Args& args, const json& data);

// {"exception", "path", "grant"}: what was made and where it stands. With --policy nothing is kept: "grant" is the
// record that the organisation's file would need, and "path" null.
Result<json> create_exception(const cli::Args& args, const json& input);
std::string created_text(const cli::Args& args, const json& data);

// {"exceptions": […]}: those that were removed. Deleting takes the beginning of one id; cleaning up takes what has
// ended; resetting takes everything, and wants --yes.
Result<json> delete_exception(const cli::Args& args, const json& input);
Result<json> clean_exceptions(const cli::Args& args, const json& input);
Result<json> reset_exceptions(const cli::Args& args, const json& input);
std::string removed_text(const cli::Args& args, const json& data);

// What the commands share with `unblock`.
Bound bound_of(const Org* org);
Exception new_exception(std::string reason, time::Seconds now, time::Seconds end, Store store);
Result<json> keep(const Exception& exception, const StoreFile& file, const std::string& ticket, time::Seconds now);
StoreFile store_wanted(const cli::Args& args, const std::string& root);

// The rules it names are there, and the exception one that may release them.
Result<Done> check_rules(const Exception& exception, const Org* org);

// The refusal that says whom to ask, and with which record in the organisation's file.
Error only_by_grant(const std::string& what, const Exception& exception, const Org* org);

}  // namespace scc::config

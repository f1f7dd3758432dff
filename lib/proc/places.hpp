// The places where scc keeps things, and where its own parts are installed.
//
// The user's directories follow the XDG base directory specification; a variable that does not hold an absolute path
// is ignored, as that specification says.
#pragma once

#include <string>

namespace scc::places {

// HOME, else the home directory of the password entry, else "/".
std::string home();

std::string config_dir();  // $XDG_CONFIG_HOME/scc: settings, profiles, exceptions
std::string cache_dir();   // $XDG_CACHE_HOME/scc: fetched documents; clearing it is safe
std::string state_dir();   // $XDG_STATE_HOME/scc: sessions and the audit log

// config_dir()/config.toml: the user's settings.
std::string settings_file();

// The directory of the running program, symbolic links resolved: the other tools stand beside it.
std::string program_dir();

// PREFIX for the running program PREFIX/bin/NAME.
std::string prefix();

// PREFIX/share/scc: images, schemas, policies. SCC_DATA_DIR replaces it.
std::string data_dir();

// PREFIX/libexec/scc: the guard. SCC_LIBEXEC_DIR replaces it.
std::string libexec_dir();

// The organisation file of this machine, which its user cannot change: /etc/scc/org.json.
inline constexpr const char* system_organisation = "/etc/scc/org.json";

// The key that organisation files from elsewhere must be signed by, where this file is there.
inline constexpr const char* organisation_key = "/etc/scc/org.pub";

}  // namespace scc::places

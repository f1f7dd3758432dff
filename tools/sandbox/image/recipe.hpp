// What an image is made of, read from its folder; no engine is asked.
//
// The folder's files say everything: `ARG SCC_BASE` in the Dockerfile makes it an image on scc-base, else it stands on
// BASE_IMAGE, a Debian; `packages` names what has to be installed there; `pin.json` the package of an agent, and those
// it needs to run, each with the integrity it must have. A new image is a new folder.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "model/effective.hpp"

namespace scc::sandbox {

inline constexpr std::string_view default_base = "debian:bookworm-slim";
inline constexpr std::string_view scc_base = "scc-base";
inline constexpr std::size_t tag_digits = 12;

// A package of npm, for one architecture.
struct Package {
    std::string package;    // "@scope/name@1.2.3", as npm takes it
    std::string integrity;  // "sha512-…"
};

// The package in which an agent comes, and those it needs, which keep their versions when the agent's is changed.
struct Pin : Package {
    std::vector<Package> needs = {};

    // All of them, the agent's own first.
    std::vector<Package> packages() const;
};

struct Recipe {
    std::string name;
    std::string folder;                           // where its files are
    std::vector<std::string> files;               // their paths below it, sorted
    std::map<std::string, std::string> replaced;  // what stands in some of them instead: pin.json of another version
    bool on_scc_base = false;                     // else on a Debian
    std::string base_image;                       // that Debian; empty when on scc-base
    std::vector<std::string> packages;            // of Debian
    std::optional<Pin> pin;
    std::vector<std::string> trusted;  // certificates to add, PEM, one each
    std::string inputs;                // SHA-256 over all that, the label scc.inputs

    std::string tag() const { return inputs.substr(0, tag_digits); }
    std::string tagged() const { return name + ":" + tag(); }
};

// What the caller may choose about every recipe.
struct Ingredients {
    std::string architecture;                          // "amd64"
    std::string base_image;                            // empty: `default_base`
    std::vector<std::string> trusted;                  // certificates
    std::map<std::string, model::ImagePin> pins = {};  // by provider, instead of what the folder of its image says
};

// The image an agent runs in.
std::string image_of(std::string_view provider);

// What pin.json says: a version, and for each architecture the packages.
struct Pinned {
    std::string version;
    std::map<std::string, Pin> platforms;

    // "@scope/name@2.0.0" for that version in place of this one.
    std::string package_of(const std::string& architecture, const std::string& version) const;
};

// Code::not_found for an image there is not, Code::usage for one without a pin.json.
Result<Pinned> pinned_by(const std::string& image);

// The names of the images there are, sorted.
Result<std::vector<std::string>> image_names();

// Code::not_found naming the images there are, Code::config for a folder that is not as it must be.
Result<Recipe> recipe_of(const std::string& name, const Ingredients& ingredients);

// The certificates of a PEM text, each with a newline at its end, without doubles, sorted. Code::config when there is
// none, and for a private key: what goes into an image can be read by everyone who has the image.
Result<std::vector<std::string>> certificates_in(std::string_view pem, std::string_view name);

// The certificates of `bundle`, else of the file SSL_CERT_FILE names when it exists, else none. `where` is the setting
// that names the bundle.
Result<std::vector<std::string>> trusted_certificates(const std::string& bundle, const std::string& where = "");

}  // namespace scc::sandbox

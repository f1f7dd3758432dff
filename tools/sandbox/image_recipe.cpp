#include "image_recipe.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::sandbox {
namespace {

constexpr std::size_t largest_file = 256U << 20U;
constexpr std::string_view stamp = "ARG SCC_INPUTS=";

std::string images_folder() { return places::data_dir() + "/images"; }

// All files below `folder`, as paths relative to it.
Result<Done> collect(const std::string& folder, const std::string& below, std::vector<std::string>& files) {
    SCC_TRY(const std::vector<std::string> names, file::list(path::join(folder, below)));
    for (const std::string& name : names) {
        const std::string relative = below.empty() ? name : below + "/" + name;
        if (file::is_directory(path::join(folder, relative))) {
            SCC_CHECK(collect(folder, relative, files));
        } else {
            files.push_back(relative);
        }
    }
    return Done{};
}

// A Dockerfile may carry the digest of its own inputs as a default; that line counts as if it did not.
std::string unstamped(const std::string& dockerfile) {
    std::vector<std::string> lines = text::split(dockerfile, '\n');
    for (std::string& line : lines) {
        if (line.starts_with(stamp)) line = stamp;
    }
    return text::join(lines, "\n");
}

bool declares(const std::string& dockerfile, std::string_view argument) {
    return std::ranges::any_of(text::split(dockerfile, '\n'), [&](const std::string& line) {
        return line.starts_with("ARG " + std::string(argument) + "=");
    });
}

std::vector<std::string> listed(const std::string& lines) {
    std::vector<std::string> names;
    for (const std::string& line : text::split(lines, '\n')) {
        if (const auto name = text::trim(line); !name.empty() && name.front() != '#') names.emplace_back(name);
    }
    return names;
}

Result<Pin> pin_in(const std::string& path, const std::string& architecture) {
    SCC_TRY(const wire::json document, wire::parse_file(path));
    wire::Reader in(document, path);
    in.text("version");
    std::optional<Pin> pin;
    std::vector<std::string> known;
    in.for_each_named("platforms", [&](const std::string& name, wire::Reader& row) {
        Pin candidate{.package = row.text("package"), .integrity = row.text("integrity")};
        known.push_back(name);
        if (name == architecture) pin = std::move(candidate);
    });
    SCC_CHECK(in.finish(Done{}));
    if (pin) return *pin;
    return Error{Code::prereq,
                 "there is no package for the architecture " + text::quoted(architecture),
                 "there are packages for " + text::join(known, ", "),
                 path + ":/platforms"};
}

// The lines the digest is made of, and what the files say.
Result<std::string> read_folder(Recipe& recipe, const Ingredients& ingredients) {
    std::string lines;
    for (const std::string& name : recipe.files) {
        SCC_TRY(const std::string bytes, file::read(path::join(recipe.folder, name), largest_file));
        lines += name + " " + wire::sha256(name == "Dockerfile" ? unstamped(bytes) : bytes) + "\n";
        if (name == "Dockerfile") recipe.on_scc_base = declares(bytes, "SCC_BASE");
        if (name == "packages") recipe.packages = listed(bytes);
        if (name == "pin.json") {
            SCC_TRY(recipe.pin, pin_in(path::join(recipe.folder, name), ingredients.architecture));
        }
    }
    return lines;
}

}  // namespace

Result<std::vector<std::string>> image_names() {
    SCC_TRY(std::vector<std::string> names, file::list(images_folder()));
    std::erase_if(names,
                  [](const std::string& name) { return !file::exists(images_folder() + "/" + name + "/Dockerfile"); });
    if (names.empty()) {
        return Error{Code::prereq,
                     "there are no image folders in " + text::quoted(images_folder()),
                     "install scc completely, or set SCC_DATA_DIR to its share/scc"};
    }
    return names;
}

Result<Recipe> recipe_of(const std::string& name, const Ingredients& ingredients) {
    SCC_TRY(const std::vector<std::string> names, image_names());
    if (!std::ranges::count(names, name)) {
        return Error{
            Code::not_found, "there is no image " + text::quoted(name), "it must be " + text::alternatives(names)};
    }
    Recipe recipe{.name = name, .folder = images_folder() + "/" + name, .trusted = ingredients.trusted};
    SCC_CHECK(collect(recipe.folder, "", recipe.files));
    SCC_TRY(std::string lines, read_folder(recipe, ingredients));
    if (recipe.on_scc_base) {
        SCC_TRY(const Recipe base, recipe_of(std::string(scc_base), ingredients));
        lines += "on " + base.inputs + "\n";
    } else {
        recipe.base_image = ingredients.base_image.empty() ? default_base : ingredients.base_image;
        lines += "on " + recipe.base_image + "\n";
        for (const std::string& certificate : recipe.trusted) lines += "trusts " + wire::sha256(certificate) + "\n";
    }
    recipe.inputs = wire::sha256(lines);
    return recipe;
}

Result<std::vector<std::string>> certificates_in(std::string_view pem, std::string_view name) {
    constexpr std::string_view begin = "-----BEGIN CERTIFICATE-----";
    constexpr std::string_view end = "-----END CERTIFICATE-----";
    if (pem.find("PRIVATE KEY-----") != std::string_view::npos) {
        return Error{Code::config,
                     text::quoted(name) + " holds a private key",
                     "give a file with certificates only: everyone who has the image can read them"};
    }
    std::vector<std::string> certificates;
    for (std::size_t at = pem.find(begin); at != std::string_view::npos; at = pem.find(begin, at + 1)) {
        const std::size_t stop = pem.find(end, at);
        if (stop == std::string_view::npos) {
            return Error{Code::config, "a certificate of " + text::quoted(name) + " is cut off"};
        }
        certificates.push_back(text::replace_all(std::string(pem.substr(at, stop - at + end.size())), "\r", "") + "\n");
    }
    if (certificates.empty()) {
        return Error{Code::config, text::quoted(name) + " holds no certificate", "certificates are PEM text"};
    }
    std::ranges::sort(certificates);
    const auto doubles = std::ranges::unique(certificates);
    certificates.erase(doubles.begin(), doubles.end());
    return certificates;
}

Result<std::vector<std::string>> trusted_certificates(const std::string& bundle) {
    const std::string named = env::get("SSL_CERT_FILE").value_or("");
    if (bundle.empty() && (named.empty() || !file::exists(named))) return std::vector<std::string>{};
    const std::string path = bundle.empty() ? named : bundle;
    SCC_TRY(const std::string pem, file::read(path));
    return certificates_in(pem, path);
}

}  // namespace scc::sandbox

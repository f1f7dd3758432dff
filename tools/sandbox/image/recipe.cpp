#include "recipe.hpp"

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

constexpr std::string_view stamp = "ARG SCC_INPUTS=";
constexpr std::string_view pin_file = "pin.json";

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

Result<Pinned> pinned_in(std::string_view bytes, const std::string& path) {
    SCC_TRY(const wire::json document, wire::parse(bytes, path));
    wire::Reader in(document, path);
    const auto package_in = [](wire::Reader& row) { return Package{row.text("package"), row.text("integrity")}; };
    Pinned pinned{.version = in.text("version")};
    in.for_each_named("platforms", [&](const std::string& name, wire::Reader& row) {
        Pin& pin = pinned.platforms[name] = {package_in(row)};
        if (!row.has("needs")) return;
        row.for_each("needs", [&](wire::Reader& needed) { pin.needs.push_back(package_in(needed)); });
    });
    return in.finish(std::move(pinned));
}

// The same file with another version in it, which has packages for those architectures only that `pin` names.
std::string repinned(const Pinned& folder, const model::ImagePin& pin) {
    wire::json platforms = wire::json::object();
    for (const auto& [architecture, integrity] : pin.integrity) {
        if (!folder.platforms.contains(architecture)) continue;
        wire::json& row = platforms[architecture];
        row = {{"package", folder.package_of(architecture, pin.version)}, {"integrity", integrity}};
        for (const Package& needed : folder.platforms.at(architecture).needs) {
            row["needs"].push_back({{"package", needed.package}, {"integrity", needed.integrity}});
        }
    }
    return wire::text_of({{"version", pin.version}, {"platforms", std::move(platforms)}});
}

Result<Pin> pin_for(const Pinned& pinned, const std::string& architecture, const std::string& where) {
    const auto found = pinned.platforms.find(architecture);
    if (found != pinned.platforms.end()) return found->second;
    std::vector<std::string> known;
    for (const auto& [name, pin] : pinned.platforms) known.push_back(name);
    return Error{Code::prereq,
                 "there is no package for the architecture " + text::quoted(architecture),
                 known.empty() ? "" : "there are packages for " + text::join(known, ", "),
                 where};
}

const std::pair<const std::string, model::ImagePin>* chosen_pin(const Ingredients& ingredients, const Recipe& recipe) {
    const auto found =
        std::ranges::find_if(ingredients.pins, [&](const auto& pin) { return image_of(pin.first) == recipe.name; });
    return found == ingredients.pins.end() ? nullptr : &*found;
}

Result<Done> read_pin(Recipe& recipe, const Ingredients& ingredients, std::string& bytes) {
    const std::string path = path::join(recipe.folder, std::string(pin_file));
    SCC_TRY(Pinned pinned, pinned_in(bytes, path));
    std::string where = path + ":/platforms";
    if (const auto* chosen = chosen_pin(ingredients, recipe)) {
        bytes = repinned(pinned, chosen->second);
        where = chosen->second.origin.because;
        recipe.replaced[std::string(pin_file)] = bytes;
        SCC_TRY(pinned, pinned_in(bytes, where));
    }
    SCC_TRY(recipe.pin, pin_for(pinned, ingredients.architecture, where));
    return Done{};
}

// Whether what the file says counts, beside its digest.
bool is_read(const std::string& name) { return name == "Dockerfile" || name == "packages" || name == pin_file; }

// The lines the digest is made of, and what the files say.
Result<std::string> read_folder(Recipe& recipe, const Ingredients& ingredients) {
    std::string lines;
    for (const std::string& name : recipe.files) {
        const std::string path = path::join(recipe.folder, name);
        if (!is_read(name)) {
            SCC_TRY(const std::string digest, wire::sha256_of_file(path));
            lines += name + " " + digest + "\n";
            continue;
        }
        SCC_TRY(std::string bytes, file::read(path));
        if (name == pin_file) SCC_CHECK(read_pin(recipe, ingredients, bytes));
        lines += name + " " + wire::sha256(name == "Dockerfile" ? unstamped(bytes) : bytes) + "\n";
        if (name == "Dockerfile") recipe.on_scc_base = declares(bytes, "SCC_BASE");
        if (name == "packages") recipe.packages = listed(bytes);
    }
    return lines;
}

Result<Done> check_name(const std::string& name) {
    SCC_TRY(const std::vector<std::string> names, image_names());
    if (std::ranges::count(names, name) > 0) return Done{};
    return Error{Code::not_found, "there is no image " + text::quoted(name), "it must be " + text::alternatives(names)};
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

std::vector<Package> Pin::packages() const {
    std::vector<Package> all = {*this};
    all.insert(all.end(), needs.begin(), needs.end());
    return all;
}

std::string image_of(std::string_view provider) { return "scc-agent-" + std::string(provider); }

std::string Pinned::package_of(const std::string& architecture, const std::string& other) const {
    const std::string& package = platforms.at(architecture).package;
    const std::size_t at = package.rfind('@') + 1;
    return package.substr(0, at) + text::replace_all(package.substr(at), version, other);
}

Result<Pinned> pinned_by(const std::string& image) {
    SCC_CHECK(check_name(image));
    const std::string path = path::join(path::join(images_folder(), image), std::string(pin_file));
    auto bytes = file::read(path);
    if (!bytes) return Error{Code::usage, "image " + text::quoted(image) + " has no version to pin"};
    return pinned_in(*bytes, path);
}

Result<Recipe> recipe_of(const std::string& name, const Ingredients& ingredients) {
    SCC_CHECK(check_name(name));
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

Result<std::vector<std::string>> trusted_certificates(const std::string& bundle, const std::string& where) {
    const std::string named = env::get("SSL_CERT_FILE").value_or("");
    if (bundle.empty() && (named.empty() || !file::exists(named))) return std::vector<std::string>{};
    const std::string path = bundle.empty() ? named : bundle;
    auto pem = file::read(path);
    auto certificates = pem ? certificates_in(*pem, path) : Result<std::vector<std::string>>(pem.error());
    if (certificates || where.empty()) return certificates;
    Error error = std::move(certificates).error();
    error.code = Code::config;
    error.where = where;
    if (error.hint.empty()) error.hint = "put the company's certificates there, as PEM text";
    return error;
}

}  // namespace scc::sandbox

#include "layer/images.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "merge/merge.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

// An integrity made of one letter.
std::string hash(char letter) { return "sha512-" + std::string(86, letter) + "=="; }

std::string with_hashes(std::string text) {
    text = text::replace_all(std::move(text), "HASH-A", hash('A'));
    return text::replace_all(std::move(text), "HASH-B", hash('B'));
}

// What the merge makes of an organisation's sections and of a config.toml: images, pins, certificates and refusals.
std::string merged(const char* sections, const char* settings) {
    const std::string head = R"({"schema_version": "1.0.0", "organization": {"id": "acme", "name": "Acme"})";
    const auto document = wire::parse(with_hashes(head + sections + "}"), "/srv/org.json");
    if (!document) return document.error().message;
    const auto org = read_org(*document, "/srv/org.json");
    if (!org) return org.error().where + ": " + org.error().message;
    const auto table = wire::parse_toml(with_hashes(settings), "/home/config.toml");
    if (!table) return table.error().message;
    const auto own = read_settings(*table, "/home/config.toml");
    if (!own) return own.error().where + ": " + own.error().message;
    const model::Effective out = merge({.org = &*org, .preferences = own->preferences});
    std::string lines;
    for (const auto& [name, image] : out.images) {
        lines += "image " + name + " " + image.value + " " + image.origin.because + "\n";
    }
    for (const auto& [name, pin] : out.pins) {
        lines += "pin " + name + " " + pin.version + " " + pin.integrity.at("amd64").substr(7, 1) + " " +
                 pin.origin.because + "\n";
    }
    if (out.ca_bundle) lines += "trusts " + out.ca_bundle->value + " " + out.ca_bundle->origin.because + "\n";
    for (const auto* refusals : {&out.denied, &out.blocked}) {
        for (const model::Refusal& at : *refusals) {
            lines += "not " + at.kind + " " + at.item + ": " + at.reason + " " + at.origin.because + "\n";
        }
    }
    return lines;
}

struct Row {
    const char* title;
    const char* org;
    const char* settings;
    const char* out;
};

const Row rows[] = {
    {"a person chooses where the organisation says nothing",
     "",
     "[images]\nbase = 'debian:trixie'\nca_bundle = 'ca.pem'\nred = 'r:1'\n"
     "[images.pins.red]\nversion = '2.0'\nintegrity = {amd64 = 'HASH-A'}\n",
     "image base debian:trixie config.toml:/images/base\n"
     "image red r:1 config.toml:/images/red\n"
     "pin red 2.0 A config.toml:/images/pins/red\n"
     "trusts /home/ca.pem config.toml:/images/ca_bundle\n"},
    {"the organisation's choice stands before a person's",
     R"(, "images": {"base": "b:1", "ca_bundle": "c/ca.pem",
                     "pins": {"red": {"version": "1.0", "integrity": {"amd64": "HASH-B"}}}},
         "defaults": {"image": {"red": "r:2"}})",
     "[images]\nbase = 'debian:trixie'\nca_bundle = '/ca.pem'\nred = 'r:1'\n"
     "[images.pins.red]\nversion = '2.0'\nintegrity = {amd64 = 'HASH-A'}\n",
     "image base b:1 org.json:/images/base\n"
     "image red r:2 org.json:/defaults/image/red\n"
     "pin red 1.0 B org.json:/images/pins/red\n"
     "trusts /srv/c/ca.pem org.json:/images/ca_bundle\n"
     "not images.base debian:trixie: the image for 'base' is 'b:1' org.json:/images/base\n"
     "not images.red r:1: the image for 'red' is 'r:2' org.json:/defaults/image/red\n"
     "not pins.red 2.0: the version of 'red' is '1.0' org.json:/images/pins/red\n"
     "not ca_bundle /ca.pem: the certificates are those of '/srv/c/ca.pem' org.json:/images/ca_bundle\n"},
    {"nobody pins where the organisation forbids it",
     R"(, "images": {"allow_user_pins": false})",
     "[images.pins.red]\nversion = '2.0'\nintegrity = {amd64 = 'HASH-A'}\n",
     "not pins.red 2.0: the organisation lets nobody pin a version org.json:/images/allow_user_pins\n"},
    {"a blocked image is taken from nobody, the organisation included",
     R"(, "security": {"blocked_images": ["*:edge", "evil/*"]}, "images": {"base": "b:edge"})",
     "[images]\nred = 'Evil/x:1'\nblue = 'b:1'\n",
     "image blue b:1 config.toml:/images/blue\n"
     "not images.base b:edge: security blocks '*:edge' org.json:/security/blocked_images/0\n"
     "not images.red Evil/x:1: security blocks 'evil/*' org.json:/security/blocked_images/1\n"},
    {"a pin is one version with an integrity",
     R"(, "images": {"pins": {"red": {"version": "latest", "integrity": {"amd64": "HASH-A"}}}})",
     "",
     "/srv/org.json:/images/pins/red/version: 'version' must be one version, as in 2.1.3"},
    {"an integrity is a whole SHA-512",
     R"(, "images": {"pins": {"red": {"version": "1", "integrity": {"amd64": "sha512-AAAA"}}}})",
     "",
     "/srv/org.json:/images/pins/red/integrity/amd64: 'sha512-AAAA' is no integrity: write sha512- and 88 characters, "
     "as npm does"},
    {"a pin without integrity is none",
     "",
     "[images.pins.red]\nversion = '2.0'\nintegrity = {}\n",
     "/home/config.toml:/images/pins/red/integrity: 'integrity' must name a package's SHA-512 for an architecture"},
    {"an unknown key is a fault", R"(, "images": {"bse": "x"})", "", "/srv/org.json:/images/bse: unknown key 'bse'"},
};

TEST(Images, AreMergedByRow) {
    for (const Row& row : rows) EXPECT_EQ(merged(row.org, row.settings), row.out) << row.title;
}

TEST(Pin, IsReadFromOneLine) {
    const auto pin = pin_from("2.1 amd64=" + hash('A') + " arm64=" + hash('B'));
    ASSERT_TRUE(pin);
    EXPECT_EQ(pin->at("version"), "2.1");
    EXPECT_EQ(pin->at("integrity").at("arm64"), hash('B'));
    for (const std::string& wrong :
         std::vector<std::string>{"", "2.1", "latest amd64=" + hash('A'), "2.1 amd64=sha512-A"}) {
        EXPECT_EQ(pin_from(wrong).error().code, Code::usage) << wrong;
    }
}

}  // namespace
}  // namespace scc::config

#include "list.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace scc::safety {

using nlohmann::json;

namespace {

// Where an organisation's own rules are listed.
constexpr const char* own_family = "policy";

// A family is on when the policy leaves any of its rules something to say.
json family_json(const rule::Family& family, const rule::Policy& policy) {
    const bool on = std::ranges::any_of(family.rows(), [&](const rule::Rule& row) {
        return policy.decision_of(row, &family) != rule::Decision::allow;
    });
    return {{"name", family.name}, {"about", family.about}, {"pack", family.pack}, {"on", on}};
}

json rule_json(const rule::Rule& row) {
    return {{"id", row.id},
            {"program", row.program},
            {"verb", row.verb},
            {"decision", rule::name_of(row.decision)},
            {"toggle", row.toggle},
            {"because", row.because},
            {"instead", row.instead},
            {"denies", row.denies},
            {"allows", row.allows}};
}

std::string rule_line(const json& one, std::size_t width) {
    const auto id = one.at("id").get<std::string>();
    const std::string decision = one.at("on").get<bool>() ? one.at("decision").get<std::string>() : "off";
    return "  " + id + std::string(width - id.size() + 2, ' ') + decision + std::string(7 - decision.size(), ' ') +
           one.at("because").get<std::string>() + "\n";
}

}  // namespace

json list_rules(const rule::Policy& policy) {
    json families = json::array();
    json rules = json::array();
    for (const rule::Family& family : rule::families()) {
        families.push_back(family_json(family, policy));
        for (const rule::Rule& row : family.rows()) {
            json one = rule_json(row);
            const rule::Decision decision = policy.decision_of(row, &family);
            one["family"] = family.name;
            one["on"] = decision != rule::Decision::allow;
            if (decision != rule::Decision::allow) one["decision"] = rule::name_of(decision);
            rules.push_back(std::move(one));
        }
    }
    for (const rule::OwnRule& own : policy.rules) {
        const rule::Rule row = rule::row_of(own);
        const rule::Decision decision = policy.decision_of(row, nullptr);
        json one = rule_json(row);
        one["family"] = own_family;
        one["on"] = decision != rule::Decision::allow;
        if (decision != rule::Decision::allow) one["decision"] = rule::name_of(decision);
        one["denies"] = own.denies;
        one["allows"] = own.allows;
        rules.push_back(std::move(one));
    }
    return {{"families", families}, {"rules", rules}};
}

std::string listed_text(const json& data) {
    std::size_t width = 0;
    for (const json& one : data.at("rules")) width = std::max(width, one.at("id").get<std::string>().size());
    std::string lines;
    const auto list = [&](const std::string& family) {
        for (const json& one : data.at("rules")) {
            if (one.at("family") == family) lines += rule_line(one, width);
        }
    };
    for (const json& family : data.at("families")) {
        const bool pack = family.at("pack").get<bool>();
        const bool on = family.at("on").get<bool>();
        lines += family.at("name").get<std::string>() + (pack ? " (pack)" : "") + (on ? "" : " (off)") + ": " +
                 family.at("about").get<std::string>() + "\n";
        list(family.at("name").get<std::string>());
    }
    list(own_family);
    return lines;
}

}  // namespace scc::safety

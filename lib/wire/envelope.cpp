#include "wire/envelope.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "wire/reader.hpp"

namespace scc::wire {
namespace {

struct Stage {
    std::string_view section;
    std::string_view command;
};

constexpr Stage stages[] = {
    {"workspace", "scc-config resolve"},
    {"config", "scc-config resolve"},
    {"provider", "scc-provider plan"},
    {"net", "scc-net plan"},
    {"sandbox", "scc-sandbox plan"},
    {"wanted", "scc-sandbox session"},
};

std::string stage_of(std::string_view section) {
    for (const Stage& stage : stages) {
        if (stage.section == section) return std::string(stage.command);
    }
    return {};
}

void check_version(Reader& in) {
    const json& version = in.raw("scc");
    if (version.is_null() || version == 1) return static_cast<void>(in.integer("scc", 1, 1));
    in.fault("scc", "this is no document of version 1", "all tools of a pipe must come from one version of scc");
}

json fault_json(const Error& error) {
    return {{"message", error.message}, {"hint", error.hint}, {"where", error.where}};
}

// The JSON pointer of "NAME:/pointer", empty for the whole document; a name may be an address, in which "://" stands.
std::string_view pointer_in(std::string_view where) {
    for (auto at = where.find(":/"); at != std::string_view::npos; at = where.find(":/", at + 1)) {
        const std::string_view rest = where.substr(at + 1);
        if (!rest.starts_with("//")) return rest == "/" ? std::string_view() : rest;
    }
    return {};
}

json faults_json(const Error& error) {
    json faults = json::array();
    const auto add = [&](const Error& fault) {
        json entry = fault_json(fault);
        entry["pointer"] = pointer_in(fault.where);
        faults.push_back(std::move(entry));
    };
    add(error);
    for (const Error& further : error.also) add(further);
    return faults;
}

Error fault_from(Reader& in) {
    Error error;
    error.message = in.any_text("message");
    error.hint = in.text_or("hint", "");
    error.where = in.text_or("where", "");
    return error;
}

}  // namespace

json seal(std::string_view kind, json data) { return {{"scc", 1}, {"kind", kind}, {"data", std::move(data)}}; }

json seal_error(const Error& error, std::string_view tool) {
    json data = fault_json(error);
    data["code"] = name_of(error.code);
    data["tool"] = tool;
    if (error.code == Code::config || !error.also.empty()) data["faults"] = faults_json(error);
    return seal("error", std::move(data));
}

bool is_error(const json& document) {
    return document.is_object() && document.contains("kind") && document.at("kind") == "error";
}

Result<Received> error_in(const json& document, std::string_view name) {
    Received received;
    Reader in(document, name);
    check_version(in);
    in.text("kind");
    Reader data = in.object("data");
    data.open();
    received.error = fault_from(data);
    received.error.code = code_named(data.text("code"));
    received.tool = data.text_or("tool", "");
    data.for_each("faults", [&](Reader& fault) {
        received.error.also.push_back(fault_from(fault));
        fault.text_or("pointer", "");
    });
    auto& also = received.error.also;  // without the first, which is the error itself
    if (!also.empty()) also.erase(also.begin());
    if (received.error.code == Code::ok) received.error.code = Code::internal;
    return in.finish(std::move(received));
}

Result<json> open(const json& document, std::string_view kind, std::string_view name) {
    if (is_error(document)) {
        SCC_TRY(Received received, error_in(document, name));
        return std::move(received.error);
    }
    Reader in(document, name);
    check_version(in);
    if (const std::string got = in.text("kind"); !got.empty() && got != kind) {
        in.fault("kind",
                 "this is a document of kind " + text::quoted(got) + ", not " + text::quoted(kind),
                 kind == "plan" ? "a pipe begins with " + text::quoted(stages[0].command) : "");
    }
    in.object("data").open();
    if (auto error = in.faults()) return std::move(*error);
    return document.at("data");
}

Result<Reader> section(const json& plan, std::string_view name) {
    const auto found = plan.find(std::string(name));
    if (found != plan.end() && !found->is_null()) return Reader(*found, "plan", "/data/" + std::string(name));
    return Error{Code::config,
                 "the plan has no " + text::quoted(name) + " section",
                 "put " + text::quoted(stage_of(name)) + " before this stage",
                 "plan:/data"};
}

std::string section_hint(std::string_view name) {
    const std::string stage = stage_of(name);
    return stage.empty() ? "" : text::quoted(stage) + " writes this section: make the plan again";
}

Result<json> with_section(json plan, std::string_view name, json section) {
    if (plan.contains(std::string(name))) {
        return Error{Code::config,
                     "the plan already has a " + text::quoted(name) + " section",
                     "leave out the second " + text::quoted(stage_of(name)),
                     "plan:/data/" + std::string(name)};
    }
    plan[std::string(name)] = std::move(section);
    return plan;
}

}  // namespace scc::wire

#include "model/origin.hpp"

#include <nlohmann/json.hpp>

namespace scc::model {
namespace {

template <class T>
json write(const Sourced<T>& sourced) {
    return with_origin({{"value", sourced.value}}, sourced.origin);
}

template <class T, class Read>
std::optional<Sourced<T>> read(wire::Reader& in, std::string_view key, Read read_value) {
    std::optional<Sourced<T>> sourced;
    in.with(key, [&](wire::Reader& at) {
        T value = read_value(at);
        sourced = Sourced<T>{std::move(value), read_origin(at)};
    });
    return sourced;
}

}  // namespace

json with_origin(json record, const Origin& origin) {
    record["from"] = origin.from;
    record["because"] = origin.because;
    return record;
}

json to_json(const Sourced<std::string>& sourced) { return write(sourced); }
json to_json(const Sourced<std::int64_t>& sourced) { return write(sourced); }
json to_json(const Sourced<bool>& sourced) { return write(sourced); }
json to_json(const Sourced<std::vector<std::string>>& sourced) { return write(sourced); }

Origin read_origin(wire::Reader& in) {
    Origin origin;
    origin.from = in.any_text("from");
    origin.because = in.any_text("because");
    return origin;
}

std::optional<Sourced<std::string>> read_text(wire::Reader& in, std::string_view key) {
    return read<std::string>(in, key, [](wire::Reader& at) { return at.any_text("value"); });
}

std::optional<Sourced<std::int64_t>> read_integer(wire::Reader& in, std::string_view key) {
    return read<std::int64_t>(in, key, [](wire::Reader& at) { return at.integer("value", INT64_MIN, INT64_MAX); });
}

std::optional<Sourced<bool>> read_boolean(wire::Reader& in, std::string_view key) {
    return read<bool>(in, key, [](wire::Reader& at) { return at.boolean("value"); });
}

std::optional<Sourced<std::vector<std::string>>> read_texts(wire::Reader& in, std::string_view key) {
    return read<std::vector<std::string>>(in, key, [](wire::Reader& at) { return at.texts("value"); });
}

}  // namespace scc::model

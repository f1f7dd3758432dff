#include "order.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::probe {
namespace {

using nlohmann::json;

const std::vector<std::string> does_names = {"look", "exchange", "listen", "heard"};
const std::vector<std::string> transport_names = {"tcp", "udp", "icmp", "dns"};
constexpr std::int64_t longest = 600'000;  // milliseconds

std::size_t index_of(const std::vector<std::string>& names, const std::string& name) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin());
}

template <class T, class Read>
Result<T> in_line(const std::string& line, Read read) {
    SCC_TRY(const json value, wire::parse(line, "probe"));
    wire::Reader in(value, "probe");
    in.complete();
    return in.finish(read(in));
}

}  // namespace

std::string text_of(const std::string& bytes) {
    std::string text;
    for (const char byte : bytes) text::append_utf8(text, static_cast<unsigned char>(byte));
    return text;
}

std::string bytes_of(const std::string& text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const bool pair = lead >= 0xC2 && lead <= 0xC3 && i + 1 < text.size();
        bytes +=
            pair ? static_cast<char>(((lead & 3U) << 6U) | (static_cast<unsigned char>(text[++i]) & 0x3FU)) : text[i];
    }
    return bytes;
}

std::string line_of(const Order& order) {
    return wire::compact({{"id", order.id},
                          {"does", does_names[static_cast<std::size_t>(order.does)]},
                          {"transport", transport_names[static_cast<std::size_t>(order.transport)]},
                          {"to", order.to},
                          {"port", order.port},
                          {"device", order.device},
                          {"says", order.says},
                          {"group", order.group},
                          {"names", order.names},
                          {"after", order.after},
                          {"within", order.within}});
}

std::string line_of(const Answer& answer) {
    json places = json::array();
    for (const Place& place : answer.places) {
        places.push_back({{"device", place.device}, {"address", place.address}, {"length", place.length}});
    }
    return wire::compact({{"id", answer.id},
                          {"problem", answer.problem},
                          {"answer", answer.answer},
                          {"port", answer.port},
                          {"heard", answer.heard},
                          {"places", std::move(places)},
                          {"gateways", answer.gateways},
                          {"resolvers", answer.resolvers},
                          {"proxy", answer.proxy}});
}

Result<Order> order_in(const std::string& line) {
    return in_line<Order>(line, [](wire::Reader& in) {
        Order order;
        order.id = in.integer("id", 0, INT32_MAX);
        order.does = static_cast<Does>(index_of(does_names, in.one_of("does", does_names)));
        order.transport = static_cast<Transport>(index_of(transport_names, in.one_of("transport", transport_names)));
        order.to = in.any_text("to");
        order.port = in.integer("port", 0, 65535);
        order.device = in.any_text("device");
        order.says = in.texts("says");
        order.group = in.any_text("group");
        order.names = in.text_map("names");
        order.after = in.integer("after", 0, longest);
        order.within = in.integer("within", 1, longest);
        return order;
    });
}

Result<Answer> answer_in(const std::string& line) {
    return in_line<Answer>(line, [](wire::Reader& in) {
        Answer answer;
        answer.id = in.integer("id", 0, INT32_MAX);
        answer.problem = in.any_text("problem");
        answer.answer = in.any_text("answer");
        answer.port = in.integer("port", 0, 65535);
        answer.heard = in.texts("heard");
        in.for_each("places", [&](wire::Reader& at) {
            answer.places.push_back({at.text("device"), at.text("address"), at.integer("length", 0, 128)});
        });
        answer.gateways = in.texts("gateways");
        answer.resolvers = in.texts("resolvers");
        answer.proxy = in.any_text("proxy");
        return answer;
    });
}

}  // namespace scc::probe

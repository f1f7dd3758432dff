#include "pages.hpp"

#include "base/text.hpp"
#include "model/effective.hpp"
#include "model/refused.hpp"

namespace scc::net {
namespace {

// Squid replaces %H by the host asked for and %p by its port; a "%" of ours is doubled.
struct Page {
    std::string_view name;
    std::string_view because;
    std::string_view instead;
};

constexpr Page table[] = {
    {page_port,
     "port %p is not open, or not open for this kind of request; open are PORTS",
     "ask for '%H:%p' in allowed_destinations of the organisation or team file"},
    {page_name, model::refused::unlisted, "ask for '%H' in allowed_destinations of the organisation or team file"},
    {page_blocked,
     model::refused::blocked,
     "ask for an exception to security.blocked_destinations of the organisation file"},
    {page_address,
     "it leads to a private, local or reserved address",
     "ask for its range in network.private_cidrs of the organisation file"},
};

std::string escaped(std::string_view text) {
    std::string safe = text::replace_all(std::string(text), "&", "&amp;");
    safe = text::replace_all(std::move(safe), "<", "&lt;");
    safe = text::replace_all(std::move(safe), "@Squid{", "@Squid &#123;");
    return text::replace_all(std::move(safe), "%", "%%");
}

std::string list_of(const std::vector<std::int64_t>& ports) {
    std::vector<std::string> texts;
    texts.reserve(ports.size());
    for (const std::int64_t port : ports) texts.push_back(std::to_string(port));
    return text::join(texts, ", ");
}

}  // namespace

std::map<std::string, std::string> pages(const model::Origin& policy, const Rules& rules) {
    std::string decided = std::string(model::name_of(model::NetworkPolicy::web_egress_enforced)) + ", set by ";
    decided += escaped(policy.from) + (policy.because.empty() ? "" : " (" + escaped(policy.because) + ")");
    std::map<std::string, std::string> made;
    for (const Page& page : table) {
        const std::string because =
            text::replace_all(std::string(page.because), "PORTS", list_of(open_ports(rules.allow)));
        const std::vector<std::string> lines = {"scc: '%H' is refused: " + because,
                                                "network policy: " + decided,
                                                "instead: " + std::string(page.instead),
                                                ""};
        made[std::string(page.name)] = text::join(lines, "\n");
    }
    return made;
}

}  // namespace scc::net

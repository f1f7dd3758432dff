#include "report/html.hpp"

#include <algorithm>
#include <cstdio>

#include "base/text.hpp"

namespace scc::audit::html {
namespace {

constexpr double chart_width = 960;
constexpr double chart_height = 180;
constexpr double top = 16;
constexpr double bottom = 160;

struct Entity {
    char byte;
    std::string_view name;
};

constexpr Entity entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};

// With one decimal and a point, whatever the locale.
std::string decimal(double value) {
    const auto tenths = static_cast<std::int64_t>(value * 10 + 0.5);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string rectangle(std::string_view kind, double x, double width, double height, const std::string& title) {
    return "<rect class=\"" + std::string(kind) + "\" x=\"" + decimal(x) + "\" y=\"" + decimal(bottom - height) +
           "\" width=\"" + decimal(width) + "\" height=\"" + decimal(height) + "\"><title>" + escaped(title) +
           "</title></rect>";
}

std::string label(double x, double y, std::string_view anchor, const std::string& text) {
    return "<text x=\"" + decimal(x) + "\" y=\"" + decimal(y) + "\" text-anchor=\"" + std::string(anchor) + "\">" +
           escaped(text) + "</text>";
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto found = std::ranges::find(entities, c, &Entity::byte);
        if (found != std::end(entities)) {
            out += found->name;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += "\xef\xbf\xbd";
        } else {
            out += c;
        }
    }
    return out;
}

std::string table(std::string_view id,
                  std::string_view heading,
                  const std::vector<Column>& columns,
                  const std::vector<std::vector<std::string>>& rows,
                  std::string_view none) {
    std::string out = "<section id=\"" + std::string(id) + "\"><h2>" + escaped(heading) + "</h2>\n";
    if (rows.empty()) return out + "<p class=\"soft\">" + escaped(none) + "</p></section>\n";
    const auto kind = [&](std::size_t i) { return columns[i].is_number ? " class=\"number\"" : ""; };
    out += "<table><thead><tr>";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        out += "<th scope=\"col\" aria-sort=\"none\"" + std::string(kind(i)) + "><button type=\"button\">" +
               escaped(columns[i].heading) + "</button></th>";
    }
    out += "</tr></thead><tbody>\n";
    for (const auto& row : rows) {
        out += "<tr>";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            out += "<td" + std::string(kind(i)) + ">" + escaped(row[i]) + "</td>";
        }
        out += "</tr>\n";
    }
    return out + "</tbody></table></section>\n";
}

std::string chart(const std::vector<Bar>& bars) {
    if (bars.empty()) return "";
    std::uint64_t highest = 1;
    for (const Bar& bar : bars) highest = std::max({highest, bar.sessions, bar.refusals});
    const double step = chart_width / static_cast<double>(bars.size());
    const double width = std::clamp(step * 0.4, 0.4, 24.0);
    const auto height = [&](std::uint64_t count) {
        return (bottom - top) * static_cast<double>(count) / static_cast<double>(highest);
    };
    std::string out = "<svg viewBox=\"0 0 " + decimal(chart_width) + " " + decimal(chart_height) +
                      "\" role=\"img\" aria-label=\"sessions and refusals by day\">";
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double x = step * static_cast<double>(i) + step / 2;
        const Bar& bar = bars[i];
        out += rectangle("sessions",
                         x - width,
                         width,
                         height(bar.sessions),
                         bar.name + ": " + text::count_of(bar.sessions, "session"));
        out += rectangle(
            "refusals", x, width, height(bar.refusals), bar.name + ": " + text::count_of(bar.refusals, "refusal"));
    }
    out += "<line class=\"axis\" x1=\"0\" x2=\"960\" y1=\"160\" y2=\"160\"/>";
    out += label(0, top - 4, "start", std::to_string(highest));
    out += label(0, chart_height - 4, "start", bars.front().name);
    if (bars.size() > 1) out += label(chart_width, chart_height - 4, "end", bars.back().name);
    return out + "</svg>\n";
}

}  // namespace scc::audit::html

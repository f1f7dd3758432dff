#include "base/error.hpp"

namespace scc {
namespace {

struct Row {
    Code code;
    std::string_view name;
};

constexpr Row rows[] = {
    {Code::ok, "ok"},
    {Code::not_found, "not-found"},
    {Code::usage, "usage"},
    {Code::config, "config"},
    {Code::tool, "tool"},
    {Code::prereq, "prereq"},
    {Code::denied, "denied"},
    {Code::internal, "internal"},
    {Code::interrupted, "interrupted"},
};

}  // namespace

std::string_view name_of(Code code) {
    for (const Row& row : rows) {
        if (row.code == code) return row.name;
    }
    return "internal";
}

Code code_named(std::string_view name) {
    for (const Row& row : rows) {
        if (row.name == name) return row.code;
    }
    return Code::internal;
}

}  // namespace scc

#include "cli/tool.hpp"

#include <gtest/gtest.h>

namespace scc::cli {
namespace {

TEST(Message, NamesProgramPlaceAndHintAndEveryFurtherFault) {
    const Error error{Code::config,
                      "'mode' is wrong",
                      "try open",
                      "f.json:/mode",
                      {Error{Code::config, "and this", "", "f.json:/x", {}}}};
    EXPECT_EQ(message_of(error, "scc-net"),
              "scc-net: f.json:/mode: 'mode' is wrong\n"
              "scc-net: hint: try open\n"
              "scc-net: f.json:/x: and this");
}

}  // namespace
}  // namespace scc::cli

// Reads a JSON file through wire::parse and ends: the floor of whatever else is done with it.
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "wire/parse.hpp"

int main(int argc, char** argv) {
    const auto bytes = scc::file::read(argc > 1 ? argv[1] : "");
    return bytes && scc::wire::parse(*bytes, "file") ? 0 : 1;
}

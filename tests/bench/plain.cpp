// The floor of a program that is linked as the tools are: it fetches the C++ library and does next to nothing with it.
#include <string>

int main(int argc, char** argv) { return std::string(argv[argc - 1]).empty() ? 1 : 0; }

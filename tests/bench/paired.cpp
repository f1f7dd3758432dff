// Runs commands in turn, every other round in the reverse order, and prints for each the time from spawn to exit:
// median and quartiles in milliseconds, the ratio of its median to the first command's, and the median of the processor
// time it used, which other work on the machine changes less. Whole processes are timed, output goes nowhere.
//
// Usage: paired ROUNDS NAME COMMAND… -- NAME COMMAND… [-- …]
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"

namespace {

struct Subject {
    std::string name;
    std::vector<char*> argv;
    std::vector<double> times;       // milliseconds
    std::vector<double> processing;  // milliseconds
    int last_status = 0;
};

std::vector<Subject> subjects_in(int argc, char** argv) {
    std::vector<Subject> subjects(1);
    for (int i = 2; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--") {
            subjects.emplace_back();
        } else if (subjects.back().name.empty()) {
            subjects.back().name = argv[i];
        } else {
            subjects.back().argv.push_back(argv[i]);
        }
    }
    for (Subject& subject : subjects) subject.argv.push_back(nullptr);
    return subjects;
}

double milliseconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_usec) / 1000;
}

void run_once(Subject& subject, const posix_spawn_file_actions_t& silent) {
    const auto start = std::chrono::steady_clock::now();
    pid_t child = -1;
    if (::posix_spawnp(&child, subject.argv[0], &silent, nullptr, subject.argv.data(), environ) != 0) std::exit(127);
    rusage used = {};
    ::wait4(child, &subject.last_status, 0, &used);
    const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - start;
    subject.times.push_back(passed.count());
    subject.processing.push_back(milliseconds(used.ru_utime) + milliseconds(used.ru_stime));
}

// The first round only warms up.
void forget(Subject& subject) {
    subject.times.clear();
    subject.processing.clear();
}

double quantile(std::vector<double> times, double which) {
    std::ranges::sort(times);
    return times[static_cast<std::size_t>(which * static_cast<double>(times.size() - 1))];
}

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) text.insert(0, width - text.size(), ' ');
    return text;
}

std::string number(double value) {
    std::string text = std::to_string(value);
    return padded(text.substr(0, text.find('.') + 3), 9);
}

std::string row(const Subject& subject, double first_median) {
    const double median = quantile(subject.times, 0.5);
    std::string line = subject.name + std::string(subject.name.size() < 34 ? 34 - subject.name.size() : 1, ' ');
    line += number(quantile(subject.times, 0.25)) + number(median) + number(quantile(subject.times, 0.75));
    line += number(median / first_median) + number(quantile(subject.processing, 0.5));
    if (subject.last_status != 0) line += "  (status " + std::to_string(WEXITSTATUS(subject.last_status)) + ")";
    return line + "\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    std::vector<Subject> subjects = subjects_in(argc, argv);
    posix_spawn_file_actions_t silent;
    posix_spawn_file_actions_init(&silent);
    posix_spawn_file_actions_addopen(&silent, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&silent, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&silent, 2, "/dev/null", O_WRONLY, 0);
    const int rounds = std::atoi(argv[1]);
    for (Subject& subject : subjects) run_once(subject, silent);
    for (Subject& subject : subjects) forget(subject);
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < subjects.size(); ++i) {
            run_once(subjects[round % 2 == 0 ? i : subjects.size() - 1 - i], silent);
        }
    }
    std::string table = "milliseconds, " + std::to_string(rounds) + " rounds" + std::string(13, ' ');
    table += "  quartile   median quartile    ratio processor\n";
    for (const Subject& subject : subjects) table += row(subject, quantile(subjects.front().times, 0.5));
    return scc::file::write(STDOUT_FILENO, table, "standard output") ? 0 : 1;
}

// A log in a directory of its own.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/text.hpp"
#include "log/check.hpp"
#include "log/segment.hpp"
#include "log/store.hpp"

namespace scc::audit {

inline constexpr time::Seconds november = 1'793'880'000;  // 2026-11-05
inline constexpr time::Seconds december = november + 30 * 86400;

class Log : public testing::Test {
protected:
    // In memory where that is possible: thousands of flushes to a busy disk take minutes.
    void SetUp() override {
        if (file::is_directory("/dev/shm")) ::setenv("TMPDIR", "/dev/shm", 1);
        directory_ = file::temporary_directory("scc-audit-test").value();
    }
    void TearDown() override { EXPECT_TRUE(file::remove_all(directory_)); }

    static json event(const std::string& name) { return {{"type", "test.event"}, {"name", name}}; }

    void write(const std::vector<std::string>& names, time::Seconds now = november) {
        std::vector<json> events;
        for (const std::string& name : names) events.push_back(event(name));
        const auto written = append(directory_, events, now);
        ASSERT_TRUE(written) << written.error().message;
    }

    std::string path(const std::string& name = "2026-11.jsonl") const { return directory_ + "/" + name; }
    std::string text(const std::string& name = "2026-11.jsonl") const {
        return file::read(path(name), 64U << 20U).value();
    }
    std::vector<std::string> lines(const std::string& name = "2026-11.jsonl") const {
        return text::words(text(name), '\n');
    }
    void put(const std::string& bytes, const std::string& name = "2026-11.jsonl") const {
        ASSERT_TRUE(file::replace(path(name), bytes));
    }

    Findings findings() const { return check(snapshot(directory_).value()).value(); }

    // "2026-11.jsonl:2: message", one a fault.
    std::vector<std::string> faults() const {
        std::vector<std::string> list;
        for (const Fault& fault : findings().faults) {
            list.push_back(fault.where.substr(directory_.size() + 1) + ": " + fault.message);
        }
        return list;
    }

    std::string directory_;
};

}  // namespace scc::audit

#include "log/check.hpp"

#include "fixture.hpp"

namespace scc::audit {
namespace {

using Faults = std::vector<std::string>;

class Check : public Log {
protected:
    void SetUp() override {
        Log::SetUp();
        write({"one", "two", "three"});
        write({"four", "five"});
        ASSERT_TRUE(findings().is_whole());
    }

    // The faults of the November segment made of these lines.
    Faults faults_of(const std::vector<std::string>& kept) {
        put(text::join(kept, "\n") + "\n");
        return faults();
    }
};

TEST_F(Check, CountsWhatIsWhole) {
    write({"six"}, december);
    EXPECT_EQ(findings().records, 6U);
    EXPECT_EQ(faults(), Faults{});
    const auto lines = this->lines("2026-12.jsonl");
    EXPECT_EQ(read_line(lines.at(0))->prev, read_line(this->lines().back())->hash);
}

TEST_F(Check, FindsEveryChangedByte) {
    const std::string text = this->text();
    for (std::size_t i = 0; i < text.size(); i += 7) {
        std::string changed = text;
        changed[i] = changed[i] == 'x' ? 'y' : 'x';
        put(changed);
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(i), '\n');
        const Faults found = faults();
        ASSERT_FALSE(found.empty()) << changed;
        EXPECT_TRUE(found[0].starts_with("2026-11.jsonl:" + std::to_string(line) + ": ")) << found[0];
    }
}

TEST_F(Check, NamesAChangedRecord) {
    put(text::replace_all(text(), "three", "3hree"));
    EXPECT_EQ(faults(), Faults{"2026-11.jsonl:3: record 3 was changed after it was written"});
}

TEST_F(Check, NamesWhatWasRemoved) {
    const auto l = lines();
    EXPECT_EQ(faults_of({l[0], l[2], l[3], l[4]}), Faults{"2026-11.jsonl:2: 1 record is missing before this one: 2"});
    EXPECT_EQ(faults_of({l[3], l[4]}), Faults{"2026-11.jsonl:1: 3 records are missing before this one: 1 to 3"});
}

TEST_F(Check, NamesWhatWasCutOffTheEnd) {
    const auto l = lines();
    EXPECT_EQ(faults_of({l[0], l[1], l[2]}), Faults{"2026-11.jsonl:4: 2 records are missing at the end: 4 to 5"});
    put("");
    EXPECT_EQ(faults(), Faults{"2026-11.jsonl:1: 5 records are missing at the end: 1 to 5"});
    put(text::join({l[0], l[1], l[2], l[3], l[4].substr(0, 20)}, "\n"));
    EXPECT_EQ(faults(), Faults{"2026-11.jsonl:5: the last line is not finished"});
}

TEST_F(Check, NamesWhatWasInserted) {
    const auto l = lines();
    EXPECT_EQ(faults_of({l[0], "{}", l[1], l[2], l[3], l[4]}),
              Faults{"2026-11.jsonl:2: this line is no record of the log"});
    EXPECT_EQ(faults_of({l[0], l[1], l[0], l[2], l[3], l[4]}),
              Faults{"2026-11.jsonl:3: record 1 stands here again or out of order"});
    Link forged{5, std::string(read_line(l[1])->hash)};
    EXPECT_EQ(faults_of({l[0], l[1], l[2], l[3], l[4], sealed(event("forged"), forged)}),
              Faults{"2026-11.jsonl:6: record 6 does not follow the record before it"});
}

TEST_F(Check, NamesWhatWasMoved) {
    const auto l = lines();
    EXPECT_EQ(faults_of({l[0], l[2], l[1], l[3], l[4]}),
              (Faults{"2026-11.jsonl:2: 1 record is missing before this one: 2",
                      "2026-11.jsonl:3: record 2 stands here again or out of order"}));
}

TEST_F(Check, FindsALogThatWasRebuilt) {
    Link last;
    std::vector<std::string> rebuilt;
    for (const char* name : {"one", "two", "three", "four", "fife"}) rebuilt.push_back(sealed(event(name), last));
    EXPECT_EQ(faults_of(rebuilt), Faults{"2026-11.jsonl:5: record 5 is not the one that was written"});
}

TEST_F(Check, NamesMissingFiles) {
    write({"six"}, december);
    const std::string december_text = text("2026-12.jsonl");
    ASSERT_TRUE(file::remove_all(path("2026-12.jsonl")));
    EXPECT_EQ(faults(),
              (Faults{"2026-12.jsonl: the segment is missing", "2026-12.jsonl:1: 1 record is missing at the end: 6"}));
    put(december_text, "2026-12.jsonl");
    ASSERT_TRUE(file::remove_all(path()));
    EXPECT_EQ(faults(),
              (Faults{"2026-12.jsonl:1: 5 records are missing before this one: 1 to 5",
                      "2026-11.jsonl: the segment is missing"}));
}

TEST_F(Check, SaysWhenTheHeadsAreGone) {
    ASSERT_TRUE(file::remove_all(path("heads.json")));
    EXPECT_EQ(faults(), Faults{"heads.json: the file is missing: lines cut off the end cannot be told"});
    put("{", "heads.json");
    EXPECT_EQ(faults().size(), 1U);
}

TEST_F(Check, TakesALogAheadOfItsHeadForWhole) {
    const std::string heads = text("heads.json");
    write({"six"});
    put(heads, "heads.json");
    EXPECT_EQ(faults(), Faults{});
    write({"seven"});
    EXPECT_EQ(faults(), Faults{});
    EXPECT_EQ(findings().records, 7U);
}

}  // namespace
}  // namespace scc::audit

// SPDX-License-Identifier: Apache-2.0
// What every column of every data set promises, looked at in a loop: one that is added is in it.
#include "server/exports/columns.hpp"

#include <map>

#include "core/base/time.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

/// The last cell: which call it was and, of codes, which.
class Noted final : public CellSink {
public:
    void none() override { call = "none"; }
    void text(std::string_view) override { call = "text"; }
    void plain(std::string_view utf8) override {
        call = "plain";
        codes = {std::string(utf8)};
    }
    void number(double) override { call = "number"; }
    void whole(std::int64_t value) override {
        call = "whole";
        codes = {std::to_string(value)};
    }
    void degrees(double) override { call = "degrees"; }
    void time(std::int64_t) override { call = "time"; }
    void date(std::string_view day) override {
        call = "date";
        EXPECT_TRUE(parse_date(day)) << day;
    }
    void list(const std::vector<std::string_view>& words) override {
        call = "list";
        codes.assign(words.begin(), words.end());
    }

    std::string call = {};
    std::vector<std::string> codes = {};
};

/// Words of the catalogue are text that nobody typed.
bool is_call_of(CellType type, std::string_view call) {
    switch (type) {
        case CellType::Text: return call == "text" || call == "plain";
        case CellType::Code: return call == "plain";
        case CellType::Step: return call == "whole" || call == "plain";
        default: return call == cell_type_name(type);
    }
}

/// Every cell of the rows; how often each column has something.
void look_at(RowSource& rows, const Labels& labels, std::map<std::string_view, int>& seen) {
    EXPECT_GT(rows.total(), 0) << rows.facts().name << ": nothing would be looked at";
    std::int64_t count = 0;
    for (; rows.next().value(); ++count) {
        EXPECT_FALSE(rows.id().empty());
        EXPECT_FALSE(rows.title().empty());
        const auto& columns = rows.facts().columns;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string where =
                std::string(rows.facts().name) + "/" + std::string(columns[i].name);
            Noted cell;
            rows.put(i, cell);
            if (cell.call == "none") continue;
            ++seen[columns[i].name];
            EXPECT_TRUE(is_call_of(columns[i].type, cell.call)) << where << " " << cell.call;
            if (code_list_name(columns[i]).empty()) continue;
            const auto list = code_rows(columns[i], labels);
            for (const std::string& code : cell.codes)
                EXPECT_TRUE(std::any_of(list.begin(), list.end(),
                                        [&](const CodeRow& row) { return row.code == code; }))
                    << where << " has " << code;
        }
    }
    EXPECT_EQ(count, rows.total());
}

using Columns = ExportFixture;

TEST_F(Columns, each_has_a_name_of_its_own_and_a_meaning_in_both_languages) {
    for (const DataSet& set : data_sets())
        for (const std::string language : {"zh", "en"}) {
            const Labels labels(catalogue(), language);
            std::vector<std::string_view> names;
            const TableFacts facts = facts_of(set, language);
            for (const ColumnFacts& column : facts.columns) {
                const std::string where = std::string(set.name) + "/" + std::string(column.name);
                EXPECT_EQ(column.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"),
                          std::string_view::npos)
                    << where;
                EXPECT_EQ(std::count(names.begin(), names.end(), column.name), 0) << where;
                names.push_back(column.name);
                EXPECT_TRUE(!column.said.empty() || labels.words().has(column.meaning))
                    << where << " " << language;
                EXPECT_TRUE(labels.words().has(
                    std::string("export.type.").append(cell_type_name(column.type))));
                EXPECT_EQ(column.name.ends_with("_m2"), column.unit == "m2") << where;
            }
            EXPECT_GT(names.size(), 5u) << set.name;
        }
}

TEST_F(Columns, each_cell_is_of_the_type_and_from_the_codes_that_its_column_declares) {
    fill_the_rest();
    const Labels labels(catalogue(), "zh");
    for (const DataSet& set : data_sets()) {
        std::map<std::string_view, int> seen;
        TableFacts facts;
        // Nobody says in one questionnaire what there is a column for in all of them.
        std::vector<std::vector<Pair>> queries{{}};
        if (set.name == "answers_long") queries.push_back({{"questionnaire", "idle_space"}});
        for (const auto& query : queries) {
            const auto rows = set.open(storage(), {query, {}}, labels);
            ASSERT_TRUE(rows) << set.name;
            facts = (*rows)->facts();
            look_at(**rows, labels, seen);
        }
        for (const ColumnFacts& column : facts.columns)
            EXPECT_GT(seen[column.name], 0)
                << set.name << "/" << column.name << " is empty in all rows";
    }
}

TEST_F(Columns, each_code_has_words_in_both_languages) {
    for (std::size_t i = 1; i < static_cast<std::size_t>(CodeList::Count_); ++i)
        for (const std::string language : {"zh", "en"}) {
            const auto list = static_cast<CodeList>(i);
            const auto rows = code_rows(list, Labels(catalogue(), language));
            EXPECT_GT(rows.size(), 1u) << code_list_name(list);
            for (const CodeRow& row : rows) {
                EXPECT_FALSE(row.code.empty());
                EXPECT_FALSE(row.label.empty()) << row.code;
                EXPECT_EQ(
                    row.label.find(".") != std::string::npos && row.label.ends_with("." + row.code),
                    false)
                    << row.label << " is a key";
            }
        }
}

}  // namespace

}  // namespace kongdi::server::tests

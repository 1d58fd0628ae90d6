// SPDX-License-Identifier: Apache-2.0
// The widest table of the field as CSV: 132,229 rows of 510 columns, made in memory, so that it is
// the writer that is measured; what making them costs stands beside it.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <array>
#include <cstdio>

#include "server/exports/export_formats.hpp"
#include "tests/load/table.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi::server::tests {

namespace {

using load::add_figure;
using load::fixed;

constexpr std::int64_t kRows = 132'229;
constexpr std::size_t kColumns = 510;
constexpr std::size_t kPieceBytes = 64 * 1024;  // of a download

/// Of a survey: for each ten columns four codes, three steps, a number, a text, an empty one.
class MadeRows final : public RowSource {
public:
    explicit MadeRows(const Labels& labels) : m_labels(labels) {
        m_facts.name = "made";
        constexpr std::array<CellType, 10> kTypes{
            CellType::Code, CellType::Code,   CellType::Step, CellType::Code, CellType::Step,
            CellType::Text, CellType::Number, CellType::Code, CellType::Step, CellType::Text};
        m_names.reserve(kColumns);
        for (std::size_t i = 0; i < kColumns; ++i) {
            m_names.push_back("column_" + std::to_string(i));
            ColumnFacts column;
            column.name = m_names.back();
            column.type = kTypes[i % kTypes.size()];
            m_facts.columns.push_back(column);
        }
    }
    const TableFacts& facts() const override { return m_facts; }
    const Labels& labels() const override { return m_labels; }
    std::int64_t total() const override { return kRows; }
    Result<bool> next() override { return ++m_row <= kRows; }
    void put(std::size_t column, CellSink& out) const override {
        const std::int64_t mixed = m_row * 31 + static_cast<std::int64_t>(column);
        switch (m_facts.columns[column].type) {
            case CellType::Code: return out.plain(mixed % 3 == 0 ? "none_here" : "yes");
            case CellType::Step: return out.whole(1 + mixed % 5);
            case CellType::Number: return out.number(static_cast<double>(mixed % 1000) / 4);
            default: break;
        }
        if (column % 10 == 9) return out.none();
        out.text(mixed % 7 == 0 ? "路灯不亮, \"三幢\" 门口" : "楼下的自行车棚空了两年");
    }
    std::string_view id() const override { return "1"; }
    std::string_view title() const override { return "1"; }
    std::optional<PlanePoint> place() const override { return std::nullopt; }

private:
    const Labels& m_labels;
    std::vector<std::string> m_names;
    TableFacts m_facts;
    std::int64_t m_row = 0;
};

/// What making the cells costs.
class NoCells final : public CellSink {
public:
    void none() override { ++m_seen; }
    void text(std::string_view utf8) override { m_seen += utf8.size(); }
    void plain(std::string_view utf8) override { m_seen += utf8.size(); }
    void number(double value) override { m_seen += value > 1 ? 1 : 0; }
    void whole(std::int64_t value) override { m_seen += value > 1 ? 1 : 0; }
    void degrees(double) override { ++m_seen; }
    void time(std::int64_t) override { ++m_seen; }
    void list(const std::vector<std::string_view>&) override { ++m_seen; }
    std::size_t seen() const { return m_seen; }

private:
    std::size_t m_seen = 0;
};

double processor_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& one) {
        return static_cast<double>(one.tv_sec) + static_cast<double>(one.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double peak_mb() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_maxrss) / 1024;
}

TEST(Load, a_table_of_510_columns_as_csv) {
    const Labels labels(kongdi::tests::catalogue(), "zh");
    MadeRows made(labels);
    NoCells none;
    const double began = processor_seconds();
    while (made.next().value())
        for (std::size_t i = 0; i < kColumns; ++i) made.put(i, none);
    const double making = processor_seconds() - began;
    EXPECT_GT(none.seen(), 0u);

    MadeRows rows(labels);
    const auto writer = write_csv(rows, {});
    std::FILE* file = std::tmpfile();
    ASSERT_NE(file, nullptr);
    const double before = processor_seconds();
    std::size_t bytes = 0;
    std::string piece;
    const auto flush = [&] {
        bytes += piece.size();
        EXPECT_EQ(std::fwrite(piece.data(), 1, piece.size(), file), piece.size());
        piece.clear();
    };
    writer->begin(piece);
    while (rows.next().value()) {
        writer->row(piece);
        if (piece.size() >= kPieceBytes) flush();
    }
    writer->end(piece);
    flush();
    const double all = processor_seconds() - before;
    std::fclose(file);
    add_figure("132,229 rows of 510 columns as CSV, one core",
               fixed(all, 1) + " s of processor, " + fixed(making, 1) +
                   " s of them making the cells; " + fixed(static_cast<double>(bytes) / 1e6) +
                   " MB; peak " + fixed(peak_mb()) + " MB of memory",
               "under 10 s, under 100 MB");
    EXPECT_GT(bytes, static_cast<std::size_t>(kRows) * kColumns);
}

}  // namespace

}  // namespace kongdi::server::tests

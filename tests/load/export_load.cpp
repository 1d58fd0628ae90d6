// SPDX-License-Identifier: Apache-2.0
// A million idle spaces as a file of each format: rows a second and memory, beside a tenth of them.
// KONGDI_LOAD_EXPORT is the number of spaces.
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>

#include "server/exports/export_formats.hpp"
#include "server/handlers/intake.hpp"
#include "tests/load/program.hpp"
#include "tests/load/records.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

using load::add_figure;
using load::fixed;

std::size_t number_of_spaces() {
    const char* text = std::getenv("KONGDI_LOAD_EXPORT");
    return text == nullptr ? 1'000'000 : std::strtoul(text, nullptr, 10);
}

/// A new store with so many reports of about a kilobyte.
void fill(const std::filesystem::path& folder, std::size_t count) {
    constexpr std::size_t kBatch = 1000;
    const auto storage = open_or_die({.folder = folder});
    import_square(*storage);
    load::Records records;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    for (std::size_t held = 0; held < count;) {
        std::vector<Submission> batch;
        while (batch.size() < std::min(kBatch, count - held)) {
            Intake intake = take_in(records.next().bytes, catalogue(), *storage, now_ms);
            ASSERT_TRUE(intake.ok()) << intake.errors.front().path;
            batch.push_back(std::move(intake.submission));
        }
        held += batch.size();
        for (const auto& accepted : storage->submit_all(std::move(batch))) ASSERT_TRUE(accepted);
    }
}

struct FileCost : load::Cost {
    double file_mb = 0;
};

FileCost export_to(const std::filesystem::path& file, const std::filesystem::path& data,
                   std::string_view format) {
    FileCost out{
        load::run_program({kongdi::tests::build_dir() + "/kongdi", "export", "spaces", "--format",
                           std::string(format), "--data", data.string(), "-o", file.string()})};
    std::error_code none;
    out.file_mb = static_cast<double>(std::filesystem::file_size(file, none)) / 1e6;
    std::filesystem::remove(file, none);
    return out;
}

TEST(Load, exports_take_time_linear_in_their_rows_and_flat_memory) {
    const TemporaryFolder folder;
    const std::size_t total = number_of_spaces();
    const auto few = folder.path() / "tenth";
    const auto many = folder.path() / "all";
    fill(few, total / 10);
    fill(many, total);
    ::sync();  // what the filling still had to write is not the files' cost
    // One right after the other: a machine that others share is not the same an hour later.
    std::vector<std::array<FileCost, 2>> costs;
    for (const ExportFormat& format : export_formats()) {
        costs.push_back({export_to(folder.path() / "out", few, format.name),
                         export_to(folder.path() / "out", many, format.name)});
        for (const FileCost& cost : costs.back()) ASSERT_EQ(cost.status, 0) << format.name;
    }
    for (std::size_t i = 0; i < export_formats().size(); ++i) {
        const ExportFormat& format = export_formats()[i];
        if (format.stream == nullptr && format.file == nullptr) continue;
        const auto& [tenth, all] = costs[i];
        add_figure(std::to_string(total) + " spaces as " + std::string(format.name),
                   fixed(static_cast<double>(total) / all.wall_s) + " rows a second, " +
                       fixed(all.wall_s, 1) + " s, " + fixed(all.wall_s / tenth.wall_s, 1) +
                       " times a tenth (" + fixed(all.processor_s / tenth.processor_s, 1) +
                       " times its processor), " + fixed(tenth.peak_mb) + " MB, then " +
                       fixed(all.peak_mb) + " MB; a file of " + fixed(all.file_mb) + " MB",
                   "at most 11 times, flat");
        // The library's writer of drawings remembers the number of each entity.
        const double most = format.name == "dxf" ? 4 : 2;
        EXPECT_LT(all.peak_mb, most * tenth.peak_mb) << format.name;
    }
}

}  // namespace

}  // namespace kongdi::server::tests

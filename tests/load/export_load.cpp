// SPDX-License-Identifier: Apache-2.0
// A million idle spaces as a file of each format: rows a second and memory, beside a tenth of them.
// KONGDI_LOAD_EXPORT is the number of spaces.
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

/// Reports of about a kilobyte until the store holds so many.
void fill(Storage& storage, load::Records& records, std::size_t& held, std::size_t wanted) {
    constexpr std::size_t kBatch = 1000;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    while (held < wanted) {
        std::vector<Submission> batch;
        while (batch.size() < std::min(kBatch, wanted - held)) {
            Intake intake = take_in(records.next().bytes, catalogue(), storage, now_ms);
            ASSERT_TRUE(intake.ok()) << intake.errors.front().path;
            batch.push_back(std::move(intake.submission));
        }
        held += batch.size();
        for (const auto& accepted : storage.submit_all(std::move(batch))) ASSERT_TRUE(accepted);
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
    const auto data = folder.path() / "data";
    const std::size_t total = number_of_spaces();
    std::size_t held = 0;
    load::Records records;
    std::vector<std::vector<FileCost>> costs;
    for (const std::size_t wanted : {total / 10, total}) {
        {
            const auto storage = open_or_die({.folder = data});
            import_square(*storage);
            fill(*storage, records, held, wanted);
        }
        costs.emplace_back();
        for (const ExportFormat& format : export_formats()) {
            costs.back().push_back(export_to(folder.path() / "out", data, format.name));
            ASSERT_EQ(costs.back().back().status, 0) << format.name;
        }
    }
    for (std::size_t i = 0; i < export_formats().size(); ++i) {
        const ExportFormat& format = export_formats()[i];
        if (format.stream == nullptr && format.file == nullptr) continue;
        const FileCost& tenth = costs[0][i];
        const FileCost& all = costs[1][i];
        add_figure(std::to_string(total) + " spaces as " + std::string(format.name),
                   fixed(static_cast<double>(total) / all.wall_s) + " rows a second, " +
                       fixed(all.wall_s, 1) + " s, " + fixed(all.wall_s / tenth.wall_s, 1) +
                       " times a tenth, " + fixed(tenth.peak_mb) + " MB, then " +
                       fixed(all.peak_mb) + " MB; a file of " + fixed(all.file_mb) + " MB",
                   "at most 11 times, flat");
        // The library's writer of drawings remembers the number of each entity.
        const double most = format.name == "dxf" ? 4 : 2;
        EXPECT_LT(all.peak_mb, most * tenth.peak_mb) << format.name;
    }
}

}  // namespace

}  // namespace kongdi::server::tests

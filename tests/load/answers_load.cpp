// SPDX-License-Identifier: Apache-2.0
// The answers of 113,411 check-ups of about 780 bytes, from a store in SQLite, as a table: rows a
// second of the whole program, and of its processor. KONGDI_LOAD_ANSWERS is the number of answers.
#include <chrono>
#include <cstdlib>
#include <thread>

#include "server/handlers/intake.hpp"
#include "tests/load/program.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/places.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::Random;
using load::add_figure;
using load::fixed;

std::size_t number_of_answers() {
    const char* text = std::getenv("KONGDI_LOAD_ANSWERS");
    return text == nullptr ? 113'411 : std::strtoul(text, nullptr, 10);
}

/// What a household says of eleven kinds of services, with a word of its own now and then.
std::string checkup(std::uint64_t number, Random& random) {
    std::array<std::uint8_t, 10> bytes{};
    for (std::size_t i = 0; i < 6; ++i)  // the first bytes lose bits to the id's version
        bytes[9 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    std::string id = make_uuid_v7(kNowMs, bytes);
    auto record = RecordBuilder::service_checkup();
    Value services = Value::map();
    constexpr std::array<std::string_view, 4> kMinutes{"0_5", "6_10", "11_15", "16_up"};
    for (std::size_t i = 0; i < 11; ++i)
        services.set(catalogue().facilities[i].code,
                     Value::list({random.once_in(3) ? "no" : "yes", random.pick(kMinutes),
                                  random.between(1, 5), random.between(1, 5)}));
    record.with("/id", id).with("/body/services", services);
    if (random.once_in(4)) record.with("/body/remark", "楼下的路灯不亮, \"三幢\" 门口也是");
    return record.bytes();
}

void fill(Storage& storage, std::size_t wanted, std::size_t& bytes) {
    constexpr std::size_t kBatch = 1000;
    Random random(1);
    std::size_t held = 0;
    while (held < wanted) {
        std::vector<Submission> batch;
        while (batch.size() < std::min(kBatch, wanted - held)) {
            const std::string one = checkup(held + batch.size() + 1, random);
            bytes += one.size();
            Intake intake = take_in(one, catalogue(), storage, kNowMs);
            ASSERT_TRUE(intake.ok()) << intake.errors.front().path;
            batch.push_back(std::move(intake.submission));
        }
        held += batch.size();
        for (const auto& accepted : storage.submit_all(std::move(batch))) ASSERT_TRUE(accepted);
    }
}

load::Cost export_set(std::string set, const std::filesystem::path& data,
                      const std::filesystem::path& file) {
    return load::run_program({kongdi::tests::build_dir() + "/kongdi", "export", std::move(set),
                              "--format", "csv", "--data", data.string(), "-o", file.string()});
}

TEST(Load, exports_answers) {
    const TemporaryFolder folder;
    const auto data = folder.path() / "data";
    const std::size_t total = number_of_answers();
    std::size_t bytes = 0;
    {
        const auto storage = open_or_die({.folder = data});
        import_square(*storage);
        fill(*storage, total, bytes);
    }
    const auto file = folder.path() / "answers.csv";
    load::Cost best = export_set("answers", data, file);
    for (int i = 0; i < 2; ++i) {
        const load::Cost again = export_set("answers", data, file);
        if (again.wall_s < best.wall_s) best = again;
    }
    ASSERT_EQ(best.status, 0);
    const load::Cost none = export_set("spaces", data, folder.path() / "none.csv");
    std::ifstream written(file);
    const auto lines = static_cast<std::size_t>(std::count(std::istreambuf_iterator<char>(written),
                                                           std::istreambuf_iterator<char>(), '\n'));
    EXPECT_EQ(lines, total + 1) << "no answer here has a line end in it";
    const auto rows = static_cast<double>(total);
    add_figure(std::to_string(total) + " check-ups of " + std::to_string(bytes / total) +
                   " bytes as answers.csv, " + std::to_string(std::thread::hardware_concurrency()) +
                   " cores",
               fixed(rows / (best.wall_s - none.wall_s)) + " rows a second, " +
                   fixed(rows / best.wall_s) + " with the start of the program; " +
                   fixed(best.wall_s, 2) + " s, " + fixed(best.processor_s, 2) +
                   " s of processor, " + fixed(best.peak_mb) + " MB",
               "300,000 rows a second");
}

}  // namespace

}  // namespace kongdi::server::tests

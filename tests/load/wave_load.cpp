// SPDX-License-Identifier: Apache-2.0
// A wave of the whole city: every answer goes in as any other record, checked and counted. Ten
// times the answers cost about ten times the time. KONGDI_LOAD_WAVE is the number of answers.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <future>

#include "server/demo/demo.hpp"
#include "server/demo/plan.hpp"
#include "server/handlers/intake.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/random.hpp"

namespace kongdi::load {

namespace {

using kongdi::tests::catalogue;
using kongdi::tests::kNowMs;
using kongdi::tests::Random;

constexpr int kCommunities = 1248;
constexpr std::size_t kBatch = 250;
constexpr std::int64_t kDayMs = 86'400'000;

std::size_t number_of_answers() {
    const char* text = std::getenv("KONGDI_LOAD_WAVE");
    return text == nullptr ? 2'000'000 : std::strtoul(text, nullptr, 10);
}

/// As `kongdi serve` has it by itself; KONGDI_LOAD_CACHE is another `--cache`.
int cache_mb() {
    const char* text = std::getenv("KONGDI_LOAD_CACHE");
    return text == nullptr ? server::SqliteOptions().cache_mb : std::atoi(text);
}

/// Check-ups that say something of each kind of facility, as bytes; made cheaply, by people from
/// all over the city in no order.
class Checkups {
public:
    explicit Checkups(std::vector<std::string> communities)
        : m_communities(std::move(communities)),
          m_version(catalogue().questionnaire("service_checkup")->version) {
        const kongdi::tests::RecordBuilder builder =
            kongdi::tests::RecordBuilder::service_checkup();
        m_consent = write_json(builder.build()["consent"]);
    }

    std::string next() {
        std::array<std::uint8_t, 10> random{};
        ++m_count;
        for (std::size_t i = 0; i < 6; ++i)  // the first bytes lose bits to the id's version
            random[9 - i] = static_cast<std::uint8_t>(m_count >> (8 * i));
        std::string device(32, '0');
        for (std::size_t i = 0; i < 12; ++i)
            device[i] = "0123456789abcdef"[(m_count >> (4 * i)) & 15U];
        std::string out = R"({"id":")" + make_uuid_v7(kNowMs, random) +
                          R"(","kind":"service_checkup","questionnaire":"service_checkup",)"
                          R"("questionnaire_version":)" +
                          std::to_string(m_version) + R"(,"community":")" +
                          m_random.pick(m_communities) + R"(","created_at":")" +
                          format_time(kNowMs) + R"(","device":")" + device + R"(","mode":")" +
                          (m_random.once_in(5) ? "assisted" : "self") + R"(","consent":)" +
                          m_consent + R"(,"photos":[],"body":{)";
        out += m_version == 1 ? steps() : services();
        constexpr std::array<std::string_view, 5> kBands{"14_17", "18_34", "35_59", "60_74",
                                                         "75_up"};
        return out.append(R"(,"age_band":")").append(m_random.pick(kBands)).append("\"}}");
    }

private:
    std::string steps() {
        std::string out = R"("satisfaction":{)";
        for (const FacilityKind& kind : catalogue().facilities)
            out += (out.back() == '{' ? "\"" : ",\"") + kind.code +
                   "\":" + std::to_string(m_random.between(1, 5));
        return out + "}";
    }
    std::string services() {
        constexpr std::array<std::string_view, 4> kMinutes{"0_5", "6_10", "11_15", "16_up"};
        std::string out = R"("services":{)";
        for (const FacilityKind& kind : catalogue().facilities)
            out += (out.back() == '{' ? "\"" : ",\"") + kind.code + R"(":[")" +
                   (m_random.once_in(3) ? "no" : "yes") + "\",\"" +
                   std::string(m_random.pick(kMinutes)) + "\"," +
                   std::to_string(m_random.between(1, 5)) + "," +
                   std::to_string(m_random.between(1, 5)) + "]";
        return out + "}";
    }

    std::vector<std::string> m_communities;
    std::int64_t m_version;
    std::string m_consent;
    Random m_random{1};
    std::uint64_t m_count = 0;
};

WavePlan city_plan() {
    const server::demo::CityPlan city(server::demo::kSeed, kCommunities);
    WavePlan out{"体检",
                 "service_checkup",
                 1,
                 kNowMs - kDayMs,
                 kNowMs + 90 * kDayMs,
                 catalogue().wave_rules.goals,
                 {}};
    for (int i = 0; i < kCommunities; ++i)
        out.targets.push_back({city.community_code(i), 2'000, EstateKind::General});
    return out;
}

std::uintmax_t bytes_in(const std::filesystem::path& folder) {
    std::uintmax_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) bytes += entry.file_size();
    return bytes;
}

}  // namespace

TEST(Load, wave) {
    const std::size_t total = number_of_answers();
    const server::tests::TemporaryFolder folder;
    const auto storage =
        server::tests::open_or_die({.folder = folder.path() / "data", .cache_mb = cache_mb()});
    const WavePlan plan = city_plan();
    const server::Actor planner{Role::Planner, "planner"};
    const std::string id = kongdi::tests::RecordBuilder().number(7).build().text("id");
    ASSERT_TRUE(storage->plan_wave(id, plan, planner, kNowMs - kDayMs));
    const auto wave = storage->move_wave(id, WaveMove::Open, planner, kNowMs - kDayMs);
    ASSERT_TRUE(wave);
    std::vector<std::string> communities;
    for (const WaveTarget& target : plan.targets) communities.push_back(target.community);

    Checkups checkups(communities);
    std::size_t refused = 0;
    // One thread checks the next answers while another writes those before, as a server does.
    const auto checked = [&](std::size_t count) {
        std::vector<server::Submission> out;
        out.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            server::Intake intake = server::take_in(checkups.next(), catalogue(), *storage, kNowMs);
            if (intake.ok())
                out.push_back(std::move(intake.submission));
            else
                ++refused;
        }
        return out;
    };
    const auto began = std::chrono::steady_clock::now();
    const auto so_far = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    };
    // Of all threads: what else runs on the machine does not count.
    const auto processor = [] {
        return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
    };
    const double processor_began = processor();
    double tenth_s = 0, tenth_processor_s = 0;
    std::vector<server::Submission> next = checked(std::min(kBatch, total));
    for (std::size_t sent = 0; sent < total;) {
        auto written =
            std::async(std::launch::async, [&storage, batch = std::move(next)]() mutable {
                std::size_t failed = 0;
                for (const auto& one : storage->submit_all(std::move(batch))) failed += one ? 0 : 1;
                return failed;
            });
        sent += std::min(kBatch, total - sent);
        next = checked(std::min(kBatch, total - sent));
        refused += written.get();
        if (tenth_s == 0 && sent >= total / 10) {
            tenth_s = so_far();
            tenth_processor_s = processor() - processor_began;
        }
    }
    const double all_s = so_far();
    const double all_processor_s = processor() - processor_began;
    EXPECT_EQ(refused, 0u);
    std::int64_t answered = 0;
    const auto counts = storage->wave_counts(wave->number);
    ASSERT_TRUE(counts);
    for (const server::WaveCount& row : *counts) answered += row.answered;
    EXPECT_EQ(answered, static_cast<std::int64_t>(total));
    std::int64_t ratings = 0;
    const auto tallies = storage->wave_tallies(wave->number, server::WaveGroup::None);
    ASSERT_TRUE(tallies);
    for (const server::WaveTally& row : *tallies) ratings += row.tally.satisfaction.n;
    EXPECT_EQ(ratings, static_cast<std::int64_t>(total * catalogue().facilities.size()));

    add_figure("a wave of 1248 communities, " + std::to_string(total) +
                   " answers of 20 services, cache of up to " + std::to_string(cache_mb()) + " MB",
               fixed(static_cast<double>(total) / all_s) + " a second (" + fixed(all_s) + " s)");
    add_figure("  time after a tenth of them and after all",
               fixed(all_s / tenth_s, 1) + " times (" + fixed(tenth_s, 1) + " s, " +
                   fixed(all_s, 1) + " s)",
               "at most 11 times");
    add_figure("  the same in time of the processor",
               fixed(all_processor_s / tenth_processor_s, 1) + " times (" +
                   fixed(all_processor_s / static_cast<double>(total) * 1e6) + " µs an answer)",
               "at most 11 times");
    const std::uintmax_t bytes = bytes_in(folder.path());
    add_figure("  on the disk", fixed(static_cast<double>(bytes) / 1e6) + " MB, " +
                                    fixed(static_cast<double>(bytes) / static_cast<double>(total)) +
                                    " bytes an answer");
    const auto asked = std::chrono::steady_clock::now();
    ASSERT_TRUE(storage->wave_tallies(wave->number, server::WaveGroup::Community));
    add_figure(
        "  its results by community and kind",
        fixed(std::chrono::duration<double>(std::chrono::steady_clock::now() - asked).count() *
              1'000) +
            " ms");
    if (total <= 50'000) {
        EXPECT_EQ(storage->wrong_tallies().value(), std::vector<std::string>());
    }
}

}  // namespace kongdi::load

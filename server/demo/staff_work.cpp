// SPDX-License-Identifier: Apache-2.0
#include "server/demo/staff_work.hpp"

#include <array>

#include "core/base/id.hpp"
#include "server/auth/demo_accounts.hpp"
#include "server/demo/random.hpp"
#include "server/index/reckon.hpp"

namespace kongdi::server::demo {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kWaveDays = 46;  // its answers are of the last 45
constexpr int kDaysLeft = 30;
constexpr std::int64_t kAskedOneIn = 45;  // households: a sample of them
constexpr std::size_t kAtOnce = 2'000;

/// The same for the same seed, so that filling again finds it.
std::string own_id(std::uint64_t seed, Purpose purpose) {
    std::array<std::uint8_t, 10> bytes{};
    Random random = stream_of(seed, purpose);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.within(0, 255));
    return make_uuid_v7(0, bytes);
}

std::uint64_t number_of(std::string_view text) {
    std::uint64_t out = 0;
    for (const char c : text) out = out * 131 + static_cast<unsigned char>(c);
    return out;
}

}  // namespace

void add_targets(const Layer& layer, std::vector<WaveTarget>& targets) {
    for (const Feature& feature : layer.features)
        targets.push_back({feature.properties.text("code"),
                           feature.properties["households"].int_or(0) / kAskedOneIn + 10,
                           feature.properties["is_renewal"].bool_or(false) ? EstateKind::Renewal
                                                                           : EstateKind::General});
}

Result<void> open_wave(Storage& storage, const Catalogue& catalogue, std::uint64_t seed,
                       std::vector<WaveTarget> targets, std::int64_t now_ms) {
    const std::string id = own_id(seed, Purpose::Wave);
    const auto known = KONGDI_TRY(storage.wave(id));
    if (known && known->state != WaveState::Draft) return {};
    const Questionnaire* questionnaire = catalogue.questionnaire("service_checkup");
    const WavePlan plan{"下半年社区体检（演示）",
                        "service_checkup",
                        questionnaire != nullptr ? questionnaire->version : 1,
                        now_ms - kWaveDays * kDayMs,
                        now_ms + kDaysLeft * kDayMs,
                        catalogue.wave_rules.goals,
                        std::move(targets)};
    const Actor planner{Role::Planner, std::string(kDemoAccounts[2].name)};
    KONGDI_TRY(storage.plan_wave(id, plan, planner, plan.opens_at_ms));
    KONGDI_TRY(storage.move_wave(id, WaveMove::Open, planner, plan.opens_at_ms));
    return {};
}

Result<void> verify_facilities(Storage& storage, std::uint64_t seed, std::int64_t now_ms) {
    const Actor worker{Role::Worker, std::string(kDemoAccounts[1].name)};
    const Actor planner{Role::Planner, std::string(kDemoAccounts[2].name)};
    const auto page =
        KONGDI_TRY(storage.facilities({.state = FacilityState::Filed, .limit = 1'000'000}));
    std::vector<FacilityStep> verified, closed;
    for (const Facility& one : page.rows) {
        Random random = stream_of(seed, Purpose::Staff, number_of(one.origin));
        const double draw = random.unit();
        if (draw < .01)
            closed.push_back({one.id, FacilityMove::Close, one.version, {}, "已停办"});
        else if (draw < .84)
            verified.push_back({one.id, FacilityMove::Verify, one.version, {}, {}});
    }
    const auto in_parts = [&](const std::vector<FacilityStep>& steps,
                              const Actor& actor) -> Result<void> {
        for (std::size_t at = 0; at < steps.size(); at += kAtOnce)
            KONGDI_CHECK(storage.move_facilities(
                std::span(steps).subspan(at, std::min(kAtOnce, steps.size() - at)), actor,
                now_ms - 20 * kDayMs));
        return {};
    };
    KONGDI_CHECK(in_parts(closed, planner));
    return in_parts(verified, worker);
}

Result<void> publish_index(Storage& storage, const Catalogue& catalogue, std::uint64_t seed,
                           std::int64_t now_ms) {
    const IndexDefaults defaults = KONGDI_TRY(index_defaults());
    const IndexAsked asked{own_id(seed, Purpose::IndexRun), "体检指数（演示）",
                           own_id(seed, Purpose::Wave), defaults.settings};
    if (KONGDI_TRY(storage.index_run(asked.id))) return {};
    const FrozenRun run = KONGDI_TRY(index_input(storage, catalogue, asked, defaults.reach));
    const Actor planner{Role::Planner, std::string(kDemoAccounts[2].name)};
    KONGDI_TRY(storage.freeze_index(reckoned(asked, run), planner, now_ms));
    KONGDI_TRY(storage.publish_index(asked.id, planner, now_ms));
    return {};
}

}  // namespace kongdi::server::demo

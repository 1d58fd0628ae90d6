// SPDX-License-Identifier: Apache-2.0
#include "server/demo/demo.hpp"

#include "core/codec/record_codec.hpp"
#include "server/auth/demo_accounts.hpp"
#include "server/auth/password.hpp"
#include "server/demo/album.hpp"
#include "server/demo/checkups.hpp"
#include "server/demo/desk_steps.hpp"
#include "server/demo/layers.hpp"
#include "server/demo/names.hpp"
#include "server/demo/plan_work.hpp"
#include "server/demo/programme_work.hpp"
#include "server/demo/reports.hpp"
#include "server/demo/staff_work.hpp"
#include "server/handlers/intake.hpp"

namespace kongdi::server::demo {

namespace {

constexpr int kStreetsPerLine = 10;  // of progress

std::vector<Town> towns_of(const CityPlan& plan, const Catalogue& catalogue, int street) {
    std::vector<Town> towns;
    for (int i = 0; i < plan.count_of(street); ++i)
        towns.push_back(make_town(plan, catalogue, plan.first_of(street) + i));
    return towns;
}

/// Fills a store street by street.
class Filler {
public:
    Filler(Storage& storage, const Catalogue& catalogue, const Options& options,
           const Progress& progress)
        : m_storage(storage),
          m_catalogue(catalogue),
          m_options(options),
          m_progress(progress),
          m_plan(options.seed, options.communities),
          m_consents(catalogue),
          m_album(options.seed, options.now_ms) {}

    Result<Filled> fill() {
        m_filled.communities = m_plan.communities();
        KONGDI_CHECK(m_storage.put_setting(kSettingCityName, kCityName));
        KONGDI_CHECK(m_storage.put_setting(kSettingDemo, "1"));
        KONGDI_CHECK(add_accounts());
        // All layers first, so that every report finds its community.
        KONGDI_CHECK(each_street("map of street", &Filler::add_layers));
        KONGDI_CHECK(verify_facilities(m_storage, m_options.seed, m_options.now_ms));
        KONGDI_CHECK(open_wave(m_storage, m_catalogue, m_options.seed, std::move(m_targets),
                               m_options.now_ms));
        KONGDI_CHECK(each_street("records of street", &Filler::add_records));
        KONGDI_CHECK(publish_index(m_storage, m_catalogue, m_options.seed, m_options.now_ms));
        KONGDI_CHECK(plan_work(m_storage, m_catalogue, m_options.seed, m_options.now_ms));
        KONGDI_CHECK(enter_programme());
        return m_filled;
    }

private:
    Result<void> each_street(std::string_view what, Result<void> (Filler::*step)(int)) {
        for (int street = 0; street < m_plan.streets(); ++street) {
            KONGDI_CHECK((this->*step)(street));
            if ((street + 1) % kStreetsPerLine != 0 && street + 1 != m_plan.streets()) continue;
            m_progress(std::string(what) + " " + std::to_string(street + 1) + " of " +
                       std::to_string(m_plan.streets()));
        }
        return {};
    }

    Result<void> add_accounts() {
        for (const DemoAccount& account : kDemoAccounts) {
            const Account whole{.name = std::string(account.name),
                                .role = account.role,
                                .password_hash = hash_password(account.password),
                                .device = std::string(account.device),
                                .scope = scope_of(account.reach)};
            KONGDI_CHECK(m_storage.put_account(whole, {Role::Administrator, "kongdi demo"},
                                               m_options.now_ms));
        }
        return {};
    }

    Scope scope_of(DemoReach reach) const {
        if (reach == DemoReach::Nowhere) return {};
        if (reach == DemoReach::City) return whole_city();
        Scope out;
        for (int community = 0; community < std::min(2, m_plan.communities()); ++community)
            out.areas.push_back(m_plan.community_code(community));
        return out;
    }

    Result<void> add_layers(int street) {
        const std::vector<Town> towns = towns_of(m_plan, m_catalogue, street);
        const std::string source = "demo/" + m_plan.street_code(street);
        for (const Layer& layer : street_layers(m_plan, street, towns, m_options.now_ms)) {
            if (layer.features.empty()) continue;
            if (layer.role == "community") add_targets(layer, m_targets);
            m_filled.features += KONGDI_TRY(
                m_storage.import_features(layer.role, source, layer.features, m_options.now_ms));
        }
        return {};
    }

    Result<void> add_records(int street) {
        std::vector<SentReport> reports;
        std::vector<Submission> submissions;
        for (const Town& town : towns_of(m_plan, m_catalogue, street)) {
            const ReportSource source{
                m_plan, m_catalogue, m_consents, m_options.now_ms,
                [this](std::string_view type, int scene) { return m_album.entry(type, scene); }};
            // The demo's resident lives in the first community.
            const auto device = town.community == 0 ? std::optional(kDemoDevice) : std::nullopt;
            for (SentReport& report : reports_of(source, town, device)) {
                KONGDI_CHECK(add(report.record, report.received_at_ms, submissions));
                reports.push_back(std::move(report));
            }
            m_filled.checkups += KONGDI_TRY(add_checkups(town, submissions));
        }
        m_filled.reports += static_cast<std::int64_t>(reports.size());
        m_filled.photos += KONGDI_TRY(m_album.keep_new(m_storage));
        for (const Result<Accepted>& accepted : m_storage.submit_all(std::move(submissions)))
            if (!accepted) return accepted.error();
        for (const SentReport& report : reports) KONGDI_CHECK(add_step(report));
        return {};
    }

    /// Of the first twelve communities.
    Result<void> enter_programme() {
        std::vector<ProgrammeSite> sites;
        for (int i = 0; i < std::min(12, m_plan.communities()); ++i)
            sites.push_back({m_plan.community_code(i), community_name(m_options.seed, i),
                             m_album.entry("I05", i % 2).sha256});
        m_filled.photos += KONGDI_TRY(m_album.keep_new(m_storage));
        return programme_work(m_storage, m_catalogue, m_options.seed, sites, m_options.now_ms);
    }

    Result<std::int64_t> add_checkups(const Town& town, std::vector<Submission>& submissions) {
        const CheckupSource source{m_plan, m_catalogue, m_consents, m_options.now_ms};
        Random random = stream_of(m_options.seed, Purpose::Checkups,
                                  static_cast<std::uint64_t>(town.community), 1'000'000);
        for (int i = 0; i < m_options.checkups_per_community; ++i) {
            const Record record = draw_checkup(source, town, random);
            KONGDI_CHECK(
                add(record, record.created_at_ms + random.within(1'000, 60'000), submissions));
        }
        return m_options.checkups_per_community;
    }

    /// As a request would bring it.
    Result<void> add(const Record& record, std::int64_t received_at_ms,
                     std::vector<Submission>& submissions) {
        Intake intake = take_in(write_record(record), m_catalogue, m_storage, received_at_ms);
        if (!intake.ok()) return intake.errors.front();
        submissions.push_back(std::move(intake.submission));
        return {};
    }

    Result<void> add_step(const SentReport& report) {
        const auto done = desk_step_of(report, m_options.now_ms);
        if (!done) return {};
        const std::string& id = report.record.id;
        const auto now = KONGDI_TRY(m_storage.record(id));
        // Filling again: it happened before.
        if (!now || now->state.state != ReportState::Submitted) return {};
        KONGDI_CHECK(m_storage.step_report(id, done->step, done->actor, done->at_ms));
        ++m_filled.moves;
        const Actor planner{Role::Planner, std::string(kDemoAccounts[2].name)};
        for (const SpaceStep& step : space_steps_of(report))
            KONGDI_CHECK(m_storage.step_space(id, step, planner, done->at_ms));
        return {};
    }

    Storage& m_storage;
    const Catalogue& m_catalogue;
    const Options& m_options;
    const Progress& m_progress;
    CityPlan m_plan;
    Consents m_consents;
    Album m_album;
    std::vector<WaveTarget> m_targets;  // of the wave
    Filled m_filled;
};

}  // namespace

Result<Filled> fill_city(Storage& storage, const Catalogue& catalogue, const Options& options,
                         const Progress& progress) {
    return Filler(storage, catalogue, options, progress).fill();
}

struct RecordStream::State {
    const Catalogue& catalogue;
    RecordKind kind;
    std::int64_t count;
    std::uint64_t seed;
    Options city;
    CityPlan plan;
    Consents consents;
    Town town = {};
    Random random{0};
    std::int64_t made = 0;
    int community = -1;

    void move_to(int next) {
        community = next;
        town = make_town(plan, catalogue, next);
        random = stream_of(seed, Purpose::Stream, static_cast<std::uint64_t>(kind),
                           static_cast<std::uint64_t>(next));
    }

    Record draw() {
        if (kind == RecordKind::ServiceCheckup)
            return draw_checkup({plan, catalogue, consents, city.now_ms}, town, random);
        const SpaceSite site = draw_space(town, random);
        const std::int64_t created = draw_time(city.now_ms, kStreamDays, random);
        return draw_report({plan, catalogue, consents, city.now_ms, {}}, town, site, created,
                           random);
    }

    static constexpr int kStreamDays = 160;
};

RecordStream::RecordStream(const Catalogue& catalogue, RecordKind kind, std::int64_t count,
                           std::uint64_t seed, const Options& city)
    : m_state(new State{catalogue, kind, count, seed, city, CityPlan(city.seed, city.communities),
                        Consents(catalogue)}) {}

RecordStream::~RecordStream() = default;

bool RecordStream::next(std::string& bytes) {
    State& state = *m_state;
    if (state.made >= state.count) return false;
    const int community = static_cast<int>(state.made * state.plan.communities() / state.count);
    if (community != state.community) state.move_to(community);
    bytes = write_record(state.draw());
    ++state.made;
    return true;
}

}  // namespace kongdi::server::demo

// SPDX-License-Identifier: Apache-2.0
#include "server/demo/programme_work.hpp"

#include <array>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/lifecycle/programme_lifecycle.hpp"
#include "core/model/programme_fields.hpp"
#include "core/rules/land_terms.hpp"
#include "server/auth/demo_accounts.hpp"
#include "server/demo/random.hpp"

namespace kongdi::server::demo {

namespace {

using K = ProgrammeKind;
using M = ProgrammeMove;

constexpr int kChinaMinutes = 8 * 60;
constexpr std::int64_t kDayMs = 86'400'000;

/// How far the candidates are, in turn, along kWay.
constexpr std::array kWay{M::FileScheme, M::Start, M::Submit, M::Accept};
constexpr std::array<std::size_t, 6> kStages{4, 4, 3, 4, 2, 1};

class Programme {
public:
    Programme(Storage& storage, const Catalogue& catalogue, std::uint64_t seed, std::int64_t now_ms)
        : m_storage(storage),
          m_catalogue(catalogue),
          m_seed(seed),
          m_now_ms(now_ms),
          m_year(civil_time(now_ms, kChinaMinutes).year) {}

    Result<void> candidate(const ProgrammeSite& site, std::size_t number) {
        const std::size_t moves = kStages[number % kStages.size()];
        const bool leading = number % 2 == 0;
        const char* type = leading ? "leading" : "general";
        Value facts = about(site, "未来社区");
        facts.set("year", m_year).set("type", type).set("batch", "第一批（演示）");
        facts.set("accepted_type", type).set("accepted_on", day(m_year, "06-20"));
        const std::string id = own_id(K::Candidate, number);
        KONGDI_CHECK(enter(id, K::Candidate, facts, {kWay.begin(), kWay.begin() + moves}));
        if (moves < kWay.size()) return {};
        Value award = about(site, "奖补");
        award.set("year", m_year)
            .set("class", leading ? "provincial_leading" : "provincial_general")
            .set("yuan", std::int64_t{leading ? 5'000'000 : 3'000'000})
            .set("candidate", id)
            .set("paid_on", day(m_year, "09-30"));
        std::vector<M> paid{M::Approve};
        if (number % 4 == 0) paid.push_back(M::Pay);
        return enter(own_id(K::Award, number), K::Award, award, paid);
    }

    /// As in 2023: something at first, something in the middle of the year; and the money of three
    /// years, which falls short.
    Result<void> budgets() {
        const auto money = [&](const char* title, std::int64_t last, const char* part,
                               std::int64_t yuan) {
            Value out = Value::map({{"title", title}, {"year", m_year}, {"part", part}});
            out.set("yuan", yuan);
            if (last != m_year) out.set("last_year", last);
            return out;
        };
        const std::array<Value, 3> all{money("年初安排", m_year, "planned", 8'000'000),
                                       money("年中增加", m_year, "added", 2'000'000),
                                       money("三年奖补", m_year + 2, "planned", 12'000'000)};
        for (std::size_t i = 0; i < all.size(); ++i)
            KONGDI_CHECK(enter(own_id(K::Budget, i), K::Budget, all[i], {M::Approve}));
        return {};
    }

    Result<void> best_case(const ProgrammeSite& site, std::size_t number) {
        Value facts = about(site, "：老房子里的新邻里");
        facts.set("title_en", "New neighbours in an old house").set("year", m_year);
        facts.set("level", number == 0 ? "provincial" : "city");
        facts.set("summary",
                  "居民报告了一处闲置的老房子，社区核实后改成食堂和活动室，一年接待老人三万人次。");
        facts.set("summary_en",
                  "Residents reported an idle house; it became a canteen and a club room, which "
                  "30,000 guests used in a year.");
        if (!site.photo.empty()) facts.set("photos", Value::list({site.photo}));
        return enter(own_id(K::Case, number), K::Case, facts, {M::Nominate, M::Select});
    }

    Result<void> opened(const ProgrammeSite& site, std::size_t number) {
        Value facts = about(site, "邻里中心运营");
        const Value year = Value::map({{"year", m_year - 1},
                                       {"income_yuan", 860'000},
                                       {"cost_yuan", 910'000},
                                       {"subsidy_yuan", 80'000}});
        facts.set("operator", "邻里运营公司（演示）").set("opened_on", day(m_year - 1, "01-08"));
        facts.set("contract_ends_on", day(m_year + 4, "01-07")).set("exchanged_m2", 240);
        facts.set("services", "老人助餐、周末托管").set("incomes", Value::list({year}));
        return enter(own_id(K::Operation, number), K::Operation, facts, {M::Start});
    }

    Result<void> certificate(const ProgrammeSite& site, std::size_t number) {
        Value facts = about(site, "社区用房办证");
        Value papers = Value::list();
        for (std::size_t i = 0; i < usual_papers().size(); ++i)
            papers.push(
                Value::map({{"paper", usual_papers()[i]}, {"there", number == 0 || i < 5}}));
        facts.set("room", "原锅炉房").set("way", "integrate").set("area_m2", 320);
        facts.set("papers", papers);
        std::vector<M> moves;
        if (number == 0) moves.push_back(M::Submit);
        return enter(own_id(K::Certificate, number), K::Certificate, facts, moves);
    }

    Result<void> plot(const ProgrammeSite& site, std::size_t number) {
        Value facts = about(site, "住宅地块");
        facts.set("plot", "演示-0" + std::to_string(number + 1)).set("households", 1'800);
        facts.set("people", 5'400);
        return enter(own_id(K::Land, number), K::Land, facts, {M::Issue});
    }

private:
    static Value about(const ProgrammeSite& site, const char* what) {
        return Value::map({{"title", site.name + what}, {"community", site.code}});
    }
    static std::string day(std::int64_t year, const char* month_and_day) {
        return std::to_string(year) + "-" + month_and_day;
    }
    std::string own_id(K kind, std::size_t number) const {
        std::array<std::uint8_t, 10> bytes{};
        Random random =
            stream_of(m_seed, Purpose::Programme, static_cast<std::uint64_t>(kind), number);
        for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.within(0, 255));
        return make_uuid_v7(0, bytes);
    }
    /// Files it and makes its moves, from where it stands when it was there before.
    Result<void> enter(const std::string& id, K kind, const Value& facts,
                       const std::vector<M>& moves) {
        const Actor planner{Role::Planner, std::string(kDemoAccounts[2].name)};
        const std::int64_t filed_ms = m_now_ms - 60 * kDayMs;
        auto entry = KONGDI_TRY(m_storage.file_programme(id, kind, facts, planner, filed_ms));
        while (entry.version - 1 < std::ssize(moves)) {
            ProgrammeStep step{.doing = ProgrammeDoing::Move,
                               .move = moves[static_cast<std::size_t>(entry.version - 1)]};
            if (*step.move == M::Issue)
                step.facilities = land_terms(m_catalogue.facilities, facts["households"].int_or(0),
                                             facts["people"].int_or(0));
            entry = KONGDI_TRY(m_storage.step_programme(id, entry.version, step, planner,
                                                        filed_ms + entry.version * 7 * kDayMs));
        }
        return {};
    }

    Storage& m_storage;
    const Catalogue& m_catalogue;
    std::uint64_t m_seed;
    std::int64_t m_now_ms;
    std::int64_t m_year;
};

}  // namespace

Result<void> programme_work(Storage& storage, const Catalogue& catalogue, std::uint64_t seed,
                            const std::vector<ProgrammeSite>& sites, std::int64_t now_ms) {
    Programme programme(storage, catalogue, seed, now_ms);
    KONGDI_CHECK(programme.budgets());
    for (std::size_t i = 0; i < sites.size(); ++i) {
        KONGDI_CHECK(programme.candidate(sites[i], i));
        if (i >= 2) continue;
        KONGDI_CHECK(programme.best_case(sites[i], i));
        KONGDI_CHECK(programme.opened(sites[i], i));
        KONGDI_CHECK(programme.certificate(sites[i], i));
        KONGDI_CHECK(programme.plot(sites[i], i));
    }
    return {};
}

}  // namespace kongdi::server::demo

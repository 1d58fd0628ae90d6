// SPDX-License-Identifier: Apache-2.0
// Small numbers on every route: a city with some of everything is read by a stranger and by a
// worker of one area, before and after one record came and one person erased theirs.
#include <cmath>
#include <map>
#include <regex>
#include <set>

#include "server/handlers/open_snapshot.hpp"
#include "server/http/routes.hpp"
#include "server/storage/erasure.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

/// Names under which JSON and CSV count people or what people sent.
const std::set<std::string_view> kCounts{
    "n",         "count",          "answered",     "joined",       "people",
    "seated",    "satisfaction_n", "importance_n", "minutes_n",    "use_n",
    "none_here", "residents",      "idle_spaces",  "open_reports", "verified_spaces",
    "reports",   "corroborations", "households",   "voices",       "remarks",
    "votes",     "answers"};
/// Indicators whose "value" counts them.
const std::set<std::string_view> kCountingIndicators{"idle_spaces", "open_reports",
                                                     "verified_spaces", "residents"};

/// What a worker is shown of the reports and hands that are theirs to look after; nobody else is.
const std::map<std::string_view, std::string_view> kOfTheirOwnArea{
    {"/api/v1/records/{id}", "a report, to check it"},
    {"/api/v1/spaces", "reports, to check them"},
    {"/api/v1/spaces/{id}", "a report, to check it"},
    {"/api/v1/facility_remarks", "remarks, to answer them"},
    {"/api/v1/waves", "how many were asked, not what they said"},
    {"/api/v1/waves/{id}", "how many were asked, not what they said"},
    {"/api/v1/waves/{id}/progress", "who goes from door to door knows how many came"},
    {"/api/v1/meetings", "meetings they lead"},
    {"/api/v1/meetings/{id}", "the host counts the hands"},
    {"/api/v1/questionnaires", "questions, not answers"},
    {"/api/v1/site_checks/agreement", "their own checks of one another"},
    {"/api/v1/programme", "buildings and money"},
    {"/api/v1/programme/sums", "buildings and money"},
    {"/ogc/collections/{id}/items", "reports, to check them"}};

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

/// Real subjects of each pattern with a name in it. None: there is nothing of people in it.
const std::map<std::string_view, std::vector<std::string>>& subjects() {
    static const std::map<std::string_view, std::vector<std::string>> kSubjects{
        {"/api/v1/records/{id}", {id_of(1)}},
        {"/api/v1/photos/{sha256}", {}},
        {"/api/v1/schema/{kind.json}", {}},
        {"/api/v1/spaces/{id}", {id_of(1)}},
        {"/api/v1/spaces/{id}/reach", {id_of(1)}},
        {"/api/v1/indicators/{name}",
         {"idle_spaces", "open_reports", "verified_spaces", "spaces_per_1000", "idle_area_low",
          "residents"}},
        {"/tiles/base/{z}/{x}/{y}", {}},
        {"/tiles/{layer}/{z}/{x}/{y.mvt}", {}},
        {"/api/v1/facilities/near/{id}", {id_of(40)}},
        {"/api/v1/facilities/{id}", {id_of(40)}},
        {"/api/v1/facilities/{id}/reach", {id_of(40)}},
        {"/api/v1/waves/{id}", {id_of(170)}},
        {"/api/v1/waves/{id}/progress", {id_of(170)}},
        {"/api/v1/waves/{id}/results", {id_of(170)}},
        {"/api/v1/index/runs/{id}", {id_of(50)}},
        {"/api/v1/index/runs/{id}/document", {id_of(50)}},
        {"/api/v1/index/runs/{id}/proposals", {id_of(50)}},
        {"/api/v1/index/runs/{id}/changes/{other}", {}},
        {"/api/v1/index/runs/{id}/communities/{code}", {}},
        {"/api/v1/plan/{id}", {id_of(60)}},
        {"/api/v1/programme/entries/{id}", {}},
        {"/api/v1/results/{id}", {id_of(170)}},
        {"/api/v1/seats/{code}", {}},
        {"/w/{code}", {}},
        {"/api/v1/meetings/{id}", {id_of(190)}},
        {"/api/v1/meetings/{id}/qr", {}},
        {"/api/v1/meetings/{id}/summary", {id_of(190), id_of(90)}},
        {"/api/v1/join/{code}", {"BBB333"}},
        {"/api/v1/questionnaires/{id}/{version}", {}},
        {"/api/v1/questionnaires/{id}/{version}/form.xlsx", {}},
        {"/api/v1/accounts/{name}", {}},
        {"/api/v1/invite/{token}", {}},
        {"/export/{dataset.format}", {"ratings.csv", "communities.csv", "sessions.csv"}},
        {"/open/{date}/{file}",
         {"spaces.csv", "communities.csv", "ratings.csv", "communities.geojson",
          "ratings.geojson"}},
        {"/export/chart/{name.format}", {}},
        {"/export/sheet/{name.format}", {}},
        {"/ogc/collections/{id}", {"spaces", "facilities", "communities"}},
        {"/ogc/collections/{id}/queryables", {"spaces"}},
        {"/ogc/collections/{id}/items", {"spaces", "facilities", "communities"}},
        {"/ogc/collections/{id}/items/{feature}", {}},
        {"/open311/v2/{document.format}", {"requests.json", "services.json"}},
        {"/open311/v2/services/{code.format}", {"I05.json"}},
        {"/open311/v2/requests/{id.format}", {id_of(1) + ".json"}},
        {"/openrosa/forms/{id}/{version.xml}", {}},
        {"/openrosa/forms/{id}/{version}/{file}", {}},
        {"/plain/sent/{id}", {id_of(1)}},
        {"/plain/cases/{id}", {}},
        {"/plain/cases/{id}/photos/{sha256}", {}},
        {"/plain/meetings/{id}", {id_of(190), id_of(90)}},
        {"/plain/sheets/{name}", {}},
    };
    return kSubjects;
}

/// Numbers of one answer by where they stand in it; a row is known by what it is about.
using Numbers = std::map<std::string, double>;
struct Seen {
    std::map<std::string, Numbers> counts = {};  // by address
    std::map<std::string, Numbers> means = {};
    std::size_t answers = 0;
};

std::string row_name(const Value& row, std::size_t i) {
    std::string out;
    for (const char* name : {"facility", "group", "code", "name", "id"})
        if (row.if_map() != nullptr && row[name].if_string() != nullptr)
            out += std::string(row.text(name)) + ",";
    return out.empty() ? std::to_string(i) : out;
}

void walk(const Value& tree, const std::string& at, bool values_count, Numbers& counts,
          Numbers& means) {
    if (const Value::Map* map = tree.if_map()) {
        for (const Value::Member& one : *map) {
            const std::string here = at + "/" + one.first;
            const bool counts_it =
                kCounts.contains(one.first) || (values_count && one.first == "value");
            if (counts_it && one.second.is_number())
                counts[here] = one.second.number_or(0);
            else if (one.first == "mean" && one.second.is_number())
                means[here] = one.second.number_or(0);
            // Of a scale the list is the counts themselves.
            else if (const Value::List* list = one.second.if_list();
                     list != nullptr && one.first == "counts")
                for (std::size_t i = 0; i < list->size(); ++i)
                    if ((*list)[i].is_number())
                        counts[here + "/" + std::to_string(i)] = (*list)[i].number_or(0);
            walk(one.second, here, values_count, counts, means);
        }
    } else if (const Value::List* list = tree.if_list()) {
        for (std::size_t i = 0; i < list->size(); ++i)
            walk((*list)[i], at + "/" + row_name((*list)[i], i), values_count, counts, means);
    }
}

void read_table(const std::string& csv, Numbers& counts, Numbers& means) {
    const auto rows =
        kongdi::tests::read_csv(csv.starts_with("\xEF\xBB\xBF") ? csv.substr(3) : csv);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::string row;
        for (std::size_t c = 0; c < rows[i].size() && c < rows[0].size(); ++c)
            for (const char* name : {"wave_id", "by", "community_code", "mode", "age_band", "kind",
                                     "meeting_id", "question", "option"})
                if (rows[0][c] == name) row += rows[i][c] + ",";
        for (std::size_t c = 0; c < rows[i].size() && c < rows[0].size(); ++c) {
            if (rows[i][c].empty()) continue;
            const std::string here = row + rows[0][c];
            if (kCounts.contains(rows[0][c])) counts[here] = std::stod(rows[i][c]);
            if (rows[0][c].ends_with("_mean")) means[here] = std::stod(rows[i][c]);
        }
    }
}

/// A page says numbers in words and in the cells of counts.
void read_page(const std::string& html, Numbers& counts) {
    static const std::regex kNumber(
        "class=\"count\">([0-9]+)<|([0-9]+) (?:人在场|份回答|answers|people)");
    std::size_t i = 0;
    for (std::sregex_iterator at(html.begin(), html.end(), kNumber), end; at != end; ++at)
        counts[std::to_string(i++)] = std::stod((*at)[1].matched ? (*at)[1] : (*at)[2]);
}

class SmallNumbers : public ExportFixture {
protected:
    void SetUp() override {
        ExportFixture::SetUp();
        m_services.snapshots = &m_kept;
        fill_the_rest();
        const Actor planner{Role::Planner, "planner"};
        ASSERT_TRUE(storage().move_wave(id_of(70), WaveMove::Publish, planner, m_now_ms));
        for (const MeetingMove move : {MeetingMove::Summarise, MeetingMove::Publish})
            ASSERT_TRUE(
                storage().step_meeting(id_of(90), MoveMeeting{move}, "", planner, m_now_ms));
        hold_a_wave();
        hold_a_hall(190, "AAA222", true);
        hold_a_hall(191, "BBB333", false);
        for (std::uint32_t i = 0; i < 13; ++i) report(300 + i, device(i));
        snapshot();
    }
    static std::string device(std::uint32_t i) {
        const std::string number = std::to_string(i);
        return std::string(32 - number.size(), 'd') + number;
    }
    void report(std::uint32_t number, const std::string& who) {
        add(RecordBuilder()
                .number(number)
                .with("/device", who)
                .with("/body/floor_area", Value::map({{"value", 61}, {"source", "paced"}})));
    }
    /// Thirteen households, of whom the first says otherwise.
    void hold_a_wave() {
        const Actor planner{Role::Planner, "planner"};
        const WavePlan plan{"第二次体检",
                            "service_checkup",
                            2,
                            m_now_ms - 86'400'000,
                            m_now_ms + 86'400'000,
                            catalogue().wave_rules.goals,
                            {{std::string(kCommunityCode), 200, EstateKind::General}}};
        ASSERT_TRUE(storage().plan_wave(id_of(170), plan, planner, m_now_ms));
        ASSERT_TRUE(storage().move_wave(id_of(170), WaveMove::Open, planner, m_now_ms));
        for (std::uint32_t i = 0; i < 13; ++i)
            add(RecordBuilder::service_checkup()
                    .number(400 + i)
                    .with("/device", device(i))
                    .with("/body",
                          Value::map({{"services",
                                       Value::map({{"ELD02", Value::list({"yes", "6_10",
                                                                          i == 0 ? 1 : 4, 5})}})},
                                      {"age_band", i < 7 ? "60_74" : "35_59"}})));
        for (const WaveMove move : {WaveMove::Close, WaveMove::Publish})
            ASSERT_TRUE(storage().move_wave(id_of(170), move, planner, m_now_ms));
    }
    void hold_a_hall(std::uint32_t number, const std::string& code, bool to_the_end) {
        const Actor host{Role::Worker, "host"};
        const auto step = [&](const MeetingStep& one) {
            ASSERT_TRUE(storage().step_meeting(id_of(number), one, code, host, m_now_ms));
        };
        ASSERT_TRUE(storage().plan_meeting(id_of(number),
                                           kongdi::tests::meeting_plan(std::string(kCommunityCode)),
                                           host, m_now_ms));
        step(MoveMeeting{MeetingMove::Open});
        const std::int64_t meeting = storage().meeting(id_of(number)).value()->number;
        for (const char* question : {"room", "content"}) step(SetQuestion{question, AskMove::Open});
        const std::uint32_t here = to_the_end ? 13 : 4;
        for (std::uint32_t i = 0; i < here; ++i) {
            const std::string seat = sha256(code + std::to_string(i));
            ASSERT_TRUE(
                storage().take_seat(code, {seat, "d" + code + std::to_string(i)}, {}, m_now_ms));
            const auto say = [&](std::uint32_t record, const char* question, Value answer) {
                add(RecordBuilder::meeting(meeting)
                        .number(record)
                        .with("/device", device(i))
                        .with("/seat", seat)
                        .with("/body", Value::map({{question, std::move(answer)}})));
            };
            say(number * 1000 + i, "room", i < 6 ? "yes" : "no");
            say(number * 1000 + 500 + i, "content", i == 0 ? 1 : 4);
        }
        for (const char* question : {"room", "content"})
            step(SetQuestion{question, AskMove::Reveal});
        if (!to_the_end) return;
        for (const MeetingMove move :
             {MeetingMove::Close, MeetingMove::Summarise, MeetingMove::Publish})
            step(MoveMeeting{move});
    }
    void snapshot() {
        m_now_ms += 1000;
        const auto made = make_snapshot(storage(), catalogue(),
                                        {.folder = m_kept, .licence = "CC", .now_ms = m_now_ms});
        ASSERT_TRUE(made) << made.error().detail;
    }
    void look_at(const std::string& path, const std::vector<Pair>& headers, Seen& seen,
                 std::vector<Pair> query = {{"bbox", "120,30,121,31"}}) {
        std::string name = path;
        for (const auto& [key, value] : query)
            if (key == "by" || key == "community") name += "?" + key + "=" + value;
        Response answer = get(path, headers, std::move(query));
        if (answer.status != 200) return;
        ++seen.answers;
        const std::string body = whole_body(answer);
        const std::string_view type = answer.header("Content-Type");
        Numbers& counts = seen.counts[name];
        Numbers& means = seen.means[name];
        const std::string last = path.substr(path.rfind('/') + 1);
        if (type.find("json") != std::string_view::npos) {
            const auto tree = parse_own_json(body);
            ASSERT_TRUE(tree) << path;
            walk(*tree, "", kCountingIndicators.contains(last), counts, means);
        } else if (type.find("csv") != std::string_view::npos) {
            read_table(body, counts, means);
        } else if (type.find("html") != std::string_view::npos) {
            read_page(body, counts);
        }
    }
    /// All that somebody is answered on every route.
    Seen look(const std::vector<Pair>& headers, bool is_worker) {
        Seen out;
        for (const Route& route : routes()) {
            if (route.method != Method::Get) continue;
            const bool is_open = route.access == Access::Public;
            if (!is_open && (!is_worker || kOfTheirOwnArea.contains(route.pattern))) continue;
            if (is_worker && kOfTheirOwnArea.contains(route.pattern)) continue;
            std::string pattern(route.pattern);
            const std::size_t part = pattern.find('{');
            if (part == std::string::npos) {
                look_at(pattern, headers, out);
                if (pattern.ends_with("/survey"))
                    look_at(pattern, headers, out, {{"community", std::string(kCommunityCode)}});
                continue;
            }
            const auto named = subjects().find(route.pattern);
            if (named == subjects().end()) {
                ADD_FAILURE() << route.pattern << ": which subject is it asked for here?";
                continue;
            }
            const std::size_t end = pattern.find('}') + 1;
            for (const std::string& subject : named->second) {
                std::string path = pattern;
                if (path == "/open/{date}/{file}")
                    path = "/open/newest/" + subject;
                else
                    path.replace(part, end - part, subject);
                look_at(path, headers, out);
                if (path.find("/results") != std::string::npos)
                    for (const char* by : {"community", "mode", "age_band"})
                        look_at(path, headers, out, {{"by", by}});
            }
        }
        return out;
    }
    static void expect_no_small_number(const Seen& seen, const std::string& who) {
        for (const auto& [path, numbers] : seen.counts)
            for (const auto& [at, n] : numbers)
                EXPECT_TRUE(n == 0 || n >= kLeastShown)
                    << who << " " << path << " " << at << " " << n;
    }
    /// None but what the rules allow of two looks: the same, or five and more apart.
    static void expect_no_small_difference(const Seen& before, const Seen& after,
                                           const std::string& who) {
        for (const auto& [path, numbers] : before.counts)
            for (const auto& [at, n] : numbers) {
                const auto page = after.counts.find(path);
                if (page == after.counts.end() || !page->second.contains(at)) continue;
                const double difference = std::abs(page->second.at(at) - n);
                EXPECT_TRUE(difference == 0 || difference >= kLeastShown)
                    << who << " " << path << " " << at << " " << n << " " << page->second.at(at);
            }
    }

    std::filesystem::path m_kept = m_folder.path() / "snapshots";
};

TEST_F(SmallNumbers, are_nowhere_and_two_looks_tell_nobody) {
    const Pair worker = as("ling", Role::Worker, {{std::string(kCommunityCode)}});
    const Seen stranger = look({}, false);
    const Seen own_area = look({worker}, true);
    EXPECT_GT(stranger.answers, 40u);
    EXPECT_GT(own_area.answers, stranger.answers);
    std::size_t numbers = 0;
    for (const auto& [path, of_it] : stranger.counts) numbers += of_it.size();
    EXPECT_GT(numbers, 60u) << "there was something to see";
    expect_no_small_number(stranger, "a stranger");
    expect_no_small_number(own_area, "a worker");

    // One comes, and the one who said otherwise goes.
    report(350, device(40));
    const auto erased = storage().erase_own(device(0), m_now_ms);
    ASSERT_TRUE(erased);
    EXPECT_EQ(erased->count("service_checkup"), 1);
    EXPECT_EQ(erased->count("idle_space"), 1);
    EXPECT_EQ(erased->count("meeting"), 4);
    report(351, device(41));
    report(352, device(42));
    snapshot();
    const Seen again = look({}, false);
    const Seen own_again = look({worker}, true);
    expect_no_small_number(again, "a stranger, later");
    expect_no_small_number(own_again, "a worker, later");
    expect_no_small_difference(stranger, again, "a stranger");
    expect_no_small_difference(own_area, own_again, "a worker");

    // Means of what still changes are rough; those of a meeting that is over stay what they were.
    for (const Seen* one : {&stranger, &own_area, &again, &own_again})
        for (const auto& [path, means] : one->means)
            for (const auto& [at, mean] : means) {
                // That of an index is of a frozen run.
                if (path.find("/index/") != std::string::npos) continue;
                EXPECT_LT(std::abs(mean * 10 - std::round(mean * 10)), 1e-6) << path << at << mean;
                if (path.find("meetings") == std::string::npos) continue;
                EXPECT_EQ(mean, stranger.means.at(path).at(at)) << path << at;
            }
}

}  // namespace

}  // namespace kongdi::server::tests

// SPDX-License-Identifier: Apache-2.0
// What server/deploy says of alarms holds against what /metrics prints.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "server/auth/rate_limits.hpp"
#include "server/auth/work_gate.hpp"
#include "server/handlers/metrics.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::filesystem::path kDeploy = kongdi::tests::tests_dir() + "/../server/deploy";

class AlarmsTest : public ServerFixture {
protected:
    /// With all that only some servers have, and an answer that nobody waited for.
    std::string metrics() {
        m_services.metrics = &m_metrics;
        m_services.rate_limits = &m_limits;
        m_services.work = &m_gate;
        m_metrics.front = [] { return FrontFacts{}; };
        m_metrics.webhooks = [this] { return std::vector<const WebhookMeter*>{&m_webhook}; };
        m_metrics.push = &m_push;
        for (std::size_t i = 0; i < m_metrics.names.size(); ++i)
            if (m_metrics.names[i].route == "later") m_metrics.requests.count(i, 503, 1);
        Request asked = request(Method::Get, "/metrics");
        asked.from_this_machine = true;
        return send(std::move(asked)).body;
    }
    static std::set<std::string> names_in(const std::string& text) {
        static const std::regex name(R"(\b(kongdi|process)_[a-z_]+)");
        return {std::sregex_token_iterator(text.begin(), text.end(), name), {}};
    }

    Metrics m_metrics{row_names(), kNowMs};
    RateLimits m_limits;
    WorkGate m_gate{WorkGate::Key{7}};
    WebhookMeter m_webhook{"gis"};
    PushMeter m_push;
};

/// Also in rules of Prometheus, if a file there has any.
TEST_F(AlarmsTest, every_metric_that_is_named_for_those_who_run_it_is_printed) {
    const std::set<std::string> printed = names_in(metrics());
    std::set<std::string> named;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kDeploy)) {
        if (!entry.is_regular_file()) continue;
        for (const std::string& name : names_in(text_of(entry.path()))) {
            EXPECT_EQ(printed.count(name), 1u) << entry.path().filename() << ": " << name;
            named.insert(name);
        }
    }
    EXPECT_GT(named.size(), 12u) << "is this looking in the right place?";
}

TEST_F(AlarmsTest, every_label_that_an_alarm_picks_is_one_of_its_metric) {
    const std::string text = metrics();
    const std::string readme = text_of(kDeploy / "README.md");
    const std::regex picked(R"re(\b(kongdi_[a-z_]+)\{([^}]+)\})re");
    int all = 0;
    for (std::sregex_iterator at(readme.begin(), readme.end(), picked), end; at != end; ++at) {
        bool is_there = false;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);)
            is_there = is_there || (line.starts_with((*at)[1].str() + "{") &&
                                    line.find((*at)[2].str()) != std::string::npos);
        EXPECT_TRUE(is_there) << at->str();
        ++all;
    }
    EXPECT_GT(all, 4);
}

TEST_F(AlarmsTest, every_alarm_says_why_and_what_to_do) {
    std::istringstream lines(text_of(kDeploy / "README.md"));
    std::string line;
    while (std::getline(lines, line) && line != "| alarm | why | what to do |") {
    }
    ASSERT_TRUE(std::getline(lines, line)) << "the table is gone";
    EXPECT_EQ(line, "|--|--|--|");
    const std::regex row(R"(\| (.*[a-z].*) \| (.*[a-z].*) \| (.*[a-z].*) \|)");
    int rows = 0;
    while (std::getline(lines, line) && line.starts_with('|')) {
        EXPECT_EQ(std::count(line.begin(), line.end(), '|'), 4) << line;
        EXPECT_TRUE(std::regex_match(line, row)) << line;
        ++rows;
    }
    EXPECT_GT(rows, 15);
}

}  // namespace

}  // namespace kongdi::server::tests

// SPDX-License-Identifier: Apache-2.0
#include "server/metrics/exposition.hpp"

#include <gtest/gtest.h>

namespace kongdi::server::tests {

namespace {

TEST(Exposition, a_sample_stands_under_its_family_with_its_labels) {
    Exposition out;
    out.family("kongdi_requests_total", MetricType::Counter, "Requests.");
    out.sample(3, {{"route", "/a/{id}"}, {"class", "2xx"}});
    out.sample(1.5);
    EXPECT_EQ(out.text(),
              "# HELP kongdi_requests_total Requests.\n# TYPE kongdi_requests_total counter\n"
              "kongdi_requests_total{route=\"/a/{id}\",class=\"2xx\"} 3\n"
              "kongdi_requests_total 1.5\n");
}

TEST(Exposition, what_would_end_a_label_is_escaped) {
    Exposition out;
    out.family("x", MetricType::Gauge, "X.");
    out.sample(1, {{"a", "\"\\\n"}});
    EXPECT_NE(out.text().find("x{a=\"\\\"\\\\\\n\"} 1\n"), std::string::npos) << out.text();
}

TEST(Exposition, buckets_of_a_histogram_count_all_that_is_below_them) {
    constexpr std::array<std::int64_t, 2> kBounds{1000, 2500};
    Histogram counted(kBounds);
    for (const std::int64_t us : {1, 1000, 2000, 9000}) counted.observe(us);
    Exposition out;
    out.family("t", MetricType::Histogram, "T.");
    out.histogram(counted, 1e-6, {{"r", "x"}});
    EXPECT_EQ(out.text(),
              "# HELP t T.\n# TYPE t histogram\nt_bucket{r=\"x\",le=\"0.001\"} 2\n"
              "t_bucket{r=\"x\",le=\"0.0025\"} 3\nt_bucket{r=\"x\",le=\"+Inf\"} 4\n"
              "t_sum{r=\"x\"} 0.012001\nt_count{r=\"x\"} 4\n");
}

}  // namespace

}  // namespace kongdi::server::tests

// SPDX-License-Identifier: Apache-2.0
#include "core/index/satisfaction.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/index_city.hpp"

namespace kongdi {

using tests::Random;
using tests::ratings_of;

namespace {

using Matrix = std::vector<std::vector<double>>;

/// Solves a·x = b by elimination.
std::vector<double> solved(Matrix a, std::vector<double> b) {
    const std::size_t n = b.size();
    for (std::size_t i = 0; i < n; ++i) {
        std::size_t best = i;
        for (std::size_t j = i; j < n; ++j)
            if (std::fabs(a[j][i]) > std::fabs(a[best][i])) best = j;
        std::swap(a[i], a[best]);
        std::swap(b[i], b[best]);
        for (std::size_t j = i + 1; j < n; ++j) {
            const double factor = a[j][i] / a[i][i];
            for (std::size_t k = i; k < n; ++k) a[j][k] -= factor * a[i][k];
            b[j] -= factor * b[i];
        }
    }
    std::vector<double> x(n);
    for (std::size_t i = n; i-- > 0;) {
        double rest = b[i];
        for (std::size_t k = i + 1; k < n; ++k) rest -= a[i][k] * x[k];
        x[i] = rest / a[i][i];
    }
    return x;
}

double real(std::int64_t n) { return static_cast<double>(n); }

struct Expected {
    std::vector<double> values = {};
    double variance = 0;  // of a weighted sum
};

/// The best linear prediction from the whole table of covariances, as a textbook has it.
Expected predicted(const SatisfactionModel& model, const std::vector<Moments>& cells,
                   const std::vector<double>& weights) {
    std::vector<std::size_t> rated;
    for (std::size_t k = 0; k < cells.size(); ++k)
        if (cells[k].n > 0) rated.push_back(k);
    Matrix covariance(rated.size(), std::vector<double>(rated.size(), model.shared));
    std::vector<double> r;
    for (std::size_t i = 0; i < rated.size(); ++i) {
        const KindSpread& kind = model.kinds[rated[i]];
        covariance[i][i] += kind.between + kind.within / real(cells[rated[i]].n);
        r.push_back((*cells[rated[i]].mean() - 1) / 4 - kind.mean);
    }
    // How each rated mean goes with θ of kind k, and with the weighted sum of all θ.
    const auto with = [&](std::size_t k, std::size_t i) {
        return model.shared + (rated[i] == k ? model.kinds[k].between : 0);
    };
    Expected out;
    const std::vector<double> pulled = solved(covariance, r);
    std::vector<double> sum_with(rated.size());
    double weight = 0;
    double own = 0;
    for (std::size_t k = 0; k < cells.size(); ++k) {
        double value = model.kinds[k].mean;
        for (std::size_t i = 0; i < rated.size(); ++i) {
            value += with(k, i) * pulled[i];
            sum_with[i] += weights[k] * with(k, i);
        }
        out.values.push_back(value);
        weight += weights[k];
        own += weights[k] * weights[k] * model.kinds[k].between;
    }
    out.variance = weight * weight * model.shared + own;
    const std::vector<double> known = solved(covariance, sum_with);
    for (std::size_t i = 0; i < rated.size(); ++i) out.variance -= sum_with[i] * known[i];
    return out;
}

}  // namespace

TEST(Satisfaction, of_one_kind_is_as_reckoned_by_hand) {
    // Means 2, 3 and 4 of 5, i.e. 0.25, 0.5 and 0.75; each with a rating one below and one above.
    const std::vector<Moments> cells{ratings_of({1, 3}), ratings_of({2, 4}), ratings_of({3, 5})};
    const SatisfactionModel model = satisfaction_model(cells, 1);
    EXPECT_DOUBLE_EQ(model.kinds[0].mean, 0.5);
    EXPECT_DOUBLE_EQ(model.kinds[0].within, 6 * 0.0625 / 3);
    // [2·(1/16 + 0 + 1/16) - 2·0.125] / (6 - 12/6) = 0: all of it may be chance.
    EXPECT_DOUBLE_EQ(model.shared, 0);
    EXPECT_DOUBLE_EQ(model.kinds[0].between, 1e-6);
    EXPECT_NEAR(satisfaction_of(model, {&cells[0], 1}).services[0].value, 0.5, 1e-4);
}

TEST(Satisfaction, many_who_agree_are_believed) {
    std::vector<Moments> cells;
    for (const int rating : {1, 3, 5}) {
        Moments cell;
        cell.add(rating, 1000);
        cells.push_back(cell);
    }
    // They differ a little, or nothing would say how far people do.
    for (Moments& cell : cells) cell.add(3, 1);
    const SatisfactionModel model = satisfaction_model(cells, 1);
    const auto low = satisfaction_of(model, {&cells[0], 1});
    EXPECT_GT(low.services[0].own, 0.99);
    EXPECT_NEAR(low.services[0].value, 0.0, 0.002);
    EXPECT_LT(low.services[0].variance, 0.001);
}

TEST(Satisfaction, is_the_best_linear_prediction) {
    Random random(11);
    for (int round = 0; round < 300; ++round) {
        const std::size_t kinds = 1 + random.below(6);
        SatisfactionModel model;
        model.shared = random.once_in(4) ? 0.0001 : random.real(0.001, 0.05);
        std::vector<double> weights;
        std::vector<Moments> cells;
        for (std::size_t k = 0; k < kinds; ++k) {
            model.kinds.push_back(
                {random.real(0.4, 0.6), random.real(0.02, 0.1), random.real(0.001, 0.05)});
            weights.push_back(random.real(0, 3));
            Moments cell;
            for (std::size_t i = random.below(8); i > 0; --i) cell.add(random.between(2, 4), 1);
            cells.push_back(cell);
        }
        const Expected expected = predicted(model, cells, weights);
        const CommunitySatisfaction got = satisfaction_of(model, cells);
        double own = 0;
        double shared = 0;
        for (std::size_t k = 0; k < kinds; ++k) {
            ASSERT_NEAR(got.services[k].value, expected.values[k], 1e-12) << round;
            own += weights[k] * weights[k] * got.services[k].variance;
            shared += weights[k] * (1 - got.services[k].own);
        }
        ASSERT_NEAR(own + shared * shared * got.shared_variance, expected.variance, 1e-12) << round;
    }
}

TEST(Satisfaction, without_any_rating_is_half) {
    const std::vector<Moments> cells(4);
    const SatisfactionModel model = satisfaction_model(cells, 2);
    const CommunitySatisfaction got = satisfaction_of(model, {cells.data(), 2});
    for (const Satisfaction& one : got.services) {
        EXPECT_EQ(one.value, 0.5);
        EXPECT_EQ(one.own, 0);
    }
}

TEST(Satisfaction, a_kind_nobody_rated_takes_the_mean_of_the_others) {
    const std::vector<Moments> cells{ratings_of({4, 4, 5}), {}, ratings_of({3, 4, 4}), {}};
    const SatisfactionModel model = satisfaction_model(cells, 2);
    EXPECT_DOUBLE_EQ(model.kinds[1].mean, model.kinds[0].mean);
}

TEST(Satisfaction, one_who_is_liked_for_the_rest_is_expected_to_be_liked) {
    Random random(3);
    std::vector<Moments> cells;
    constexpr std::size_t kKinds = 5;
    for (int c = 0; c < 60; ++c) {
        const double content = c % 2 == 0 ? 0.3 : 0.8;
        for (std::size_t k = 0; k < kKinds; ++k) {
            Moments cell;
            if (k != 4 || c > 1)
                for (int i = 0; i < 20; ++i) cell.add(tests::random_rating(random, content), 1);
            cells.push_back(cell);
        }
    }
    const SatisfactionModel model = satisfaction_model(cells, kKinds);
    const auto unhappy = satisfaction_of(model, {cells.data(), kKinds});
    const auto happy = satisfaction_of(model, {cells.data() + kKinds, kKinds});
    EXPECT_NEAR(unhappy.services[4].value, 0.3, 0.05);  // that nobody rated
    EXPECT_NEAR(happy.services[4].value, 0.8, 0.05);
}

}  // namespace kongdi

// SPDX-License-Identifier: Apache-2.0
#include "core/index/satisfaction.hpp"

#include <algorithm>

namespace kongdi {

namespace {

// Where too few answers say how far people differ: a deviation of one step of five, as 0 to 1.
constexpr double kUsualWithin = 1.0 / 16;
constexpr double kLeastBetween = 1e-6;

double real(std::int64_t n) { return static_cast<double>(n); }

/// 1 to 5 as 0 to 1.
double mean_of(const Moments& cell) { return (real(cell.sum) / real(cell.n) - 1) / 4; }

/// Squares of deviations from the cell's own mean, as 0 to 1. Whole numbers as far as they go.
double squares_within(const Moments& cell) {
    return real(cell.n * cell.squares - cell.sum * cell.sum) / real(cell.n) / 16;
}

struct KindSums {
    double n = 0;
    double n_squares = 0;
    double weighted = 0;  // Σ n·mean
    double squares = 0;   // within
    double freedom = 0;   // Σ (n - 1)
    double around = 0;    // Σ n·(mean - mean of all)²
    double cells = 0;
};

}  // namespace

SatisfactionModel satisfaction_model(std::span<const Moments> cells, std::size_t kinds) {
    SatisfactionModel model;
    model.kinds.resize(kinds);
    std::vector<KindSums> sums(kinds);
    KindSums all;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Moments& cell = cells[i];
        if (cell.n <= 0) continue;
        for (KindSums* one : {&sums[i % kinds], &all}) {
            const double n = real(cell.n);
            one->n += n;
            one->n_squares += n * n;
            one->weighted += n * mean_of(cell);
            one->squares += squares_within(cell);
            one->freedom += n - 1;
            one->cells += 1;
        }
    }
    const double usual_mean = all.n > 0 ? all.weighted / all.n : 0.5;
    const double usual_within =
        all.freedom > 0 && all.squares > 0 ? all.squares / all.freedom : kUsualWithin;
    for (std::size_t k = 0; k < kinds; ++k) {
        KindSpread& kind = model.kinds[k];
        kind.mean = sums[k].n > 0 ? sums[k].weighted / sums[k].n : usual_mean;
        kind.within = sums[k].freedom > 0 && sums[k].squares > 0 ? sums[k].squares / sums[k].freedom
                                                                 : usual_within;
    }

    double pairs = 0;
    double products = 0;
    for (std::size_t first = 0; first < cells.size(); first += kinds) {
        double count = 0;
        double sum = 0;
        double squares = 0;
        for (std::size_t k = 0; k < kinds; ++k) {
            const Moments& cell = cells[first + k];
            if (cell.n <= 0) continue;
            const double r = mean_of(cell) - model.kinds[k].mean;
            sums[k].around += real(cell.n) * r * r;
            count += 1;
            sum += r;
            squares += r * r;
        }
        products += sum * sum - squares;
        pairs += count * (count - 1);
    }
    model.shared = pairs > 0 ? std::max(0.0, products / pairs) : 0;
    for (std::size_t k = 0; k < kinds; ++k) {
        const KindSums& one = sums[k];
        const double divisor = one.n > 0 ? one.n - one.n_squares / one.n : 0;
        const double total =
            divisor > 0 ? (one.around - (one.cells - 1) * model.kinds[k].within) / divisor : 0;
        model.kinds[k].between = std::max(kLeastBetween, total - model.shared);
    }
    return model;
}

CommunitySatisfaction satisfaction_of(const SatisfactionModel& model,
                                      std::span<const Moments> cells) {
    CommunitySatisfaction out;
    double weights = 0;
    double weighted = 0;
    for (std::size_t k = 0; k < cells.size(); ++k) {
        if (cells[k].n <= 0) continue;
        const KindSpread& kind = model.kinds[k];
        const double q = 1 / (kind.between + kind.within / real(cells[k].n));
        weights += q;
        weighted += q * (mean_of(cells[k]) - kind.mean);
    }
    double u = 0;
    if (model.shared > 0) {
        const double precision = weights + 1 / model.shared;
        u = weighted / precision;
        out.shared_variance = 1 / precision;
    }
    for (std::size_t k = 0; k < cells.size(); ++k) {
        const KindSpread& kind = model.kinds[k];
        Satisfaction one;
        double r = u;
        if (cells[k].n > 0) {
            one.own = kind.between / (kind.between + kind.within / real(cells[k].n));
            r = mean_of(cells[k]) - kind.mean;
        }
        one.value = std::clamp(kind.mean + u + one.own * (r - u), 0.0, 1.0);
        one.variance = (1 - one.own) * kind.between;
        out.services.push_back(one);
    }
    return out;
}

}  // namespace kongdi

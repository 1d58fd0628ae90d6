// SPDX-License-Identifier: Apache-2.0
#include "core/index/chance.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace kongdi {

namespace {

std::uint64_t mixed(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
}

using Coefficients = std::array<double, 8>;

double polynomial(const Coefficients& c, double x) {
    double out = c[7];
    for (std::size_t i = 7; i > 0; --i) out = out * x + c[i - 1];
    return out;
}

// PPND16 of AS 241: ratios of polynomials for the middle, the tails and the far tails.
constexpr Coefficients kMiddleUp{3.3871328727963666080e0,  1.3314166789178437745e+2,
                                 1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                 3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr Coefficients kMiddleDown{1.0,
                                   4.2313330701600911252e+1,
                                   6.8718700749205790830e+2,
                                   5.3941960214247511077e+3,
                                   2.1213794301586595867e+4,
                                   3.9307895800092710610e+4,
                                   2.8729085735721942674e+4,
                                   5.2264952788528545610e+3};
constexpr Coefficients kTailUp{1.42343711074968357734e0,  4.63033784615654529590e0,
                               5.76949722146069140550e0,  3.64784832476320460504e0,
                               1.27045825245236838258e0,  2.41780725177450611770e-1,
                               2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients kTailDown{1.0,
                                 2.05319162663775882187e0,
                                 1.67638483018380384940e0,
                                 6.89767334985100004550e-1,
                                 1.48103976427480074590e-1,
                                 1.51986665636164571966e-2,
                                 5.47593808499534494600e-4,
                                 1.05075007164441684324e-9};
constexpr Coefficients kFarUp{6.65790464350110377720e0,  5.46378491116411436990e0,
                              1.78482653991729133580e0,  2.96560571828504891230e-1,
                              2.65321895265761230930e-2, 1.24266094738807843860e-3,
                              2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients kFarDown{1.0,
                                5.99832206555887937690e-1,
                                1.36929880922735805310e-1,
                                1.48753612908506148525e-2,
                                7.86869131145613259100e-4,
                                1.84631831751005468180e-5,
                                1.42151175831644588870e-7,
                                2.04426310338993978564e-15};

}  // namespace

double chance(std::uint64_t seed, std::uint64_t row, std::uint64_t column) {
    const std::uint64_t bits = mixed(mixed(mixed(seed) ^ row) ^ column);
    // 52 bits and a half: never 0, never 1.
    return (static_cast<double>(bits >> 12U) + 0.5) / 4503599627370496.0;
}

double own_log(double x) {
    constexpr double kLog2 = 0.693147180559945309417;
    constexpr double kHalfRoot = 0.70710678118654752440;
    int exponent = 0;
    double m = std::frexp(x, &exponent);  // exact: 0.5 <= m < 1
    if (m < kHalfRoot) {
        m *= 2;
        --exponent;
    }
    // log m = 2 artanh((m - 1) / (m + 1)), of which no more than 0.172 is left.
    const double s = (m - 1) / (m + 1);
    const double square = s * s;
    double sum = 0;
    for (int odd = 23; odd >= 1; odd -= 2) sum = sum * square + 1.0 / odd;
    return exponent * kLog2 + 2 * s * sum;
}

double normal_deviate(double share) {
    const double q = share - 0.5;
    if (std::fabs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(kMiddleUp, r) / polynomial(kMiddleDown, r);
    }
    double r = std::sqrt(-own_log(q < 0 ? share : 1 - share));
    double out = 0;
    if (r <= 5) {
        r -= 1.6;
        out = polynomial(kTailUp, r) / polynomial(kTailDown, r);
    } else {
        r -= 5;
        out = polynomial(kFarUp, r) / polynomial(kFarDown, r);
    }
    return q < 0 ? -out : out;
}

}  // namespace kongdi

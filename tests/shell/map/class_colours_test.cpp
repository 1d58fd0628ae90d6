// SPDX-License-Identifier: Apache-2.0
#include "shell/map/class_colours.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace kongdi::map {

namespace {

using widgets::Colour;
using widgets::ThemeName;

/// Relative luminance of WCAG 2.2, of the colour on the ground of its map.
double luminance(Colour colour, Colour ground) {
    const double alpha = (colour >> 24U) / 255.0;
    const auto channel = [&](unsigned shift) {
        const double mixed =
            ((colour >> shift) & 0xFFU) * alpha + ((ground >> shift) & 0xFFU) * (1 - alpha);
        const double c = mixed / 255;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(0) + 0.7152 * channel(8) + 0.0722 * channel(16);
}

double contrast(double a, double b) { return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05); }

}  // namespace

TEST(ClassColours, differ_in_lightness_alone_in_every_theme) {
    for (int i = 0; i < static_cast<int>(ThemeName::Count_); ++i) {
        const auto theme = static_cast<ThemeName>(i);
        const Colour ground = widgets::palette_of(theme).map_ground;
        constexpr std::size_t kClasses = 5;
        std::vector<double> lights;
        for (std::size_t n = 0; n < kClasses; ++n)
            lights.push_back(luminance(class_colour_of(theme, class_share(n, kClasses)), ground));
        const bool rising = lights[1] > lights[0];
        EXPECT_EQ(rising, theme == ThemeName::Dark) << "the highest stands out from the ground";
        for (std::size_t n = 1; n < kClasses; ++n) {
            EXPECT_EQ(lights[n] > lights[n - 1], rising) << i << ' ' << n;
            EXPECT_GT(contrast(lights[n], lights[n - 1]), 1.25) << i << ' ' << n;
        }
    }
}

TEST(ClassColours, what_is_kept_back_is_no_colour_of_the_scale) {
    for (int i = 0; i < static_cast<int>(ThemeName::Count_); ++i) {
        const auto theme = static_cast<ThemeName>(i);
        for (std::size_t n = 0; n < 7; ++n)
            EXPECT_NE(class_colour_of(theme, kKeptBack), class_colour_of(theme, class_share(n, 7)));
    }
}

TEST(ClassColours, one_class_alone_is_in_the_middle) {
    EXPECT_EQ(class_share(0, 1), 0.5f);
    EXPECT_EQ(class_share(0, 3), 0.0f);
    EXPECT_EQ(class_share(2, 3), 1.0f);
}

}  // namespace kongdi::map

// SPDX-License-Identifier: Apache-2.0
// How near a space that is known must lie to be asked about: "is it this one?"
#pragma once

#include <optional>
#include <string_view>

namespace kongdi {

/// Metres around a point. An empty type stands for one that is not known yet, and gets the widest.
/// `accuracy_m` is that of the phone's fix, when the point is one.
double likely_same_m(std::string_view type, std::optional<double> accuracy_m);

}  // namespace kongdi

// SPDX-License-Identifier: Apache-2.0
// Waves as JSON.
#pragma once

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/wave.hpp"

namespace kongdi {

Value wave_plan_tree(const WavePlan& plan);
/// What an event of ours holds; nothing is checked.
WavePlan stored_wave_plan(const Value& tree);

struct CheckedWave {
    WavePlan plan = {};  // whole only when there are no errors
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};
/// Reads and checks. Goals that are absent are those of the catalogue, an absent version is the
/// questionnaire's newest. `published` as in check_wave(); the newest where no version is named.
CheckedWave wave_plan_of(const Value& tree, const Catalogue& catalogue,
                         const Questionnaire* published = nullptr);

Value wave_tree(const Wave& wave);

/// Of catalogue/wave.json; refused with the place named.
Result<WaveRules> wave_rules_of(const Value& tree);

}  // namespace kongdi

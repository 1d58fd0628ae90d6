// SPDX-License-Identifier: Apache-2.0
// What the city knows in lists: types of idle space, kinds of facility, questionnaires, consent
// texts. All of it comes from data files; the numbers in it are defaults that a planner confirms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/facility_kind.hpp"
#include "core/model/local_text.hpp"
#include "core/model/questionnaire.hpp"
#include "core/model/wave.hpp"

namespace kongdi {

struct SpaceType {
    std::string code = {};  // "I05"
    LocalText label = {};
    LocalText description = {};
    std::string indoor = {};  // "yes", "half", "no", "either"
    std::string icon = {};
    std::vector<std::string> fits = {};  // facility codes it usually suits

    friend bool operator==(const SpaceType&, const SpaceType&) = default;
};

/// What people agree to, per purpose, with each wording there ever was.
struct ConsentText {
    std::string purpose = {};  // "survey", "guardian", "photo", "location"
    std::int64_t version = 1;
    LocalText label = {};
    LocalText text = {};
    std::vector<std::string> hashes = {};  // SHA-256 of each language's text
    /// Says that everybody may see kind, state and rough place of a reported space.
    bool publishes_place = false;

    friend bool operator==(const ConsentText&, const ConsentText&) = default;
};

struct Catalogue {
    std::vector<SpaceType> space_types = {};
    std::vector<FacilityClass> facility_classes = {};
    std::vector<FacilityMark> facility_marks = {};
    std::vector<FacilityKind> facilities = {};
    WaveRules wave_rules = {};
    std::vector<Questionnaire> questionnaires = {};
    std::vector<ConsentText> consents = {};

    const SpaceType* space_type(std::string_view code) const;
    const FacilityKind* facility(std::string_view code) const;
    /// The kind of a code, of its name in any language, or of a word of `also`.
    const FacilityKind* facility_called(std::string_view word) const;
    /// A questionnaire of an id and a version; the newest for version 0.
    const Questionnaire* questionnaire(std::string_view id, std::int64_t version = 0) const;
    /// The newest wording of a purpose.
    const ConsentText* consent(std::string_view purpose) const;
    /// Does a wording say that the place of a report is shown to everybody?
    bool publishes_place(std::string_view purpose, std::int64_t version) const;
    /// Was there a wording of this purpose and version with this SHA-256, in any language?
    bool knows_consent(std::string_view purpose, std::int64_t version,
                       std::string_view sha256) const;
};

}  // namespace kongdi

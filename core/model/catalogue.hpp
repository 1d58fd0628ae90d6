// SPDX-License-Identifier: Apache-2.0
// What the city knows in lists: types of idle space, kinds of facility, questionnaires, consent
// texts. All of it comes from data files; the numbers in it are defaults that a planner confirms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/local_text.hpp"
#include "core/model/questionnaire.hpp"

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

/// Three levels of walking distance: 10-15 minutes, 5 minutes, the plot.
enum class Tier : std::uint8_t { T15, T5, Plot };

struct FacilityKind {
    std::string code = {};  // "ELD01"
    LocalText label = {};
    std::string facility_class = {};  // governance, education, elder, health, culture, commerce…
    Tier tier = Tier::T5;
    double radius_m = 0;
    std::optional<double> min_floor_area_m2 = {};
    std::optional<double> min_site_area_m2 = {};
    std::string ages = {};   // of "C", "A", "E"; "*" for all
    bool confirmed = false;  // by the planning authority; shown as a default when not

    friend bool operator==(const FacilityKind&, const FacilityKind&) = default;
};

/// What people agree to, per purpose, with each wording there ever was.
struct ConsentText {
    std::string purpose = {};  // "survey", "photo", "location"
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
    std::vector<FacilityKind> facilities = {};
    std::vector<Questionnaire> questionnaires = {};
    std::vector<ConsentText> consents = {};

    const SpaceType* space_type(std::string_view code) const;
    const FacilityKind* facility(std::string_view code) const;
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

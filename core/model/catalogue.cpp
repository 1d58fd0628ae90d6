// SPDX-License-Identifier: Apache-2.0
#include "core/model/catalogue.hpp"

#include <algorithm>

namespace kongdi {

namespace {

template <class Row>
const Row* row_of(const std::vector<Row>& rows, std::string_view code) {
    for (const Row& row : rows)
        if (row.code == code) return &row;
    return nullptr;
}

}  // namespace

const SpaceType* Catalogue::space_type(std::string_view code) const {
    return row_of(space_types, code);
}

const FacilityKind* Catalogue::facility(std::string_view code) const {
    return row_of(facilities, code);
}

const FacilityKind* Catalogue::facility_called(std::string_view word) const {
    if (word.empty()) return nullptr;
    for (const FacilityKind& kind : facilities) {
        if (kind.code == word) return &kind;
        for (const auto& label : kind.label.by_language)
            if (label.second == word) return &kind;
        if (std::find(kind.also.begin(), kind.also.end(), word) != kind.also.end()) return &kind;
    }
    return nullptr;
}

const Questionnaire* Catalogue::questionnaire(std::string_view id, std::int64_t version) const {
    const Questionnaire* found = nullptr;
    for (const Questionnaire& one : questionnaires) {
        if (one.id != id || (version != 0 && one.version != version)) continue;
        if (found == nullptr || one.version > found->version) found = &one;
    }
    return found;
}

const ConsentText* Catalogue::consent(std::string_view purpose) const {
    const ConsentText* found = nullptr;
    for (const ConsentText& one : consents)
        if (one.purpose == purpose && (found == nullptr || one.version > found->version))
            found = &one;
    return found;
}

bool Catalogue::publishes_place(std::string_view purpose, std::int64_t version) const {
    return std::any_of(consents.begin(), consents.end(), [&](const ConsentText& one) {
        return one.purpose == purpose && one.version == version && one.publishes_place;
    });
}

bool Catalogue::knows_consent(std::string_view purpose, std::int64_t version,
                              std::string_view hash) const {
    for (const ConsentText& one : consents) {
        if (one.purpose != purpose || one.version != version) continue;
        if (std::find(one.hashes.begin(), one.hashes.end(), hash) != one.hashes.end()) return true;
    }
    return false;
}

}  // namespace kongdi

// SPDX-License-Identifier: Apache-2.0
// What the codes in a download are called, in one language.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/codec/words.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/facility.hpp"
#include "core/model/report_state.hpp"
#include "core/model/space_stage.hpp"

namespace kongdi::server {

/// "zh" and "en"; whatever has a file in web/assets/lang.
bool is_language(std::string_view language);

class Labels {
public:
    Labels(const Catalogue& catalogue, std::string_view language);

    std::string_view space_type(std::string_view code) const;
    std::string_view fact(std::string_view code) const;
    std::string_view area_source(std::string_view code) const;
    std::string_view state(ReportState state) const {
        return m_states[static_cast<std::size_t>(state)];
    }

    std::string_view stage(SpaceStage stage) const {
        return m_stages[static_cast<std::size_t>(stage)];
    }

    const std::string& language() const { return m_language; }
    const Words& words() const { return m_words; }
    const Catalogue& catalogue() const { return m_catalogue; }
    /// Of the report of an idle space; null when it is not asked.
    const Question* question(std::string_view name) const;

    std::string_view facility_kind(std::string_view code) const;
    std::string_view facility(FacilityState state) const {
        return m_facility_states[static_cast<std::size_t>(state)];
    }

private:
    Words m_words;
    const Catalogue& m_catalogue;
    const Questionnaire* m_questionnaire;
    std::string m_language;
    std::array<std::string, static_cast<std::size_t>(ReportState::Count_)> m_states;
    std::array<std::string, static_cast<std::size_t>(SpaceStage::Count_)> m_stages;
    std::array<std::string, static_cast<std::size_t>(FacilityState::Count_)> m_facility_states;
};

}  // namespace kongdi::server

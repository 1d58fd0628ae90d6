// SPDX-License-Identifier: Apache-2.0
#include "server/exports/labels.hpp"

#include "core/base/embedded.hpp"

namespace kongdi::server {

bool is_language(std::string_view language) {
    return !embedded_file(std::string("words/").append(language)).empty();
}

Labels::Labels(const Catalogue& catalogue, std::string_view language)
    : m_words(language == "en" ? Language::En : Language::Zh),
      m_catalogue(catalogue),
      m_questionnaire(catalogue.questionnaire("idle_space")),
      m_language(language) {
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        const std::string_view name = report_state_name(static_cast<ReportState>(i));
        const std::string key = "state." + std::string(name);
        m_states[i] = m_words(key);
    }
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        const std::string_view name = space_stage_name(static_cast<SpaceStage>(i));
        const std::string key = "stage." + std::string(name);
        m_stages[i] = m_words(key);
    }
    for (std::size_t i = 0; i < m_facility_states.size(); ++i) {
        const std::string_view name = facility_state_name(static_cast<FacilityState>(i));
        const std::string key = "facility.state." + std::string(name);
        m_facility_states[i] = m_words(key);
    }
}

std::string_view Labels::facility_kind(std::string_view code) const {
    const FacilityKind* kind = m_catalogue.facility(code);
    return kind != nullptr ? kind->label.in(m_language) : code;
}

std::string_view Labels::space_type(std::string_view code) const {
    const SpaceType* type = m_catalogue.space_type(code);
    return type != nullptr ? type->label.in(m_language) : code;
}

const Question* Labels::question(std::string_view name) const {
    return m_questionnaire != nullptr ? m_questionnaire->find(name) : nullptr;
}

std::string_view Labels::fact(std::string_view code) const {
    if (const Question* asked = question("facts"))
        for (const Choice& choice : asked->choices)
            if (choice.code == code) return choice.label.in(m_language);
    return code;
}

std::string_view Labels::area_source(std::string_view code) const {
    if (const Question* asked = question("floor_area"))
        for (const NumberSource& source : asked->sources)
            if (source.code == code) return source.label.in(m_language);
    return code;
}

}  // namespace kongdi::server

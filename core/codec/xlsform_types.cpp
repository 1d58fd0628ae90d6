// SPDX-License-Identifier: Apache-2.0
#include "core/codec/xlsform_types.hpp"

#include <algorithm>

#include "core/codec/xlsform_own.hpp"
#include "core/codec/xlsform_parts.hpp"

namespace kongdi::xlsform {

void take_required(const SheetReader& survey, std::size_t row, Question& question) {
    const std::string required = survey.text(row, "required");
    question.required = says_always(required);
    if (!question.required && !says_never(required))
        question.required_when = survey.raw(row, "required");
}

const std::vector<ListItem>& TypeReader::list(std::string_view name) const {
    static const std::vector<ListItem> kNone;
    const auto found = m_lists.find(name);
    return found == m_lists.end() ? kNone : found->second;
}

std::string TypeReader::list_named(std::size_t row) const {
    const std::string type = m_survey.text(row, "type");
    std::string list =
        type.find(' ') == std::string::npos ? std::string() : type.substr(type.find(' ') + 1);
    constexpr std::string_view kOther = " or_other";
    if (list.ends_with(kOther)) {
        m_said.leave_out(row, "type", "or_other");
        list.resize(list.size() - kOther.size());
    }
    return list;
}

bool TypeReader::take(std::size_t row, Question& question) const {
    const std::string type = m_survey.text(row, "type");
    const std::string first = type.substr(0, type.find(' '));
    for (const TypeRow& known : kTypes) {
        if (known.type != first) continue;
        question.kind = known.kind;
        if (!names_list(first)) return true;
        const std::string list = list_named(row);
        const bool chooses = own_word(m_survey.text(row, "kongdi"), "kind") == "single_choice";
        if (first == "select_one" && !chooses && take_steps(list, question)) {
            question.kind = QuestionKind::Scale;
            return true;
        }
        return take_list(row, list, question);
    }
    m_said.leave_out(row, "type", type);
    return false;
}

bool TypeReader::take_list(std::size_t row, const std::string& list, Question& question) const {
    if (!m_lists.contains(list)) {
        m_said.fail(ErrorCode::FieldChoice, row, "type", list);
        return false;
    }
    for (const ListItem& item : this->list(list)) question.choices.push_back(item.choice);
    question.choices_from = list == "facilities" || list == "space_types" ? list : "";
    finish_from(question);
    return true;
}

void TypeReader::finish_from(Question& question) const {
    if (question.choices_from.empty()) return;
    std::vector<Choice> known;
    if (question.choices_from == "space_types")
        for (const SpaceType& one : m_catalogue.space_types)
            known.push_back({one.code, one.label, one.icon, {}});
    if (question.choices_from == "facilities")
        for (const FacilityKind& one : m_catalogue.facilities)
            known.push_back({one.code, one.label, {}, {}});
    const bool same =
        std::equal(known.begin(), known.end(), question.choices.begin(), question.choices.end(),
                   [](const Choice& a, const Choice& b) { return a.code == b.code; });
    if (same)
        question.choices = std::move(known);
    else
        question.choices_from.clear();
}

bool TypeReader::take_steps(const std::string& list, Question& question) const {
    const std::vector<ListItem>& items = this->list(list);
    std::vector<Choice> codes;
    for (const ListItem& item : items) codes.push_back({item.choice.code, {}, {}, {}});
    if (!has_codes_of_scale(codes)) return false;
    // Those of a question that has its own are its own, whatever they say.
    bool standard = !list.ends_with(".steps");
    for (std::size_t i = 0; i < 5; ++i)
        for (const auto& entry : items[i].choice.label.by_language)
            standard = standard && entry.second == scale_words(kScaleKeys[i]).in(entry.first);
    question.steps.clear();
    for (std::size_t i = 0; !standard && i < 5; ++i)
        question.steps.push_back(items[4 - i].choice.label);
    return true;
}

}  // namespace kongdi::xlsform

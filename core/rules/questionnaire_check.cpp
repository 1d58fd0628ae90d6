// SPDX-License-Identifier: Apache-2.0
#include "core/rules/questionnaire_check.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/text.hpp"
#include "core/logic/expression.hpp"
#include "core/rules/logic_order.hpp"
#include "core/rules/meeting_rules.hpp"

namespace kongdi {

namespace {

using enum QuestionKind;

bool is_name(std::string_view name, std::string_view also) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto part = [&](char c) {
        return letter(c) || (c >= '0' && c <= '9') || c == '_' ||
               also.find(c) != std::string_view::npos;
    };
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), part);
}

/// A name that expressions and XLSForms can say.
bool is_question_name(std::string_view name) {
    return is_name(name, "-") && !(name[0] >= '0' && name[0] <= '9') && name[0] != '-';
}

struct Checker {
    const Questionnaire& questionnaire;
    Errors errors = {};

    void fail(ErrorCode code, std::string path) { errors.push_back({code, std::move(path)}); }

    void check_words(const LocalText& text, const std::string& path, bool needed) {
        if (text.by_language.empty()) {
            if (needed) fail(ErrorCode::FieldMissing, path);
            return;
        }
        for (const auto& language : questionnaire.title.by_language) {
            const auto same = [&](const auto& entry) { return entry.first == language.first; };
            const auto found = std::find_if(text.by_language.begin(), text.by_language.end(), same);
            if (found == text.by_language.end() || trimmed(found->second).empty())
                fail(ErrorCode::TranslationMissing, path + path_step(language.first));
            else if (code_point_count(found->second) > kMaxLabel)
                fail(ErrorCode::FieldTooLong, path + path_step(language.first));
        }
        for (const auto& entry : text.by_language) {
            const auto same = [&](const auto& other) { return other.first == entry.first; };
            const auto& languages = questionnaire.title.by_language;
            if (std::none_of(languages.begin(), languages.end(), same))
                fail(ErrorCode::FieldUnknown, path + path_step(entry.first));
        }
    }

    bool has_row(const Question& question, std::string_view code) const {
        return std::any_of(question.choices.begin(), question.choices.end(),
                           [code](const Choice& choice) { return choice.code == code; });
    }
    /// "q", "q.ROW" of a matrix of scales, "q.ROW.column" of a matrix; a column's own row besides.
    bool is_known(std::string_view name, const Question* matrix) const {
        if (matrix != nullptr)
            for (const Question& column : matrix->columns)
                if (column.name == name) return true;
        const std::size_t dot = name.find('.');
        const Question* question = questionnaire.find(name.substr(0, dot));
        if (question == nullptr || question->kind == Information) return false;
        if (dot == std::string_view::npos) return true;
        const std::string_view rest = name.substr(dot + 1);
        if (question->kind == ScaleMatrix) return has_row(*question, rest);
        const std::size_t second = rest.find('.');
        if (question->kind != Matrix || second == std::string_view::npos) return false;
        return has_row(*question, rest.substr(0, second)) &&
               std::any_of(
                   question->columns.begin(), question->columns.end(),
                   [&](const Question& column) { return column.name == rest.substr(second + 1); });
    }

    void check_expression(const std::string& text, const std::string& path,
                          const Question* matrix = nullptr) {
        if (text.empty()) return;
        const Result<logic::Expression> read = logic::read_expression(text);
        if (!read) {
            fail(read.error().code, path + read.error().path);
            return;
        }
        for (const logic::NameUse& use : read->names)
            if (!is_known(use.name, matrix))
                fail(ErrorCode::ExpressionName, path + ":" + std::to_string(use.position));
    }

    void check_choices(const Question& question, const std::string& path) {
        const bool wants = question.kind == SingleChoice || question.kind == MultipleChoice ||
                           question.kind == Ranking || question.kind == ScaleMatrix ||
                           question.kind == Matrix;
        if (wants == question.choices.empty())
            fail(wants ? ErrorCode::FieldMissing : ErrorCode::FieldUnknown, path + "/choices");
        if (question.choices.size() > kMaxChoices) fail(ErrorCode::FieldTooLong, path + "/choices");
        // More than there are can never be chosen.
        if (question.kind == MultipleChoice &&
            question.min.value_or(0) > static_cast<double>(question.choices.size()))
            fail(ErrorCode::FieldRange, path + "/min");
        if (!question.choices_from.empty()) return;
        for (std::size_t i = 0; i < question.choices.size(); ++i) {
            const std::string here = path + "/choices/" + std::to_string(i);
            const Choice& choice = question.choices[i];
            // Only in a meeting there is a map to choose on.
            if (choice.point && questionnaire.id != kMeetingQuestionnaire)
                fail(ErrorCode::FieldUnknown, here + "/lon");
            else if (choice.point && !is_on_earth(choice.point->lon, choice.point->lat))
                fail(ErrorCode::CoordinatesRange, here + "/lon");
            if (!is_name(choice.code, "-")) fail(ErrorCode::FieldFormat, here + "/code");
            for (std::size_t j = 0; j < i; ++j)
                if (question.choices[j].code == choice.code) {
                    fail(ErrorCode::FieldRepeated, here + "/code");
                    break;
                }
            check_words(choice.label, here + "/label", true);
        }
    }

    void check_scale(const Question& question, const std::string& path) {
        const bool may = question.kind == Scale || question.kind == ScaleMatrix;
        if (question.steps.empty()) return;
        if (!may || question.steps.size() != 5)
            fail(may ? ErrorCode::FieldRange : ErrorCode::FieldUnknown, path + "/steps");
        for (std::size_t i = 0; i < question.steps.size(); ++i)
            check_words(question.steps[i], path + "/steps/" + std::to_string(i), true);
    }

    void check_number(const Question& question, const std::string& path) {
        if (question.min && question.max && *question.min > *question.max)
            fail(ErrorCode::FieldRange, path + "/max");
        if (question.max_length < 0) fail(ErrorCode::FieldRange, path + "/max_length");
        if (question.kind != Number && !question.sources.empty())
            fail(ErrorCode::FieldUnknown, path + "/sources");
        if (question.kind != Number && !question.presets.empty())
            fail(ErrorCode::FieldUnknown, path + "/presets");
        check_sources(question, path);
        check_presets(question, path);
    }

    void check_sources(const Question& question, const std::string& path) {
        for (std::size_t i = 0; i < question.sources.size(); ++i) {
            const std::string here = path + "/sources/" + std::to_string(i);
            const NumberSource& source = question.sources[i];
            if (!is_name(source.code, "-")) fail(ErrorCode::FieldFormat, here + "/code");
            if (std::any_of(question.sources.begin(), question.sources.begin() + i,
                            [&](const NumberSource& one) { return one.code == source.code; }))
                fail(ErrorCode::FieldRepeated, here + "/code");
            if (!(source.low_factor > 0))
                fail(ErrorCode::FieldRange, here + "/low_factor");
            else if (source.high_factor < source.low_factor)
                fail(ErrorCode::FieldRange, here + "/high_factor");
            check_words(source.label, here + "/label", true);
        }
    }

    void check_presets(const Question& question, const std::string& path) {
        for (std::size_t i = 0; i < question.presets.size(); ++i) {
            const std::string here = path + "/presets/" + std::to_string(i);
            const double value = question.presets[i].value;
            if (question.min.value_or(value) > value || question.max.value_or(value) < value)
                fail(ErrorCode::FieldRange, here + "/value");
            if (std::any_of(question.presets.begin(), question.presets.begin() + i,
                            [&](const NumberPreset& one) { return one.value == value; }))
                fail(ErrorCode::FieldRepeated, here + "/value");
            check_words(question.presets[i].label, here + "/label", true);
        }
    }

    void check_columns(const Question& question, const std::string& path) {
        if ((question.kind == Matrix) == question.columns.empty())
            fail(question.kind == Matrix ? ErrorCode::FieldMissing : ErrorCode::FieldUnknown,
                 path + "/columns");
        for (std::size_t i = 0; i < question.columns.size(); ++i) {
            const Question& column = question.columns[i];
            const std::string here = path + "/columns/" + std::to_string(i);
            if (column.kind != SingleChoice && column.kind != Scale)
                fail(ErrorCode::FieldChoice, here + "/kind");
            for (std::size_t j = 0; j < i; ++j)
                if (question.columns[j].name == column.name)
                    fail(ErrorCode::FieldRepeated, here + "/name");
            if (!column.constraint.empty()) fail(ErrorCode::FieldUnknown, here + "/constraint");
            if (!column.constraint_message.by_language.empty())
                fail(ErrorCode::FieldUnknown, here + "/constraint_message");
            if (column.required || !column.required_when.empty())
                fail(ErrorCode::FieldUnknown, here + "/required");
            check_question(column, here, &question);
        }
    }

    void check_question(const Question& question, const std::string& path,
                        const Question* matrix = nullptr) {
        if (!is_question_name(question.name)) fail(ErrorCode::FieldFormat, path + "/name");
        const bool shown = question.kind != Calculated;
        check_words(question.label, path + "/label", shown);
        check_words(question.hint, path + "/hint", false);
        check_words(question.constraint_message, path + "/constraint_message", false);
        check_choices(question, path);
        check_scale(question, path);
        check_number(question, path);
        if (matrix == nullptr) check_columns(question, path);
        check_expression(question.relevant, path + "/relevant", matrix);
        check_expression(question.required_when, path + "/required");
        check_expression(question.constraint, path + "/constraint");
        check_expression(question.calculation, path + "/calculation");
        if (shown == !question.calculation.empty())
            fail(shown ? ErrorCode::FieldUnknown : ErrorCode::FieldMissing, path + "/calculation");
        const bool answered = shown && question.kind != Information;
        if (!answered && (question.required || !question.required_when.empty()))
            fail(ErrorCode::FieldUnknown, path + "/required");
        if (!answered && !question.constraint.empty())
            fail(ErrorCode::FieldUnknown, path + "/constraint");
    }
};

}  // namespace

bool may_ask(std::string_view questionnaire, QuestionKind kind) {
    return questionnaire != record_kind_name(RecordKind::ServiceCheckup) ||
           (kind != Place && kind != Photo);
}

Errors check_questionnaire(const Questionnaire& questionnaire) {
    Checker checker{questionnaire};
    if (!is_question_name(questionnaire.id)) checker.fail(ErrorCode::FieldFormat, "/id");
    if (questionnaire.version < 1) checker.fail(ErrorCode::FieldRange, "/version");
    if (questionnaire.title.by_language.empty()) checker.fail(ErrorCode::FieldMissing, "/title");
    checker.check_words(questionnaire.title, "/title", false);
    for (const auto& language : questionnaire.title.by_language)
        if (!is_name(language.first, "-"))
            checker.fail(ErrorCode::FieldFormat, "/title" + path_step(language.first));
    std::vector<std::string_view> names;
    for (std::size_t p = 0; p < questionnaire.pages.size(); ++p) {
        const QuestionPage& page = questionnaire.pages[p];
        const std::string path = "/pages/" + std::to_string(p);
        checker.check_words(page.title, path + "/title", true);
        checker.check_expression(page.relevant, path + "/relevant");
        if (page.questions.empty()) checker.fail(ErrorCode::FieldMissing, path + "/questions");
        for (std::size_t q = 0; q < page.questions.size(); ++q) {
            const Question& question = page.questions[q];
            const std::string here = path + "/questions/" + std::to_string(q);
            if (std::find(names.begin(), names.end(), question.name) != names.end())
                checker.fail(ErrorCode::FieldRepeated, here + "/name");
            names.push_back(question.name);
            if (!may_ask(questionnaire.id, question.kind))
                checker.fail(ErrorCode::FieldChoice, here + "/kind");
            checker.check_question(question, here);
        }
    }
    if (questionnaire.pages.empty()) checker.fail(ErrorCode::FieldMissing, "/pages");
    if (names.size() > kMaxQuestions)
        checker.fail(ErrorCode::FieldTooLong, "/pages");
    else if (std::string place = circle_of(questionnaire); !place.empty())
        checker.fail(ErrorCode::ExpressionCycle, std::move(place));
    return std::move(checker.errors);
}

namespace {

std::span<const std::string_view> kept_questions(RecordKind kind) {
    static constexpr std::array<std::string_view, 5> kSpace{"photo", "place", "space_type",
                                                            "floor_area", "facts"};
    static constexpr std::array<std::string_view, 3> kCheckup{"services", "age_band", "household"};
    static constexpr std::array<std::string_view, 4> kRemark{"subject", "facility", "facility_kind",
                                                             "place"};
    switch (kind) {
        case RecordKind::IdleSpace: return kSpace;
        case RecordKind::FacilityRemark: return kRemark;
        case RecordKind::Meeting: return {};  // each has an agenda of its own
        default: return kCheckup;
    }
}

/// The same codes in the same order: they are what is counted.
bool same_choices(const Question& a, const Question& b) {
    return std::equal(a.choices.begin(), a.choices.end(), b.choices.begin(), b.choices.end(),
                      [](const Choice& x, const Choice& y) { return x.code == y.code; });
}

bool same_sources(const Question& a, const Question& b) {
    return std::equal(a.sources.begin(), a.sources.end(), b.sources.begin(), b.sources.end(),
                      [](const NumberSource& x, const NumberSource& y) {
                          return x.code == y.code && x.low_factor == y.low_factor &&
                                 x.high_factor == y.high_factor;
                      });
}

bool asks_the_same(const Question& a, const Question& b) {
    return a.kind == b.kind && same_choices(a, b) && same_sources(a, b) && a.unit == b.unit &&
           std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                      [](const Question& x, const Question& y) {
                          return x.name == y.name && asks_the_same(x, y);
                      });
}

}  // namespace

Errors check_kept_questions(const Questionnaire& later, const Questionnaire& known,
                            RecordKind kind) {
    Errors errors;
    for (const std::string_view name : kept_questions(kind)) {
        const Question* before = known.find(name);
        const Question* now = later.find(name);
        if (before == nullptr) continue;
        if (now == nullptr || !asks_the_same(*now, *before))
            errors.push_back({now == nullptr ? ErrorCode::FieldMissing : ErrorCode::FieldChoice,
                              path_step(name)});
    }
    return errors;
}

}  // namespace kongdi

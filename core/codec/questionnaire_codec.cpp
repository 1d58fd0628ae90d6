// SPDX-License-Identifier: Apache-2.0
#include "core/codec/questionnaire_codec.hpp"

#include <algorithm>

#include "core/question/kinds.hpp"

namespace kongdi {

namespace {

/// Reads the members of one map, and tells of those nobody asked for.
class Fields {
public:
    Fields(const Value& tree, std::string path, Errors& errors)
        : m_tree(tree), m_path(std::move(path)), m_errors(errors) {
        if (tree.if_map() == nullptr) fail(ErrorCode::FieldType, {});
    }

    void fail(ErrorCode code, std::string_view name) {
        m_errors.push_back({code, name.empty() ? m_path : m_path + path_step(name)});
    }
    /// Nullptr when absent. A JSON null is no way to say so.
    const Value* take(std::string_view name) {
        m_known.push_back(name);
        return m_tree.find(name);
    }
    std::string text(std::string_view name) {
        const Value* value = take(name);
        if (value == nullptr) return {};
        if (value->if_string() == nullptr) fail(ErrorCode::FieldType, name);
        return std::string(value->string_or(""));
    }
    std::string needed_text(std::string_view name) {
        std::string out = text(name);
        if (m_tree.find(name) == nullptr) fail(ErrorCode::FieldMissing, name);
        return out;
    }
    bool flag(std::string_view name) {
        const Value* value = take(name);
        if (value != nullptr && value->if_bool() == nullptr) fail(ErrorCode::FieldType, name);
        return value != nullptr && value->bool_or(false);
    }
    std::optional<double> number(std::string_view name) {
        const Value* value = take(name);
        if (value == nullptr) return std::nullopt;
        if (!value->is_number()) fail(ErrorCode::FieldType, name);
        return value->number_or(0);
    }
    std::int64_t whole(std::string_view name) {
        const Value* value = take(name);
        if (value != nullptr && value->if_int() == nullptr) fail(ErrorCode::FieldType, name);
        return value != nullptr ? value->int_or(0) : 0;
    }
    LocalText words(std::string_view name) {
        const Value* value = take(name);
        return value != nullptr ? words_of(*value, m_path + path_step(name)) : LocalText();
    }
    LocalText words_of(const Value& tree, const std::string& path) {
        LocalText out;
        if (tree.if_map() == nullptr) {
            m_errors.push_back({ErrorCode::FieldType, path});
            return out;
        }
        for (const Value::Member& member : *tree.if_map()) {
            if (member.second.if_string() == nullptr)
                m_errors.push_back({ErrorCode::FieldType, path + path_step(member.first)});
            out.by_language.emplace_back(member.first, member.second.string_or(""));
        }
        return out;
    }
    /// Calls `one` with each item of a list and its path.
    template <class One>
    void each(std::string_view name, One one) {
        const Value* value = take(name);
        if (value == nullptr) return;
        if (value->if_list() == nullptr) {
            fail(ErrorCode::FieldType, name);
            return;
        }
        for (std::size_t i = 0; i < value->if_list()->size(); ++i)
            one((*value->if_list())[i], m_path + path_step(name) + "/" + std::to_string(i));
    }
    void finish() {
        if (const Value::Map* members = m_tree.if_map())
            for (const Value::Member& member : *members)
                if (std::find(m_known.begin(), m_known.end(), member.first) == m_known.end())
                    fail(ErrorCode::FieldUnknown, member.first);
    }
    Errors& errors() { return m_errors; }

private:
    const Value& m_tree;
    std::string m_path;
    Errors& m_errors;
    std::vector<std::string_view> m_known = {};
};

std::vector<Choice> listed(const Catalogue& lists, std::string_view from) {
    std::vector<Choice> choices;
    if (from == "space_types")
        for (const SpaceType& type : lists.space_types)
            choices.push_back({type.code, type.label, type.icon, {}});
    if (from == "facilities")
        for (const FacilityKind& kind : lists.facilities)
            choices.push_back({kind.code, kind.label, {}, {}});
    return choices;
}

void read_choices(Fields& fields, const Catalogue& lists, Question& question) {
    question.choices_from = fields.text("choices_from");
    if (!question.choices_from.empty()) {
        question.choices = listed(lists, question.choices_from);
        if (question.choices.empty()) fields.fail(ErrorCode::FieldChoice, "choices_from");
    }
    // One or the other: a list of the city is not added to.
    const std::size_t listed_here = question.choices.size();
    fields.each("choices", [&](const Value& tree, const std::string& path) {
        Fields choice(tree, path, fields.errors());
        question.choices.push_back(
            {choice.needed_text("code"), choice.words("label"), choice.text("icon"), {}});
        const auto lon = choice.number("lon");
        const auto lat = choice.number("lat");
        if (lon.has_value() != lat.has_value())
            choice.fail(ErrorCode::FieldMissing, lon ? "lat" : "lon");
        else if (lon)
            question.choices.back().point = Wgs84Point{*lon, *lat};
        choice.finish();
    });
    if (listed_here > 0 && question.choices.size() > listed_here)
        fields.fail(ErrorCode::FieldUnknown, "choices");
}

void read_number(Fields& fields, Question& question) {
    question.min = fields.number("min");
    question.max = fields.number("max");
    question.unit = fields.text("unit");
    fields.each("sources", [&](const Value& tree, const std::string& path) {
        Fields source(tree, path, fields.errors());
        question.sources.push_back({source.needed_text("code"), source.words("label"),
                                    source.number("low_factor").value_or(1),
                                    source.number("high_factor").value_or(1)});
        source.finish();
    });
    fields.each("presets", [&](const Value& tree, const std::string& path) {
        Fields preset(tree, path, fields.errors());
        question.presets.push_back({preset.number("value").value_or(0), preset.words("label")});
        preset.finish();
    });
}

/// true, or an expression.
void read_required(Fields& fields, Question& question) {
    const Value* required = fields.take("required");
    if (required == nullptr) return;
    if (const std::string* expression = required->if_string())
        question.required_when = *expression;
    else if (required->if_bool() == nullptr)
        fields.fail(ErrorCode::FieldType, "required");
    question.required = required->bool_or(false);
}

Question read_question(const Value& tree, const std::string& path, const Catalogue& lists,
                       Errors& errors, int depth) {
    Fields fields(tree, path, errors);
    Question question;
    question.name = fields.needed_text("name");
    const std::string kind = fields.needed_text("kind");
    if (const auto known = question_kind_from_name(kind))
        question.kind = *known;
    else if (!kind.empty())
        fields.fail(ErrorCode::FieldChoice, "kind");
    question.label = fields.words("label");
    question.hint = fields.words("hint");
    read_required(fields, question);
    read_choices(fields, lists, question);
    read_number(fields, question);
    question.max_length = fields.whole("max_length");
    question.multiline = fields.flag("multiline");
    fields.each("steps", [&](const Value& one, const std::string& here) {
        question.steps.push_back(fields.words_of(one, here));
    });
    // A column has no columns: the member is not known there.
    if (depth == 0)
        fields.each("columns", [&](const Value& one, const std::string& here) {
            question.columns.push_back(read_question(one, here, lists, errors, 1));
        });
    question.relevant = fields.text("relevant");
    question.constraint = fields.text("constraint");
    question.constraint_message = fields.words("constraint_message");
    question.calculation = fields.text("calculation");
    fields.finish();
    return question;
}

QuestionPage read_page(const Value& tree, const std::string& path, const Catalogue& lists,
                       Errors& errors) {
    Fields fields(tree, path, errors);
    QuestionPage page;
    page.title = fields.words("title");
    page.relevant = fields.text("relevant");
    fields.each("questions", [&](const Value& one, const std::string& here) {
        page.questions.push_back(read_question(one, here, lists, errors, 0));
    });
    if (page.questions.empty() && tree.items("questions").empty())
        fields.fail(ErrorCode::FieldMissing, "questions");
    fields.finish();
    return page;
}

}  // namespace

LocalText local_text_of(const Value& tree) {
    LocalText text;
    if (const Value::Map* members = tree.if_map())
        for (const Value::Member& member : *members)
            text.by_language.emplace_back(member.first, member.second.string_or(""));
    return text;
}

namespace {

/// Older programs let choices be added to a list of the city: records name such versions.
bool was_published(const Error& error) {
    return error.code == ErrorCode::FieldUnknown && error.path.ends_with("/choices") &&
           error.path.find("/questions/") != std::string::npos;
}

}  // namespace

ReadQuestionnaire read_questionnaire(const Value& tree, const Catalogue& lists) {
    ReadQuestionnaire out;
    Fields fields(tree, {}, out.errors);
    if (tree.if_map() == nullptr) return out;
    out.questionnaire.id = fields.needed_text("id");
    out.questionnaire.version = fields.whole("version");
    if (out.questionnaire.version < 1) fields.fail(ErrorCode::FieldRange, "version");
    out.questionnaire.title = fields.words("title");
    fields.each("pages", [&](const Value& one, const std::string& path) {
        out.questionnaire.pages.push_back(read_page(one, path, lists, out.errors));
    });
    if (out.questionnaire.pages.empty()) fields.fail(ErrorCode::FieldMissing, "pages");
    fields.finish();
    return out;
}

Result<Questionnaire> questionnaire_of(const Value& tree, const Catalogue& lists) {
    ReadQuestionnaire read = read_questionnaire(tree, lists);
    for (Error& error : read.errors)
        if (!was_published(error)) return std::move(error);
    return std::move(read.questionnaire);
}

}  // namespace kongdi

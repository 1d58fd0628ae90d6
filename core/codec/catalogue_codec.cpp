// SPDX-License-Identifier: Apache-2.0
#include "core/codec/catalogue_codec.hpp"

#include <algorithm>

#include "core/base/embedded.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/facility_kind_codec.hpp"
#include "core/codec/json.hpp"
#include "core/codec/wave_codec.hpp"
#include "core/question/kinds.hpp"

namespace kongdi {

namespace {

std::optional<double> optional_number(const Value& tree, std::string_view name) {
    const Value& value = tree[name];
    return value.is_number() ? std::optional(value.number_or(0)) : std::nullopt;
}

SpaceType space_type_of(const Value& tree) {
    SpaceType type;
    type.code = tree.text("code");
    type.label = local_text_of(tree["label"]);
    type.description = local_text_of(tree["description"]);
    type.indoor = tree.text("indoor");
    type.icon = tree.text("icon");
    for (const Value& code : tree.items("fits")) type.fits.emplace_back(code.string_or(""));
    return type;
}

std::vector<Choice> choices_of(const Value& tree, const Catalogue& lists, std::string_view from) {
    std::vector<Choice> choices;
    if (from == "space_types")
        for (const SpaceType& type : lists.space_types)
            choices.push_back({type.code, type.label, type.icon});
    if (from == "facilities")
        for (const FacilityKind& kind : lists.facilities)
            choices.push_back({kind.code, kind.label, {}});
    for (const Value& choice : tree.items("choices"))
        choices.push_back(
            {choice.text("code"), local_text_of(choice["label"]), choice.text("icon")});
    return choices;
}

Result<Question> question_of(const Value& tree, const Catalogue& lists) {
    Question question;
    question.name = tree.text("name");
    if (question.name.empty()) return Error{ErrorCode::FieldMissing, "/name"};
    const auto kind = question_kind_from_name(tree["kind"].string_or(""));
    if (!kind) return Error{ErrorCode::FieldChoice, "/kind"};
    question.kind = *kind;
    question.label = local_text_of(tree["label"]);
    question.hint = local_text_of(tree["hint"]);
    question.required = tree["required"].bool_or(false);
    question.choices_from = tree.text("choices_from");
    question.choices = choices_of(tree, lists, question.choices_from);
    for (std::size_t i = 0; i < question.choices.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (question.choices[i].code == question.choices[j].code)
                return Error{ErrorCode::FieldRepeated, "/choices/" + question.choices[i].code};
    const bool needs_choices = *kind == QuestionKind::SingleChoice ||
                               *kind == QuestionKind::MultipleChoice ||
                               *kind == QuestionKind::ScaleMatrix;
    if (needs_choices && question.choices.empty())
        return Error{ErrorCode::FieldMissing, "/choices"};
    question.min = optional_number(tree, "min");
    question.max = optional_number(tree, "max");
    question.unit = tree.text("unit");
    for (const Value& source : tree.items("sources"))
        question.sources.push_back({source.text("code"), local_text_of(source["label"]),
                                    source["low_factor"].number_or(1),
                                    source["high_factor"].number_or(1)});
    for (const Value& preset : tree.items("presets"))
        question.presets.push_back({preset["value"].number_or(0), local_text_of(preset["label"])});
    question.max_length = tree["max_length"].int_or(0);
    question.multiline = tree["multiline"].bool_or(false);
    return question;
}

/// One embedded JSON file; the error's path is its name.
Result<Value> read_file(std::string_view name) {
    Result<Value> tree = parse_own_json(embedded_file(name));
    if (!tree) return Error{tree.error().code, std::string(name)};
    return tree;
}

}  // namespace

LocalText local_text_of(const Value& tree) {
    LocalText text;
    if (const Value::Map* members = tree.if_map())
        for (const Value::Member& member : *members)
            text.by_language.emplace_back(member.first, member.second.string_or(""));
    return text;
}

Result<Questionnaire> questionnaire_of(const Value& tree, const Catalogue& lists) {
    Questionnaire out;
    out.id = tree.text("id");
    if (out.id.empty()) return Error{ErrorCode::FieldMissing, "/id"};
    out.version = tree["version"].int_or(0);
    if (out.version < 1) return Error{ErrorCode::FieldRange, "/version"};
    out.title = local_text_of(tree["title"]);
    const Value::List& pages = tree.items("pages");
    for (std::size_t p = 0; p < pages.size(); ++p) {
        QuestionPage page;
        page.title = local_text_of(pages[p]["title"]);
        const Value::List& questions = pages[p].items("questions");
        for (std::size_t q = 0; q < questions.size(); ++q) {
            const std::string path =
                "/pages/" + std::to_string(p) + "/questions/" + std::to_string(q);
            Result<Question> question = question_of(questions[q], lists);
            if (!question) return Error{question.error().code, path + question.error().path};
            const auto same = [&question](const Question& other) {
                return other.name == question->name;
            };
            if (out.find(question->name) != nullptr ||
                std::any_of(page.questions.begin(), page.questions.end(), same))
                return Error{ErrorCode::FieldRepeated, path + "/name"};
            page.questions.push_back(*std::move(question));
        }
        if (page.questions.empty())
            return Error{ErrorCode::FieldMissing, "/pages/" + std::to_string(p) + "/questions"};
        out.pages.push_back(std::move(page));
    }
    if (out.pages.empty()) return Error{ErrorCode::FieldMissing, "/pages"};
    return out;
}

Result<Catalogue> load_catalogue() {
    Catalogue out;
    const Value types = KONGDI_TRY(read_file("catalogue/space_types.json"));
    for (const Value& type : types.items("space_types"))
        out.space_types.push_back(space_type_of(type));
    const Value facilities = KONGDI_TRY(read_file("catalogue/facilities.json"));
    if (const auto read = read_facility_kinds(facilities, out); !read)
        return Error{read.error().code, "catalogue/facilities.json" + read.error().path};
    if (const auto rules = wave_rules_of(KONGDI_TRY(read_file("catalogue/wave.json"))))
        out.wave_rules = *rules;
    else
        return Error{rules.error().code, "catalogue/wave.json" + rules.error().path};
    const Value consents = KONGDI_TRY(read_file("consent/consent.json"));
    for (const Value& consent : consents.items("consents")) {
        ConsentText one{consent.text("purpose"), consent["version"].int_or(1),
                        local_text_of(consent["label"]), local_text_of(consent["text"])};
        for (const auto& wording : one.text.by_language)
            one.hashes.push_back(sha256(wording.second));
        one.publishes_place = consent["publishes_place"].bool_or(false);
        out.consents.push_back(std::move(one));
    }
    for (const EmbeddedFile& file : embedded_files()) {
        if (!file.name.starts_with("questionnaires/")) continue;
        const Value tree = KONGDI_TRY(read_file(file.name));
        Result<Questionnaire> one = questionnaire_of(tree, out);
        if (!one) return Error{one.error().code, std::string(file.name) + one.error().path};
        out.questionnaires.push_back(*std::move(one));
    }
    return out;
}

}  // namespace kongdi

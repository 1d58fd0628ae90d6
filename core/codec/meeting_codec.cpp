// SPDX-License-Identifier: Apache-2.0
#include "core/codec/meeting_codec.hpp"

#include "core/base/id.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "core/rules/meeting_rules.hpp"

namespace kongdi {

namespace {

constexpr std::string_view kAgendaPath = "/pages/0";

/// The text of a needed member; an error and empty when it is none.
std::string read_text(const Value& tree, std::string_view name, const std::string& path,
                      Errors& errors) {
    const Value& value = tree[name];
    if (value.is_null())
        errors.push_back({ErrorCode::FieldMissing, path + path_step(name)});
    else if (value.if_string() == nullptr)
        errors.push_back({ErrorCode::FieldType, path + path_step(name)});
    return std::string(value.string_or(""));
}

template <class Enum>
Enum read_word(const Value& tree, std::string_view name,
               std::optional<Enum> (*from_name)(std::string_view), Errors& errors) {
    const std::size_t before = errors.size();
    const std::string word = read_text(tree, name, {}, errors);
    const auto out = from_name(word);
    if (!out && errors.size() == before)
        errors.push_back({ErrorCode::FieldChoice, path_step(name)});
    return out.value_or(Enum{});
}

std::vector<Decision> read_decisions(const Value& tree, const std::string& path, Errors& errors) {
    std::vector<Decision> out;
    if (tree["decisions"].if_list() == nullptr) {
        errors.push_back(
            {tree["decisions"].is_null() ? ErrorCode::FieldMissing : ErrorCode::FieldType,
             path + "/decisions"});
        return out;
    }
    const Value::List& rows = tree.items("decisions");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string here = path + "/decisions/" + std::to_string(i);
        if (rows[i].if_map() == nullptr) {
            errors.push_back({ErrorCode::FieldType, here});
            continue;
        }
        const Value& due = rows[i]["due"];
        if (!due.is_null() && due.if_string() == nullptr)
            errors.push_back({ErrorCode::FieldType, here + "/due"});
        out.push_back({read_text(rows[i], "text", here, errors), rows[i].text("due")});
    }
    return out;
}

ShowWords read_words(const Value& tree, Errors& errors) {
    ShowWords out{read_text(tree, "word", {}, errors), tree["show"].bool_or(false)};
    if (errors.empty() && !is_uuid_v7(out.record))
        errors.push_back({ErrorCode::FieldFormat, "/word"});
    if (tree["show"].if_bool() == nullptr)
        errors.push_back(
            {tree["show"].is_null() ? ErrorCode::FieldMissing : ErrorCode::FieldType, "/show"});
    return out;
}

struct StepTree {
    Value operator()(const MoveMeeting& step) const {
        return Value::map({{"move", meeting_move_name(step.move)}});
    }
    Value operator()(const SetQuestion& step) const {
        return Value::map({{"question", step.question}, {"set", ask_move_name(step.set)}});
    }
    Value operator()(const ShowWords& step) const {
        return Value::map({{"word", step.record}, {"show", step.show}});
    }
    Value operator()(const SumUp& step) const {
        return Value::map({{"summary", decisions_tree(step.decisions)}});
    }
};

}  // namespace

Value question_document(const Question& question) {
    MeetingPlan plan;
    plan.questions.push_back(question);
    const Value tree = questionnaire_tree(agenda_of(plan, 1));
    return tree.items("pages")[0].items("questions")[0];
}

std::vector<Question> questions_of(const Value& list, const Catalogue& lists, Errors& errors) {
    if (list.if_list() == nullptr || list.if_list()->empty()) {
        errors.push_back({list.is_null() || list.if_list() != nullptr ? ErrorCode::FieldMissing
                                                                      : ErrorCode::FieldType,
                          "/questions"});
        return {};
    }
    const Value page = Value::map({{"questions", list}});
    ReadQuestionnaire read = read_questionnaire(Value::map({{"id", kMeetingQuestionnaire},
                                                            {"version", 1},
                                                            {"title", Value::map()},
                                                            {"pages", Value::list({page})}}),
                                                lists);
    for (Error& error : read.errors) {
        error.path.erase(0, kAgendaPath.size());
        errors.push_back(std::move(error));
    }
    if (read.questionnaire.pages.empty()) return {};
    return std::move(read.questionnaire.pages[0].questions);
}

Value meeting_plan_tree(const MeetingPlan& plan) {
    Value questions = Value::list();
    for (const Question& question : plan.questions) questions.push(question_document(question));
    return Value::map(
        {{"title", plan.title}, {"community", plan.community}, {"questions", questions}});
}

MeetingPlan stored_meeting_plan(const Value& tree, const Catalogue& lists) {
    Errors ignored;
    return {tree.text("title"), tree.text("community"),
            questions_of(tree["questions"], lists, ignored)};
}

CheckedMeeting meeting_plan_of(const Value& tree, const Catalogue& lists) {
    CheckedMeeting out;
    if (tree.if_map() == nullptr) {
        out.errors.push_back({ErrorCode::BodyNotObject});
        return out;
    }
    out.plan.title = read_text(tree, "title", {}, out.errors);
    out.plan.community = read_text(tree, "community", {}, out.errors);
    out.plan.questions = questions_of(tree["questions"], lists, out.errors);
    if (out.errors.empty()) out.errors = check_meeting(out.plan);
    return out;
}

Value decisions_tree(const std::vector<Decision>& decisions) {
    Value list = Value::list();
    for (const Decision& decision : decisions) {
        Value row = Value::map({{"text", decision.text}});
        if (!decision.due.empty()) row.set("due", decision.due);
        list.push(std::move(row));
    }
    return Value::map({{"decisions", std::move(list)}});
}

std::vector<Decision> stored_decisions(const Value& tree) {
    std::vector<Decision> out;
    for (const Value& row : tree.items("decisions"))
        out.push_back({row.text("text"), row.text("due")});
    return out;
}

Value meeting_step_tree(const MeetingStep& step) { return std::visit(StepTree{}, step); }

CheckedStep meeting_step_of(const Value& tree) {
    CheckedStep out;
    if (tree.if_map() == nullptr) {
        out.errors.push_back({ErrorCode::BodyNotObject});
    } else if (tree.find("question") != nullptr) {
        out.step = SetQuestion{read_text(tree, "question", {}, out.errors),
                               read_word(tree, "set", ask_move_from_name, out.errors)};
    } else if (tree.find("word") != nullptr) {
        out.step = read_words(tree, out.errors);
    } else if (const Value* summary = tree.find("summary")) {
        SumUp step{read_decisions(*summary, "/summary", out.errors)};
        if (out.errors.empty()) out.errors = check_decisions(step.decisions);
        out.step = std::move(step);
    } else {
        out.step = MoveMeeting{read_word(tree, "move", meeting_move_from_name, out.errors)};
    }
    return out;
}

}  // namespace kongdi

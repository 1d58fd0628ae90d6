// SPDX-License-Identifier: Apache-2.0
#include "core/api/meeting_messages.hpp"

#include <algorithm>

#include "core/base/time.hpp"
#include "core/codec/meeting_codec.hpp"

namespace kongdi::api {

namespace {

Value count_value(const std::optional<std::int64_t>& count) {
    return count ? Value(*count) : Value();
}

Value result_tree(const Question& question, const MeetingResult& result) {
    Value out = Value::map({{"n", result.n}});
    if (question.kind == QuestionKind::Text) {
        Value words = Value::list();
        for (const std::string& one : result.words) words.push(one);
        out.set("words", std::move(words));
        return out;
    }
    Value counts = Value::list();
    for (const OptionCount& one : result.counts)
        counts.push(question.kind == QuestionKind::Scale
                        ? count_value(one.count)
                        : Value::map({{"code", one.code}, {"count", count_value(one.count)}}));
    out.set("counts", std::move(counts));
    if (question.kind == QuestionKind::Scale)
        out.set("mean", result.mean ? Value(*result.mean) : Value());
    return out;
}

MeetingResult result_of(const Value& tree) {
    MeetingResult out;
    out.n = tree["n"].int_or(0);
    for (const Value& row : tree.items("counts")) {
        const bool named = row.if_map() != nullptr;
        const Value& count = named ? row["count"] : row;
        out.counts.push_back(
            {named ? row.text("code") : std::to_string(out.counts.size() + 1),
             count.if_int() != nullptr ? std::optional(count.int_or(0)) : std::nullopt});
    }
    if (tree["mean"].is_number()) out.mean = tree["mean"].number_or(0);
    for (const Value& word : tree.items("words")) out.words.emplace_back(word.string_or(""));
    return out;
}

Value question_tree(const MeetingQuestion& one, Audience audience) {
    Value out = Value::map({{"name", one.question.name},
                            {"state", ask_state_name(one.asked.state)},
                            {"revealed", one.asked.revealed},
                            {"question", question_document(one.question)}});
    const bool seen = audience == Audience::Host || one.asked.revealed;
    if (seen && one.results) out.set("results", result_tree(one.question, *one.results));
    if (audience == Audience::Phones) return out;
    out.set("answered", one.answered);
    Value by_mode = Value::map();
    for (const ModeResult& part : one.by_mode)
        by_mode.set(mode_name(part.mode), result_tree(one.question, part.result));
    out.set("by_mode", std::move(by_mode));
    if (one.question.kind != QuestionKind::Text) return out;
    Value words = Value::list();
    for (const MeetingWord& word : one.words)
        words.push(Value::map({{"id", word.id}, {"text", word.text}, {"shown", word.shown}}));
    out.set("words", std::move(words));
    return out;
}

Result<MeetingQuestion> meeting_question_of(const Value& tree, const Catalogue& lists) {
    MeetingQuestion out;
    Errors errors;
    std::vector<Question> read = questions_of(Value::list({tree["question"]}), lists, errors);
    if (!errors.empty()) return errors.front();
    out.question = std::move(read.front());
    const auto state = ask_state_from_name(tree["state"].string_or(""));
    if (!state) return Error{ErrorCode::FieldChoice, "/questions/state"};
    out.asked = {*state, tree["revealed"].bool_or(false)};
    if (tree["results"].if_map() != nullptr) out.results = result_of(tree["results"]);
    out.answered = tree["answered"].int_or(0);
    if (const Value::Map* parts = tree["by_mode"].if_map())
        for (const Value::Member& part : *parts)
            if (const auto mode = mode_from_name(part.first))
                out.by_mode.push_back({*mode, result_of(part.second)});
    for (const Value& word : tree.items("words"))
        out.words.push_back({word.text("id"), word.text("text"), word["shown"].bool_or(false)});
    return out;
}

Value time_value(const std::optional<std::int64_t>& at_ms) {
    return at_ms ? Value(format_time(*at_ms)) : Value();
}

}  // namespace

Value to_value(const MeetingView& view, Audience audience) {
    Value questions = Value::list();
    for (const MeetingQuestion& one : view.questions) questions.push(question_tree(one, audience));
    Value out = Value::map({{"number", view.number},
                            {"title", view.title},
                            {"community", view.community},
                            {"community_name", view.community_name},
                            {"state", meeting_state_name(view.state)},
                            {"version", view.version},
                            {"joined", view.joined},
                            {"current", view.current.empty() ? Value() : Value(view.current)},
                            {"questions", std::move(questions)}});
    if (audience == Audience::Phones) return out;
    out.set("id", view.id);
    out.set("code", view.code);
    out.set("summary", decisions_tree(view.decisions));
    return out;
}

Value to_value(const MeetingSummary& summary) {
    Value questions = Value::list();
    for (const MeetingQuestion& one : summary.questions) {
        Value row = Value::map(
            {{"name", one.question.name},
             {"state", ask_state_name(one.asked.state)},
             {"revealed", one.asked.revealed},
             {"question", question_document(one.question)},
             {"results", result_tree(one.question, one.results.value_or(MeetingResult{}))}});
        questions.push(std::move(row));
    }
    return Value::map({{"id", summary.id},
                       {"number", summary.number},
                       {"title", summary.title},
                       {"community", summary.community},
                       {"community_name", summary.community_name},
                       {"opened_at", time_value(summary.opened_at_ms)},
                       {"closed_at", time_value(summary.closed_at_ms)},
                       {"joined", summary.joined},
                       {"questions", std::move(questions)},
                       {"summary", decisions_tree(summary.decisions)}});
}

Value to_value(const MeetingRow& row) {
    return Value::map({{"id", row.id},
                       {"title", row.title},
                       {"community", row.community},
                       {"community_name", row.community_name},
                       {"state", meeting_state_name(row.state)},
                       {"code", row.code},
                       {"number", row.number},
                       {"created_at", format_time(row.created_at_ms)}});
}

Result<MeetingView> meeting_view_of(const Value& tree, const Catalogue& lists) {
    MeetingView out;
    const auto state = meeting_state_from_name(tree["state"].string_or(""));
    if (!state) return Error{ErrorCode::FieldChoice, "/state"};
    out.state = *state;
    out.number = tree["number"].int_or(0);
    out.title = tree.text("title");
    out.community = tree.text("community");
    out.community_name = tree.text("community_name");
    out.version = tree["version"].int_or(0);
    out.joined = tree["joined"].int_or(0);
    out.current = tree.text("current");
    for (const Value& row : tree.items("questions"))
        out.questions.push_back(KONGDI_TRY(meeting_question_of(row, lists)));
    out.id = tree.text("id");
    out.code = tree.text("code");
    out.decisions = stored_decisions(tree["summary"]);
    return out;
}

Result<MeetingSummary> meeting_summary_of(const Value& tree, const Catalogue& lists) {
    MeetingSummary out;
    out.id = tree.text("id");
    if (out.id.empty()) return Error{ErrorCode::FieldMissing, "/id"};
    out.number = tree["number"].int_or(0);
    out.title = tree.text("title");
    out.community = tree.text("community");
    out.community_name = tree.text("community_name");
    out.opened_at_ms = parse_time(tree["opened_at"].string_or(""));
    out.closed_at_ms = parse_time(tree["closed_at"].string_or(""));
    out.joined = tree["joined"].int_or(0);
    for (const Value& row : tree.items("questions"))
        out.questions.push_back(KONGDI_TRY(meeting_question_of(row, lists)));
    out.decisions = stored_decisions(tree["summary"]);
    return out;
}

Result<std::vector<MeetingRow>> meeting_list_of(const Value& tree) {
    if (tree["meetings"].if_list() == nullptr) return Error{ErrorCode::FieldMissing, "/meetings"};
    std::vector<MeetingRow> out;
    for (const Value& row : tree.items("meetings")) {
        const auto state = meeting_state_from_name(row["state"].string_or(""));
        if (!state) return Error{ErrorCode::FieldChoice, "/meetings/state"};
        out.push_back({row.text("id"), row.text("title"), row.text("community"),
                       row.text("community_name"), *state, row.text("code"),
                       row["number"].int_or(0),
                       parse_time(row["created_at"].string_or("")).value_or(0)});
    }
    return out;
}

Result<std::string> seat_secret_of(const Value& tree) {
    std::string out = tree.text("seat");
    if (out.empty()) return Error{ErrorCode::FieldMissing, "/seat"};
    return out;
}

double mean_place(const MeetingResult& result, std::int64_t points) {
    if (result.n <= 0) return 0;
    return static_cast<double>(result.counts.size() + 1) -
           static_cast<double>(points) / static_cast<double>(result.n);
}

std::vector<std::size_t> shown_order(const MeetingQuestion& question) {
    std::vector<std::size_t> order;
    if (!question.results) return order;
    const std::vector<OptionCount>& counts = question.results->counts;
    for (std::size_t i = 0; i < counts.size(); ++i) order.push_back(i);
    if (question.question.kind == QuestionKind::Ranking)
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return counts[a].count.value_or(0) > counts[b].count.value_or(0);
        });
    return order;
}

}  // namespace kongdi::api

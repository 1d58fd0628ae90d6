// SPDX-License-Identifier: Apache-2.0
#include "core/codec/report_codec.hpp"

#include <algorithm>

#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/codec/staff_words.hpp"
#include "core/codec/tree_fields.hpp"
#include "core/rules/field_checks.hpp"

namespace kongdi {

namespace {

template <class Name>
void set_named(Value& out, std::string_view name, const Name& word) {
    if (!word.empty()) out.set(name, word);
}

Value texts_tree(const std::vector<std::string>& texts) {
    Value out = Value::list();
    for (const std::string& one : texts) out.push(one);
    return out;
}

std::vector<std::string> texts_of(const Value& tree, std::string_view name) {
    std::vector<std::string> out;
    for (const Value& one : tree.items(name)) out.emplace_back(one.string_or(""));
    return out;
}

void set_facts(Value& out, const SiteFacts& facts) {
    if (!facts.has.empty()) out.set("has", texts_tree(facts.has));
    if (!facts.lacks.empty()) out.set("lacks", texts_tree(facts.lacks));
}
SiteFacts facts_of(const Value& tree) { return {texts_of(tree, "has"), texts_of(tree, "lacks")}; }

void set_check(Value& out, const SiteCheck& check) {
    out.set("finding", site_finding_name(check.finding));
    set_named(out, "type", check.type);
    if (check.area_m2) out.set("area_m2", *check.area_m2);
    set_named(out, "note", check.note);
    if (!check.photos.empty()) out.set("photos", texts_tree(check.photos));
    set_facts(out, check.facts);
}

SiteCheck check_of(const Value& tree) {
    SiteCheck out;
    out.finding = site_finding_from_name(tree["finding"].string_or("")).value_or(out.finding);
    out.type = tree.text("type");
    if (tree["area_m2"].is_number()) out.area_m2 = tree["area_m2"].number_or(0);
    out.note = tree.text("note");
    out.photos = texts_of(tree, "photos");
    out.facts = facts_of(tree);
    return out;
}

/// Each of them is known, and said once.
void check_facts(const SiteFacts& facts, Errors& errors) {
    std::vector<std::string_view> seen;
    const auto check = [&](const std::vector<std::string>& names, std::string_view list) {
        if (names.size() > kSiteFacts.size()) {
            errors.push_back({ErrorCode::FieldTooLong, path_step(list)});
            return;
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::string path = path_step(list) + "/" + std::to_string(i);
            if (std::find(kSiteFacts.begin(), kSiteFacts.end(), names[i]) == kSiteFacts.end())
                errors.push_back({ErrorCode::FieldChoice, path});
            else if (std::find(seen.begin(), seen.end(), names[i]) != seen.end())
                errors.push_back({ErrorCode::FieldRepeated, path});
            seen.push_back(names[i]);
        }
    };
    check(facts.has, "has");
    check(facts.lacks, "lacks");
}

/// A word of a list, or nothing; one that is none of it is wrong.
template <class Read>
auto named(const Value& tree, const char* name, Read read, Errors& errors) {
    const TreeFields fields(tree, errors);
    const std::string word = fields.text(name);
    const auto out = read(word);
    if (!word.empty() && !out) fields.wrong(ErrorCode::FieldChoice, name);
    return out;
}

}  // namespace

CheckedReportStep report_step_of(const Value& tree, const Catalogue& catalogue) {
    CheckedReportStep out;
    ReportStep& step = out.step;
    const TreeFields fields(tree, out.errors);
    if (tree["move"].is_null()) {
        fields.wrong(ErrorCode::FieldMissing, "move");
        return out;
    }
    const auto move = named(tree, "move", report_move_from_name, out.errors);
    if (move == ReportMove::Submit) fields.wrong(ErrorCode::FieldChoice, "move");
    step.move = move.value_or(ReportMove::Submit);
    step.words = trimmed(fields.text("words"));
    check_words(step.words, kMaxStepWords, "/words", out.errors);
    step.reason = named(tree, "reason", reject_reason_from_name, out.errors);
    step.judgement = named(tree, "judgement", judgement_from_name, out.errors);
    step.into = fields.text("into");
    if (!step.into.empty() && !is_uuid_v7(step.into)) fields.wrong(ErrorCode::FieldFormat, "into");
    SiteCheck check;
    const auto finding = named(tree, "finding", site_finding_from_name, out.errors);
    check.type = fields.text("type");
    if (!check.type.empty() && catalogue.space_type(check.type) == nullptr)
        fields.wrong(ErrorCode::FieldChoice, "type");
    check.area_m2 = fields.number("area_m2");
    if (check.area_m2 && !(*check.area_m2 > 0 && *check.area_m2 <= kMaxSiteAreaM2))
        fields.wrong(ErrorCode::FieldRange, "area_m2");
    check.note = trimmed(fields.text("note"));
    check_words(check.note, kMaxSiteNote, "/note", out.errors);
    check.photos = fields.words("photos");
    check_photos(check.photos, kMaxSitePhotos, "/photos", out.errors);
    check.facts = {fields.words("has"), fields.words("lacks")};
    check_facts(check.facts, out.errors);
    if (finding) {
        check.finding = *finding;
        step.check = std::move(check);
    } else if (check != SiteCheck{} && tree["finding"].is_null()) {
        fields.wrong(ErrorCode::FieldMissing, "finding");
    }
    return out;
}

Value report_step_tree(const ReportStep& step) {
    Value out = Value::map({{"move", report_move_name(step.move)}});
    set_named(out, "words", step.words);
    if (step.reason) out.set("reason", reject_reason_name(*step.reason));
    set_named(out, "into", step.into);
    if (step.judgement) out.set("judgement", judgement_name(*step.judgement));
    if (step.two_persons) out.set("two_persons", true);
    if (step.seconded) out.set("seconded", true);
    if (step.check) set_check(out, *step.check);
    return out;
}

std::optional<ReportStep> stored_report_step(const Value& tree) {
    const auto move = report_move_from_name(tree["move"].string_or(""));
    if (!move) return std::nullopt;
    return ReportStep{*move,
                      tree.text("words"),
                      reject_reason_from_name(tree["reason"].string_or("")),
                      tree.text("into"),
                      tree["finding"].is_null() ? std::nullopt : std::optional(check_of(tree)),
                      tree["two_persons"].bool_or(false),
                      judgement_from_name(tree["judgement"].string_or("")),
                      tree["seconded"].bool_or(false)};
}

Value report_standing_tree(const ReportStanding& standing) {
    Value out = Value::map({{"state", report_state_name(standing.state)}});
    if (!standing.checks.empty()) out.set("checks", Value::list());
    for (const DoneCheck& one : standing.checks) {
        Value check = Value::map({{"by", one.by}, {"at_ms", one.at_ms}});
        set_check(check, one.check);
        out.find("checks")->push(std::move(check));
    }
    set_named(out, "asked", standing.asked);
    set_named(out, "answer", standing.answer);
    if (standing.reason) out.set("reason", reject_reason_name(*standing.reason));
    set_named(out, "words", standing.words);
    set_named(out, "into", standing.into);
    if (standing.judgement) out.set("judgement", judgement_name(*standing.judgement));
    if (standing.measured_m2) out.set("measured_m2", *standing.measured_m2);
    set_named(out, "found_type", standing.found_type);
    set_facts(out, standing.found_facts);
    return out;
}

ReportStanding report_standing_of(const Value& tree) {
    ReportStanding out;
    out.state = report_state_from_name(tree["state"].string_or("")).value_or(out.state);
    for (const Value& one : tree.items("checks"))
        out.checks.push_back({one.text("by"), one["at_ms"].int_or(0), check_of(one)});
    out.asked = tree.text("asked");
    out.answer = tree.text("answer");
    out.reason = reject_reason_from_name(tree["reason"].string_or(""));
    out.words = tree.text("words");
    out.into = tree.text("into");
    out.judgement = judgement_from_name(tree["judgement"].string_or(""));
    if (tree["measured_m2"].is_number()) out.measured_m2 = tree["measured_m2"].number_or(0);
    out.found_type = tree.text("found_type");
    out.found_facts = facts_of(tree);
    return out;
}

}  // namespace kongdi

// SPDX-License-Identifier: Apache-2.0
// The other direction of the check: a record as the tree that is sent, and as a published schema.
#include "core/base/time.hpp"
#include "core/question/kinds.hpp"
#include "core/question/members.hpp"
#include "core/rules/record_check.hpp"
#include "core/rules/record_fields.hpp"

namespace kongdi {

namespace {

Value with_unknown(Value tree, const Value::Map& unknown) {
    Value::Map& members = *tree.if_map();
    members.insert(members.end(), unknown.begin(), unknown.end());
    return tree;
}

Value consent_tree(const ConsentGiven& consent) {
    return with_unknown(Value::map({{"version", consent.version}, {"sha256", consent.sha256}}),
                        consent.unknown);
}

Value photo_tree(const PhotoEntry& photo) {
    return with_unknown(Value::map({{"sha256", photo.sha256},
                                    {"bytes", photo.bytes},
                                    {"width", photo.width},
                                    {"height", photo.height}}),
                        photo.unknown);
}

}  // namespace

Value record_tree(const Record& record) {
    Value consent = Value::map();
    for (const ConsentGiven& one : record.consent) consent.set(one.purpose, consent_tree(one));
    Value photos = Value::list();
    for (const PhotoEntry& photo : record.photos) photos.push(photo_tree(photo));
    Value tree = Value::map({
        {"id", record.id},
        {"kind", record_kind_name(record.kind)},
        {"questionnaire", record.questionnaire},
        {"questionnaire_version", record.questionnaire_version},
        {"community", record.community ? Value(*record.community) : Value()},
        {"created_at", format_time(record.created_at_ms)},
        {"device", record.device},
        {"mode", mode_name(record.mode)},
        {"consent", consent},
        {"photos", photos},
        {"body", record.body},
    });
    if (record.seat) tree.set("seat", *record.seat);
    return with_unknown(std::move(tree), record.unknown);
}

namespace {

Value text_pattern(std::string_view pattern) {
    return Value::map({{"type", "string"}, {"pattern", pattern}});
}

Value size_schema(std::int64_t most) {
    return Value::map({{"type", "integer"}, {"minimum", 1}, {"maximum", most}});
}

Value photos_schema() {
    const Value hash = text_pattern("^[0-9a-f]{64}$");
    const Value item = question::with_unknown_members(
        Value::map({{"type", "object"},
                    {"required", Value::list({"sha256", "bytes", "width", "height"})},
                    {"properties", Value::map({{"sha256", hash},
                                               {"bytes", size_schema(kMaxPhotoBytes)},
                                               {"width", size_schema(kMaxPhotoSide)},
                                               {"height", size_schema(kMaxPhotoSide)}})}}));
    return Value::map({{"type", Value::list({"array", "null"})},
                       {"maxItems", static_cast<std::int64_t>(kMaxPhotos)},
                       {"items", item}});
}

/// A guardian may agree in a meeting only; that it is for whom is helped is beyond this.
Value consent_schema(RecordKind kind) {
    const Value given = question::with_unknown_members(
        Value::map({{"type", "object"},
                    {"required", Value::list({"version", "sha256"})},
                    {"properties", Value::map({{"version", Value::map({{"type", "integer"}})},
                                               {"sha256", text_pattern("^[0-9a-f]{64}$")}})}}));
    const auto has = [](Value purposes) { return Value::map({{"required", std::move(purposes)}}); };
    const Value own = has(Value::list({"survey"}));
    const Value guardian = has(Value::list({kGuardian}));
    Value out = Value::map({{"type", "object"}, {"additionalProperties", given}});
    if (kind == RecordKind::Meeting)
        return out.set("anyOf", Value::list({own, guardian}))
            .set("not", has(Value::list({"survey", kGuardian})));
    return out.set("required", own["required"]).set("not", guardian);
}

Value body_schema(const Questionnaire& questionnaire) {
    Value answers = Value::map();
    Value required = Value::list();
    for (const QuestionPage& page : questionnaire.pages) {
        for (const Question& question : page.questions) {
            Value schema = question_kind(question.kind).schema(question);
            // What depends on other answers is beyond a schema.
            const bool always = page.relevant.empty() && question.relevant.empty();
            if (question.required && always)
                required.push(question.name);
            else
                schema =
                    Value::map({{"anyOf", Value::list({schema, Value::map({{"type", "null"}})})}});
            answers.set(question.name, schema);
        }
    }
    return question::with_unknown_members(
        Value::map({{"type", "object"}, {"required", required}, {"properties", answers}}));
}

Value mode_schema() {
    Value names = Value::list();
    for (int i = 0; i < static_cast<int>(Mode::Count_); ++i)
        names.push(mode_name(static_cast<Mode>(i)));
    return Value::map({{"enum", names}});
}

}  // namespace

Value record_schema(RecordKind kind, const Catalogue& catalogue) {
    const std::string_view name = record_kind_name(kind);
    Value required = Value::list();
    for (const RecordField& field : kRecordFields)
        if (field.required) required.push(field.name);
    Value properties = Value::map({
        {"id",
         text_pattern("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")},
        {"kind", Value::map({{"const", name}})},
        {"questionnaire", Value::map({{"const", name}})},
        {"questionnaire_version", Value::map({{"type", "integer"}, {"minimum", 1}})},
        {"community",
         Value::map({{"type", Value::list({"string", "null"})}, {"pattern", "^[0-9]{12}$"}})},
        {"created_at", Value::map({{"type", "string"}, {"format", "date-time"}})},
        {"device", text_pattern("^[0-9a-f]{32}$")},
        {"mode", mode_schema()},
        {"seat",
         Value::map({{"type", Value::list({"string", "null"})}, {"pattern", "^[0-9a-f]{64}$"}})},
        {"consent", consent_schema(kind)},
        {"photos", photos_schema()},
    });
    if (const Questionnaire* questionnaire = catalogue.questionnaire(name))
        properties.set("body", body_schema(*questionnaire));
    else  // each meeting has questions of its own
        properties.set("body", Value::map({{"type", "object"}, {"minProperties", 1}}));
    return question::with_unknown_members(
        Value::map({{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                    {"title", name},
                    {"type", "object"},
                    {"required", required},
                    {"properties", properties}}));
}

}  // namespace kongdi

// SPDX-License-Identifier: Apache-2.0
#include "core/rules/record_check.hpp"

#include <algorithm>
#include <array>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/question/kinds.hpp"
#include "core/question/members.hpp"
#include "core/rules/record_fields.hpp"

namespace kongdi {

namespace {

using question::check_unknown;
using question::text_member;
using question::unknown_members;
using question::whole_member;

/// What the fields before have made certain, for those after them.
struct Known {
    bool kind = false;
    bool questionnaire_name = false;
    const Questionnaire* questionnaire = nullptr;

    bool is(RecordKind wanted, const Record& record) const { return kind && record.kind == wanted; }
};

/// What a field reads from and writes to.
struct FieldReader {
    const Value& tree;   // the whole record
    const Value* value;  // of the field; never null inside a field's function
    std::string path;
    const RecordContext& context;
    Record& record;
    Errors& errors;
    Known& known;

    void fail(ErrorCode code) const { errors.push_back({code, path}); }
    /// The text of the field; an error and null when it is none.
    const std::string* text() const {
        if (value->if_string() == nullptr) fail(ErrorCode::FieldType);
        return value->if_string();
    }
};

void read_id(const FieldReader& field) {
    const std::string* text = field.text();
    if (text == nullptr) return;
    if (!is_uuid_v7(*text)) field.fail(ErrorCode::FieldFormat);
    field.record.id = *text;
}

void read_kind(const FieldReader& field) {
    const std::string* text = field.text();
    if (text == nullptr) return;
    const auto kind = record_kind_from_name(*text);
    if (!kind) field.fail(ErrorCode::KindUnknown);
    field.record.kind = kind.value_or(RecordKind::IdleSpace);
    field.known.kind = kind.has_value();
}

void read_questionnaire(const FieldReader& field) {
    const std::string* text = field.text();
    if (text == nullptr) return;
    field.record.questionnaire = *text;
    if (!field.known.kind) return;
    // A kind's questionnaire has the kind's name.
    field.known.questionnaire_name = *text == record_kind_name(field.record.kind);
    if (!field.known.questionnaire_name) field.fail(ErrorCode::QuestionnaireUnknown);
}

void read_questionnaire_version(const FieldReader& field) {
    const std::int64_t* version = field.value->if_int();
    if (version == nullptr) {
        field.fail(ErrorCode::FieldType);
        return;
    }
    field.record.questionnaire_version = *version;
    if (!field.known.questionnaire_name) return;
    const Questionnaire* published = field.context.published;
    if (published != nullptr && published->id == field.record.questionnaire &&
        published->version == *version)
        field.known.questionnaire = published;
    else if (*version >= 1)
        field.known.questionnaire =
            field.context.catalogue.questionnaire(field.record.questionnaire, *version);
    if (field.known.questionnaire == nullptr) field.fail(ErrorCode::QuestionnaireUnknown);
}

void read_community(const FieldReader& field) {
    const std::string* text = field.text();
    if (text == nullptr) return;
    if (!is_community_code(*text)) field.fail(ErrorCode::CommunityCode);
    field.record.community = *text;
}

void read_created_at(const FieldReader& field) {
    const std::string* text = field.text();
    if (text == nullptr) return;
    const auto at = parse_time(*text);
    if (!at)
        field.fail(ErrorCode::FieldFormat);
    else if (*at > field.context.now_ms + kClockSlackMs)
        field.fail(ErrorCode::DateFuture);
    field.record.created_at_ms = at.value_or(0);
}

void read_device(const FieldReader& field) {
    const std::string* text = field.text();
    if (text == nullptr) return;
    if (!is_device(*text)) field.fail(ErrorCode::FieldFormat);
    field.record.device = *text;
}

void read_mode(const FieldReader& field) {
    const std::string* text = field.text();
    if (text == nullptr) return;
    const auto mode = mode_from_name(*text);
    // Nobody answers in a meeting by themselves.
    if (!mode || (field.known.is(RecordKind::Meeting, field.record) && *mode == Mode::Self))
        field.fail(ErrorCode::FieldChoice);
    field.record.mode = mode.value_or(Mode::Self);
}

void read_seat(const FieldReader& field) {
    const std::string* text = field.text();
    if (text == nullptr) return;
    if (!is_sha256_text(*text)) field.fail(ErrorCode::FieldFormat);
    field.record.seat = *text;
}

/// Of a newer client: kept, once they are checked.
Value::Map take_unknown(const FieldReader& field, const Value& tree,
                        std::span<const std::string_view> known, const std::string& path) {
    Value::Map unknown = unknown_members(tree, known);
    check_unknown(unknown, path, field.errors);
    return unknown;
}

void read_one_consent(const FieldReader& field, const Value::Member& member) {
    constexpr std::array<std::string_view, 2> kNames{"version", "sha256"};
    const std::string path = field.path + path_step(member.first);
    const Value& given = member.second;
    if (given.if_map() == nullptr) {
        field.errors.push_back({ErrorCode::FieldType, path});
        return;
    }
    const std::int64_t* version = whole_member(given, "version", path, field.errors);
    const std::string* hash = text_member(given, "sha256", path, field.errors);
    if (version == nullptr || hash == nullptr) return;
    if (!field.context.catalogue.knows_consent(member.first, *version, *hash))
        field.errors.push_back({ErrorCode::ConsentUnknown, path});
    field.record.consent.push_back(
        {member.first, *version, *hash, take_unknown(field, given, kNames, path)});
}

void read_consent(const FieldReader& field) {
    const Value::Map* members = field.value->if_map();
    if (members == nullptr) {
        field.fail(ErrorCode::FieldType);
        return;
    }
    for (const Value::Member& member : *members) read_one_consent(field, member);
    const bool guarded = field.value->find(kGuardian) != nullptr;
    // Only whom a worker helps in a meeting, and nothing beside the answers.
    const bool may_be_guarded = field.known.is(RecordKind::Meeting, field.record) &&
                                field.record.mode == Mode::Assisted && members->size() == 1;
    if (guarded && !may_be_guarded)
        field.errors.push_back({ErrorCode::FieldChoice, field.path + path_step(kGuardian)});
    const bool has_photos = !field.tree.items("photos").empty();
    for (const std::string_view purpose : consent_needed(field.tree["body"], has_photos))
        if (field.value->find(purpose) == nullptr && !(guarded && purpose == "survey"))
            field.errors.push_back({ErrorCode::ConsentMissing, field.path + path_step(purpose)});
}

std::int64_t read_size(const FieldReader& field, const Value& photo, std::string_view name,
                       std::int64_t most, ErrorCode too_much, const std::string& path) {
    const std::int64_t* size = whole_member(photo, name, path, field.errors);
    if (size == nullptr) return 0;
    if (*size < 1)
        field.errors.push_back({ErrorCode::FieldRange, path + path_step(name)});
    else if (*size > most)
        field.errors.push_back({too_much, path + path_step(name)});
    return *size;
}

void read_one_photo(const FieldReader& field, const Value& photo, const std::string& path) {
    constexpr std::array<std::string_view, 4> kNames{"sha256", "bytes", "width", "height"};
    if (photo.if_map() == nullptr) {
        field.errors.push_back({ErrorCode::FieldType, path});
        return;
    }
    PhotoEntry entry;
    if (const std::string* hash = text_member(photo, "sha256", path, field.errors)) {
        const auto same = [hash](const PhotoEntry& other) { return other.sha256 == *hash; };
        const std::vector<PhotoEntry>& before = field.record.photos;
        if (!is_sha256_text(*hash))
            field.errors.push_back({ErrorCode::FieldFormat, path + "/sha256"});
        else if (std::any_of(before.begin(), before.end(), same))
            field.errors.push_back({ErrorCode::FieldRepeated, path + "/sha256"});
        entry.sha256 = *hash;
    }
    entry.bytes = read_size(field, photo, "bytes", kMaxPhotoBytes, ErrorCode::PhotoTooLarge, path);
    entry.width = read_size(field, photo, "width", kMaxPhotoSide, ErrorCode::FieldRange, path);
    entry.height = read_size(field, photo, "height", kMaxPhotoSide, ErrorCode::FieldRange, path);
    entry.unknown = take_unknown(field, photo, kNames, path);
    field.record.photos.push_back(std::move(entry));
}

void read_photos(const FieldReader& field) {
    const Value::List* list = field.value->if_list();
    if (list == nullptr) {
        field.fail(ErrorCode::FieldType);
        return;
    }
    if (list->size() > kMaxPhotos) {
        field.fail(ErrorCode::FieldRange);
        return;
    }
    for (std::size_t i = 0; i < list->size(); ++i)
        read_one_photo(field, (*list)[i], field.path + "/" + std::to_string(i));
}

/// A meeting's answer is to one question, so that each can be given again by itself.
void check_one_answer(const FieldReader& field) {
    int answers = 0;
    for (const QuestionPage& page : field.known.questionnaire->pages)
        for (const Question& question : page.questions)
            if (!(*field.value)[question.name].is_null()) ++answers;
    if (answers == 0) field.fail(ErrorCode::FieldMissing);
    if (answers > 1) field.fail(ErrorCode::FieldRange);
}

void read_body(const FieldReader& field) {
    if (field.value->if_map() == nullptr) {
        field.fail(ErrorCode::FieldType);
        return;
    }
    field.record.body = *field.value;
    if (field.known.questionnaire == nullptr) return;
    const AnswerLogic logic(*field.known.questionnaire, *field.value,
                            day_of_record(field.record.created_at_ms));
    for (const QuestionPage& page : field.known.questionnaire->pages) {
        const Errors errors = check_page(page, *field.value, field.record.photos, logic);
        field.errors.insert(field.errors.end(), errors.begin(), errors.end());
    }
    if (field.known.is(RecordKind::Meeting, field.record)) check_one_answer(field);
    std::vector<std::string_view> names;
    for (const QuestionPage& page : field.known.questionnaire->pages)
        for (const Question& question : page.questions) names.emplace_back(question.name);
    check_unknown(*field.value, names, field.path, field.errors);
}

/// Cells of a matrix that are not asked, given what else the row says.
void check_columns(const Question& matrix, const Value& answer, const std::string& path,
                   const AnswerLogic& logic, Errors& errors) {
    for (const Value::Member& row : *answer.if_map()) {
        const Value::List& cells = *row.second.if_list();
        const std::vector<bool> asked = logic.asked_columns(matrix, row.second);
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (!cells[i].is_null() && !asked[i])
                errors.push_back({ErrorCode::AnswerSkipped,
                                  path + path_step(row.first) + "/" + std::to_string(i)});
    }
}

void check_question(const Question& question, const Value* answer,
                    std::span<const PhotoEntry> photos, const AnswerLogic& logic, Errors& errors) {
    const std::string path = "/body/" + question.name;
    const bool absent = answer == nullptr || answer->is_null();
    if (!logic.asks(question)) {
        if (!absent) errors.push_back({ErrorCode::AnswerSkipped, path});
        return;
    }
    const std::size_t before = errors.size();
    if (absent && logic.needs(question))
        errors.push_back({ErrorCode::FieldMissing, path});
    else
        check_answer(question, answer, path, AnswerContext{photos}, errors);
    // Logic is asked only about answers of the right form.
    if (absent || errors.size() != before) return;
    if (question.kind == QuestionKind::Matrix)
        check_columns(question, *answer, path, logic, errors);
    if (!logic.allows(question, *answer)) errors.push_back({ErrorCode::AnswerConstraint, path});
}

using ReadField = void (*)(const FieldReader&);

/// In the order of kRecordFields: photos before the body that names them.
constexpr std::array<ReadField, kRecordFields.size()> kReaders{
    read_id,        read_kind,       read_questionnaire, read_questionnaire_version,
    read_community, read_created_at, read_device,        read_mode,
    read_seat,      read_consent,    read_photos,        read_body};

constexpr std::array<std::string_view, kRecordFields.size()> field_names() {
    std::array<std::string_view, kRecordFields.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = kRecordFields[i].name;
    return names;
}

}  // namespace

std::vector<std::string_view> consent_needed(const Value& body, bool has_photos) {
    std::vector<std::string_view> purposes{"survey"};
    if (has_photos) purposes.emplace_back("photo");
    const Value::Map* answers = body.if_map();
    // The phone's position, kept beside the point or taken for it.
    const auto has_fix = [](const Value::Member& answer) {
        return !answer.second["fix"].is_null() ||
               answer.second["point"]["source"].string_or("") == "fix";
    };
    if (answers != nullptr && std::any_of(answers->begin(), answers->end(), has_fix))
        purposes.emplace_back("location");
    return purposes;
}

CheckedRecord check_record(const Value& tree, const RecordContext& context) {
    CheckedRecord out;
    if (tree.if_map() == nullptr) {
        out.errors.push_back({ErrorCode::BodyNotObject});
        return out;
    }
    Known known;
    for (std::size_t i = 0; i < kRecordFields.size(); ++i) {
        const RecordField& row = kRecordFields[i];
        const std::string path = "/" + std::string(row.name);
        const Value* value = tree.find(row.name);
        if (value == nullptr || value->is_null()) {
            const bool is_seat = kReaders[i] == read_seat;
            if (row.required || (is_seat && known.is(RecordKind::Meeting, out.record)))
                out.errors.push_back({ErrorCode::FieldMissing, path});
            continue;
        }
        kReaders[i](FieldReader{tree, value, path, context, out.record, out.errors, known});
    }
    out.record.unknown = unknown_members(tree, field_names());
    check_unknown(out.record.unknown, "", out.errors);
    return out;
}

Errors check_page(const QuestionPage& page, const Value& body, std::span<const PhotoEntry> photos,
                  const AnswerLogic& logic) {
    Errors errors;
    for (const Question& question : page.questions)
        check_question(question, body.find(question.name), photos, logic, errors);
    return errors;
}

}  // namespace kongdi

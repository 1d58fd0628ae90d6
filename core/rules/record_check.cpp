// SPDX-License-Identifier: Apache-2.0
#include "core/rules/record_check.hpp"

#include <algorithm>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/question/kinds.hpp"
#include "core/rules/record_fields.hpp"

namespace kongdi {

namespace {

/// What a field reads from and writes to. The kind and the questionnaire are known once their
/// fields were read; the fields after them use them.
struct FieldReader {
    const Value* value;  // never null inside a field's function
    std::string path;
    const RecordContext& context;
    Record& record;
    Errors& errors;
    const Questionnaire*& questionnaire;

    void fail(ErrorCode code, const std::string& below = {}) const {
        errors.push_back({code, path + below});
    }
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
    if (const auto kind = record_kind_from_name(*text))
        field.record.kind = *kind;
    else
        field.fail(ErrorCode::KindUnknown);
}

void read_questionnaire(const FieldReader& field) {
    const std::string* text = field.text();
    if (text == nullptr) return;
    field.record.questionnaire = *text;
    // A kind's questionnaire has the kind's name.
    if (*text != record_kind_name(field.record.kind)) field.fail(ErrorCode::QuestionnaireUnknown);
}

void read_questionnaire_version(const FieldReader& field) {
    const std::int64_t* version = field.value->if_int();
    if (version == nullptr) {
        field.fail(ErrorCode::FieldType);
        return;
    }
    field.record.questionnaire_version = *version;
    if (*version >= 1)
        field.questionnaire =
            field.context.catalogue.questionnaire(field.record.questionnaire, *version);
    if (field.questionnaire == nullptr) field.fail(ErrorCode::QuestionnaireUnknown);
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
    if (const auto mode = mode_from_name(*text))
        field.record.mode = *mode;
    else
        field.fail(ErrorCode::FieldChoice);
}

void read_one_consent(const FieldReader& field, const Value::Member& member) {
    const std::string below = "/" + member.first;
    const Value* version = member.second.find("version");
    const Value* hash = member.second.find("sha256");
    if (member.second.if_map() == nullptr) {
        field.fail(ErrorCode::FieldType, below);
    } else if (version == nullptr || hash == nullptr) {
        field.fail(ErrorCode::FieldMissing, below + (version == nullptr ? "/version" : "/sha256"));
    } else if (version->if_int() == nullptr || hash->if_string() == nullptr) {
        field.fail(ErrorCode::FieldType,
                   below + (version->if_int() == nullptr ? "/version" : "/sha256"));
    } else if (!field.context.catalogue.knows_consent(member.first, *version->if_int(),
                                                      *hash->if_string())) {
        field.fail(ErrorCode::ConsentUnknown, below);
    } else {
        field.record.consent.push_back({member.first, *version->if_int(), *hash->if_string()});
    }
}

void read_consent(const FieldReader& field) {
    const Value::Map* members = field.value->if_map();
    if (members == nullptr) {
        field.fail(ErrorCode::FieldType);
        return;
    }
    for (const Value::Member& member : *members) read_one_consent(field, member);
}

std::int64_t read_size(const FieldReader& field, const Value& photo, std::string_view name,
                       std::int64_t most, ErrorCode too_much, const std::string& below) {
    const Value* value = photo.find(name);
    const std::string here = below + "/" + std::string(name);
    if (value == nullptr || value->is_null()) {
        field.fail(ErrorCode::FieldMissing, here);
    } else if (value->if_int() == nullptr) {
        field.fail(ErrorCode::FieldType, here);
    } else {
        if (*value->if_int() < 1) field.fail(ErrorCode::FieldRange, here);
        if (*value->if_int() > most) field.fail(too_much, here);
        return *value->if_int();
    }
    return 0;
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
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string below = "/" + std::to_string(i);
        const Value& photo = (*list)[i];
        if (photo.if_map() == nullptr) {
            field.fail(ErrorCode::FieldType, below);
            continue;
        }
        PhotoEntry entry;
        const Value* hash = photo.find("sha256");
        if (hash == nullptr || hash->is_null())
            field.fail(ErrorCode::FieldMissing, below + "/sha256");
        else if (hash->if_string() == nullptr)
            field.fail(ErrorCode::FieldType, below + "/sha256");
        else if (!is_sha256_text(*hash->if_string()))
            field.fail(ErrorCode::FieldFormat, below + "/sha256");
        else
            entry.sha256 = *hash->if_string();
        entry.bytes =
            read_size(field, photo, "bytes", kMaxPhotoBytes, ErrorCode::PhotoTooLarge, below);
        entry.width =
            read_size(field, photo, "width", kMaxPhotoSide, ErrorCode::FieldRange, below);
        entry.height =
            read_size(field, photo, "height", kMaxPhotoSide, ErrorCode::FieldRange, below);
        const auto same = [&entry](const PhotoEntry& other) {
            return !entry.sha256.empty() && other.sha256 == entry.sha256;
        };
        if (std::any_of(field.record.photos.begin(), field.record.photos.end(), same))
            field.fail(ErrorCode::FieldRepeated, below + "/sha256");
        field.record.photos.push_back(std::move(entry));
    }
}

void read_body(const FieldReader& field) {
    if (field.value->if_map() == nullptr) {
        field.fail(ErrorCode::FieldType);
        return;
    }
    field.record.body = *field.value;
    if (field.questionnaire == nullptr) return;
    const AnswerContext context{field.record.photos};
    for (const QuestionPage& page : field.questionnaire->pages)
        for (const Question& question : page.questions)
            check_answer(question, field.value->find(question.name),
                         field.path + "/" + question.name, context, field.errors);
}

using ReadField = void (*)(const FieldReader&);

/// In the order of kRecordFields: photos before the body that names them.
constexpr std::array<ReadField, kRecordFields.size()> kReaders{
    read_id,         read_kind,   read_questionnaire, read_questionnaire_version,
    read_community,  read_created_at, read_device,    read_mode,
    read_consent,    read_photos, read_body};

bool is_known_field(std::string_view name) {
    return std::any_of(kRecordFields.begin(), kRecordFields.end(),
                       [name](const RecordField& field) { return field.name == name; });
}

}  // namespace

std::vector<std::string_view> consent_needed(const Value& body, bool has_photos) {
    std::vector<std::string_view> purposes{"survey"};
    if (has_photos) purposes.emplace_back("photo");
    const Value::Map* answers = body.if_map();
    const auto has_fix = [](const Value::Member& answer) {
        const Value* fix = answer.second.find("fix");
        return fix != nullptr && !fix->is_null();
    };
    if (answers != nullptr && std::any_of(answers->begin(), answers->end(), has_fix))
        purposes.emplace_back("location");
    return purposes;
}

CheckedRecord check_record(const Value& tree, const RecordContext& context) {
    CheckedRecord out;
    const Value::Map* members = tree.if_map();
    if (members == nullptr) {
        out.errors.push_back({ErrorCode::BodyNotObject});
        return out;
    }
    const Questionnaire* questionnaire = nullptr;
    for (std::size_t i = 0; i < kRecordFields.size(); ++i) {
        const RecordField& row = kRecordFields[i];
        const std::string path = "/" + std::string(row.name);
        const Value* value = tree.find(row.name);
        if (value == nullptr || value->is_null()) {
            if (row.required) out.errors.push_back({ErrorCode::FieldMissing, path});
            continue;
        }
        kReaders[i](FieldReader{value, path, context, out.record, out.errors, questionnaire});
    }
    for (const std::string_view purpose :
         consent_needed(out.record.body, !out.record.photos.empty())) {
        const Value* consent = tree.find("consent");
        if (consent != nullptr && consent->if_map() != nullptr && consent->find(purpose) == nullptr)
            out.errors.push_back({ErrorCode::ConsentMissing, "/consent/" + std::string(purpose)});
    }
    for (const Value::Member& member : *members)
        if (!is_known_field(member.first)) out.record.unknown.push_back(member);
    return out;
}

Errors check_page(const QuestionPage& page, const Value& body, std::span<const PhotoEntry> photos) {
    Errors errors;
    for (const Question& question : page.questions)
        check_answer(question, body.find(question.name), "/body/" + question.name,
                     AnswerContext{photos}, errors);
    return errors;
}

}  // namespace kongdi

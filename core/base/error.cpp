// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.hpp"

namespace kongdi {

namespace {

using enum ErrorCode;

constexpr std::array<ErrorRow, static_cast<std::size_t>(Count_)> kErrors{{
    {BodyNotUtf8, "body_not_utf8", 400, "error.body_not_utf8"},
    {BodyNotJson, "body_not_json", 400, "error.body_not_json"},
    {BodyTooLarge, "body_too_large", 413, "error.body_too_large"},
    {BodyTooDeep, "body_too_deep", 400, "error.body_too_deep"},
    {BodyDuplicateKey, "body_duplicate_key", 400, "error.body_duplicate_key"},
    {BodyNotObject, "body_not_object", 400, "error.body_not_object"},
    {FieldMissing, "field_missing", 422, "error.field_missing"},
    {FieldType, "field_type", 422, "error.field_type"},
    {FieldFormat, "field_format", 422, "error.field_format"},
    {FieldRange, "field_range", 422, "error.field_range"},
    {FieldTooLong, "field_too_long", 422, "error.field_too_long"},
    {FieldChoice, "field_choice", 422, "error.field_choice"},
    {FieldRepeated, "field_repeated", 422, "error.field_repeated"},
    {PersonalNumber, "personal_number", 422, "error.personal_number"},
    {KindUnknown, "kind_unknown", 422, "error.kind_unknown"},
    {QuestionnaireUnknown, "questionnaire_unknown", 422, "error.questionnaire_unknown"},
    {CommunityCode, "community_code", 422, "error.community_code"},
    {DateFuture, "date_future", 422, "error.date_future"},
    {CoordinatesRange, "coordinates_range", 422, "error.coordinates_range"},
    {ConsentMissing, "consent_missing", 422, "error.consent_missing"},
    {ConsentUnknown, "consent_unknown", 422, "error.consent_unknown"},
    {PhotoListed, "photo_listed", 422, "error.photo_listed"},
    {AnswerSkipped, "answer_skipped", 422, "error.answer_skipped"},
    {AnswerConstraint, "answer_constraint", 422, "error.answer_constraint"},
    {IdConflict, "id_conflict", 409, "error.id_conflict"},
    {FieldUnknown, "field_unknown", 422, "error.field_unknown"},
    {TranslationMissing, "translation_missing", 422, "error.translation_missing"},
    {ExpressionSyntax, "expression_syntax", 422, "error.expression_syntax"},
    {ExpressionFunction, "expression_function", 422, "error.expression_function"},
    {ExpressionTooLarge, "expression_too_large", 422, "error.expression_too_large"},
    {ExpressionName, "expression_name", 422, "error.expression_name"},
    {ExpressionCycle, "expression_cycle", 422, "error.expression_cycle"},
    {VersionTaken, "version_taken", 409, "error.version_taken"},
    {SheetUnsupported, "sheet_unsupported", 422, "error.sheet_unsupported"},
    {PhotoFormat, "photo_format", 415, "error.photo_format"},
    {PhotoTooLarge, "photo_too_large", 413, "error.photo_too_large"},
    {PhotoHash, "photo_hash", 422, "error.photo_hash"},
    {PhotoRange, "photo_range", 416, "error.photo_range"},
    {LayerUnreadable, "layer_unreadable", 422, "error.layer_unreadable"},
    {ImportReplaced, "import_replaced", 409, "error.import_replaced"},
    {RequestFormat, "request_format", 400, "error.request_format"},
    {NotFound, "not_found", 404, "error.not_found"},
    {MethodUnknown, "method_unknown", 405, "error.method_unknown"},
    {MediaType, "media_type", 415, "error.media_type"},
    {LoginNeeded, "login_needed", 401, "error.login_needed"},
    {LoginWrong, "login_wrong", 401, "error.login_wrong"},
    {AccessDenied, "access_denied", 403, "error.access_denied"},
    {TooManyRequests, "too_many_requests", 429, "error.too_many_requests"},
    {MoveIllegal, "move_illegal", 409, "error.move_illegal"},
    {StaleVersion, "stale_version", 409, "error.stale_version"},
    {SamePerson, "same_person", 409, "error.same_person"},
    {WaveOpen, "wave_open", 409, "error.wave_open"},
    {ExportStopped, "export_stopped", 409, "error.export_stopped"},
    {StorageBusy, "storage_busy", 503, "error.storage_busy"},
    {StorageFull, "storage_full", 503, "error.storage_full"},
    {Internal, "internal", 500, "error.internal"},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kErrors.size(); ++i)
        if (kErrors[i].code != static_cast<ErrorCode>(i)) return false;
    return true;
}
static_assert(in_order(), "one row for each code, in the order of the enum");

}  // namespace

const ErrorRow& error_row(ErrorCode code) { return kErrors[static_cast<std::size_t>(code)]; }

const std::array<ErrorRow, static_cast<std::size_t>(ErrorCode::Count_)>& error_table() {
    return kErrors;
}

std::string path_step(std::string_view name) {
    std::string step = "/";
    for (const char c : name) {
        if (c == '~')
            step += "~0";
        else if (c == '/')
            step += "~1";
        else
            step += c;
    }
    return step;
}

}  // namespace kongdi

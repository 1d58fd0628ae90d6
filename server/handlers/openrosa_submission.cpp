// SPDX-License-Identifier: Apache-2.0
// A submission comes in one request or in several, each with the same XML and some of the photos
// that it names. Nothing of it is kept between them but the photos themselves, under their hashes,
// and for each a note of 64 bytes which file of which submission it is. Notes are kept as pieces of
// uploads under way are: in the store that all servers share, and gone with what nobody went on
// with.
#include "server/handlers/openrosa_submission.hpp"

#include <algorithm>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/record_codec.hpp"
#include "core/rules/answer_logic.hpp"
#include "server/handlers/intake.hpp"
#include "server/handlers/openrosa.hpp"
#include "server/handlers/openrosa_answer.hpp"
#include "server/handlers/photos.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/openrosa/submission.hpp"

namespace kongdi::server {

namespace {

using namespace openrosa;

constexpr std::string_view kXmlPart = "xml_submission_file";

/// A photo that the XML names, and what is known of it.
struct Attachment {
    FileAsked asked = {};
    const std::string* bytes = nullptr;  // in this request
    std::optional<PhotoEntry> photo = {};
};

struct Submitted {
    SubmissionHead head = {};
    std::shared_ptr<const Questionnaire> questionnaire = {};
    SubmissionAnswers answers = {};
    std::vector<Attachment> attachments = {};
};

Result<const FormPart*> xml_part(const Request& request) {
    const FormPart* found = nullptr;
    for (const FormPart& part : request.form) {
        if (part.name != kXmlPart) continue;
        if (found != nullptr) return Error{ErrorCode::FieldRepeated, "/" + std::string(kXmlPart)};
        found = &part;
    }
    if (found == nullptr) return Error{ErrorCode::FieldMissing, "/" + std::string(kXmlPart)};
    return found;
}

Result<XmlNode> xml_of(const Request& request) {
    const FormPart* part = KONGDI_TRY(xml_part(request));
    auto root = read_xml(part->content);
    if (root) return root;
    return Error{root.error().code, "/" + std::string(kXmlPart), root.error().detail};
}

std::string note_key(const SubmissionHead& head, const FileAsked& file) {
    return sha256("kongdi openrosa file " + head.instance_id + " " + file.name);
}

PhotoEntry entry_of(const StoredPhoto& photo) {
    return {photo.sha256, photo.bytes, photo.width, photo.height};
}

/// A file that came in an earlier request; none when it did not.
Result<std::optional<PhotoEntry>> noted(const Services& services, const SubmissionHead& head,
                                        const FileAsked& file) {
    const std::string key = note_key(head, file);
    if (KONGDI_TRY(services.storage.photo_offset(key)) == 0) return std::optional<PhotoEntry>();
    const std::string hash = KONGDI_TRY(services.storage.photo_pieces(key));
    if (!is_sha256_text(hash)) return std::optional<PhotoEntry>();
    const auto photo = KONGDI_TRY(services.storage.photo(hash));
    if (!photo) return std::optional<PhotoEntry>();
    return std::optional(entry_of(*photo));
}

/// Photos of this request stand for themselves with a size yet unknown, so that the rest is checked
/// before a pixel is read.
Result<void> find_attachments(const Services& services, const Request& request, Submitted& out) {
    for (FileAsked& file : out.answers.files) {
        Attachment one{std::move(file)};
        for (const FormPart& part : request.form)
            if (part.name != kXmlPart && part.file_name == one.asked.name)
                one.bytes = &part.content;
        if (one.bytes != nullptr)
            one.photo =
                PhotoEntry{sha256(*one.bytes), static_cast<std::int64_t>(one.bytes->size()), 1, 1};
        else
            one.photo = KONGDI_TRY(noted(services, out.head, one.asked));
        out.attachments.push_back(std::move(one));
    }
    return {};
}

Record record_of(const Submitted& submitted) {
    Record out;
    out.id = record_id_of(submitted.head.instance_id);
    out.questionnaire = submitted.head.form;
    out.kind = record_kind_from_name(out.questionnaire).value_or(RecordKind::IdleSpace);
    out.questionnaire_version = submitted.head.version;
    out.community = submitted.answers.community;
    out.created_at_ms = submitted.head.created_at_ms;
    out.device = openrosa::device_of(submitted.head.instance_id);
    Value body = submitted.answers.body;
    for (const Attachment& one : submitted.attachments) {
        if (!one.photo) continue;
        const auto same = [&one](const PhotoEntry& other) {
            return other.sha256 == one.photo->sha256;
        };
        // The same picture twice is one photo.
        if (std::any_of(out.photos.begin(), out.photos.end(), same)) continue;
        out.photos.push_back(*one.photo);
        Value list = body[one.asked.question];
        list.push(one.photo->sha256);
        body.set(one.asked.question, std::move(list));
    }
    const std::string day = day_of_record(out.created_at_ms);
    out.body = AnswerLogic(*submitted.questionnaire, body, day).asked_body();
    // What there is nothing of needs no consent to be kept.
    const auto needed = consent_needed(out.body, !submitted.answers.files.empty());
    for (const ConsentGiven& given : submitted.answers.consent)
        if (std::find(needed.begin(), needed.end(), given.purpose) != needed.end())
            out.consent.push_back(given);
    return out;
}

/// As any record is checked. While photos are missing, nothing is said of how many there are.
Intake checked(const Services& services, const Request& request, const Submitted& submitted,
               bool at_once) {
    Intake out = take_in(write_record(record_of(submitted)), services.catalogue, services.storage,
                         request.now_ms);
    if (!at_once)
        std::erase_if(out.errors, [&submitted](const Error& error) {
            return std::any_of(submitted.attachments.begin(), submitted.attachments.end(),
                               [&error](const Attachment& one) {
                                   return error.path == "/body/" + one.asked.question;
                               });
        });
    // A photo that came must not be kept without consent, even if its record is never whole.
    const auto& given = submitted.answers.consent;
    const bool may_keep = std::any_of(
        given.begin(), given.end(), [](const ConsentGiven& one) { return one.purpose == "photo"; });
    const Error no_consent{ErrorCode::ConsentMissing, "/consent/photo"};
    if (!submitted.attachments.empty() && !may_keep &&
        std::find(out.errors.begin(), out.errors.end(), no_consent) == out.errors.end())
        out.errors.push_back(no_consent);
    return out;
}

/// Notes what came in parts, the last one too: any part may be sent again.
Result<void> keep_attachments(const Services& services, const Request& request,
                              Submitted& submitted) {
    const auto& all = submitted.attachments;
    const bool in_parts = std::any_of(all.begin(), all.end(),
                                      [](const Attachment& one) { return one.bytes == nullptr; });
    for (Attachment& one : submitted.attachments) {
        if (one.bytes == nullptr) continue;
        const auto photo = keep_whole_photo(services, *one.bytes, request.now_ms);
        if (!photo)
            return Error{photo.error().code, "/body/" + one.asked.question, photo.error().detail};
        one.photo = entry_of(*photo);
        if (!in_parts) continue;
        const auto kept =
            services.storage.add_photo_piece(note_key(submitted.head, one.asked), 0, photo->sha256);
        if (!kept) return kept.error();
    }
    return {};
}

bool is_whole(const Submitted& submitted) {
    return std::all_of(submitted.attachments.begin(), submitted.attachments.end(),
                       [](const Attachment& one) { return one.photo.has_value(); });
}

/// The parts may come at one moment, to several servers: each notes what it has and looks again
/// after that, so that the last one sees them all.
Result<void> look_again(const Services& services, Submitted& submitted) {
    for (Attachment& one : submitted.attachments)
        if (!one.photo) one.photo = KONGDI_TRY(noted(services, submitted.head, one.asked));
    return {};
}

Response waiting(const Request& request, const Submitted& submitted) {
    const auto missing = std::count_if(submitted.attachments.begin(), submitted.attachments.end(),
                                       [](const Attachment& one) { return !one.photo; });
    const Words& words = words_of(language_asked(request));
    return message(202, "submit_success",
                   words("openrosa.waiting", {{"count", static_cast<std::int64_t>(missing)}}),
                   request);
}

Result<Submitted> read_submission(const Services& services, const Request& request,
                                  const XmlNode& root) {
    Submitted out;
    out.head = KONGDI_TRY(read_head(root));
    auto form = form_of(services, out.head.form, out.head.version);
    if (!form && form.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::QuestionnaireUnknown, "/version"};
    if (!form) return form.error();
    out.questionnaire = *std::move(form);
    out.answers = read_answers(root, *out.questionnaire);
    if (out.answers.errors.empty()) KONGDI_CHECK(find_attachments(services, request, out));
    return out;
}

}  // namespace

Response show_openrosa_submission(const Services&, const Request& request) {
    Response out = answer(204, {}, request);
    out.with("Location", own_address(request) + "/openrosa/submission");
    out.with("X-OpenRosa-Accept-Content-Length", std::to_string(kMaxSubmissionBytes));
    return out;
}

Response take_openrosa_submission(const Services& services, const Request& request) {
    const auto root = xml_of(request);
    if (!root) return failure({root.error()}, nullptr, request);
    auto read = read_submission(services, request, *root);
    if (!read) return failure({read.error()}, nullptr, request);
    Submitted& submitted = *read;
    const Questionnaire* questionnaire = submitted.questionnaire.get();
    if (!submitted.answers.errors.empty())
        return failure(std::move(submitted.answers.errors), questionnaire, request);

    const bool at_once = is_whole(submitted);
    Intake intake = checked(services, request, submitted, at_once);
    if (!intake.ok()) return failure(std::move(intake.errors), questionnaire, request);
    if (const auto kept = keep_attachments(services, request, submitted); !kept)
        return failure({kept.error()}, questionnaire, request);
    if (const auto looked = look_again(services, submitted); !looked)
        return failure({looked.error()}, questionnaire, request);
    if (!is_whole(submitted)) return waiting(request, submitted);

    intake = checked(services, request, submitted, true);  // with the photos as they are
    if (!intake.ok()) return failure(std::move(intake.errors), questionnaire, request);
    const auto accepted = services.storage.submit(std::move(intake.submission));
    if (!accepted) return failure({accepted.error()}, questionnaire, request);
    const Words& words = words_of(language_asked(request));
    return message(201, "submit_success",
                   words("openrosa.received", {{"receipt", accepted->receipt.receipt}}), request);
}

}  // namespace kongdi::server

// SPDX-License-Identifier: Apache-2.0
// What staff keep: thresholds of the catalogue, the register of facilities. Written rarely and the
// same way in every store, as events with tables derived from them; a store only has to run the
// statements.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "core/geometry/box.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/covered_photo.hpp"
#include "core/model/facility.hpp"
#include "core/model/facility_remark.hpp"
#include "core/model/index_run.hpp"
#include "core/model/meeting.hpp"
#include "core/model/plan_item.hpp"
#include "core/model/programme.hpp"
#include "core/model/record.hpp"
#include "core/model/report_step.hpp"
#include "core/model/space_stage.hpp"
#include "core/model/wave.hpp"
#include "server/storage/accounts.hpp"
#include "server/storage/event_log.hpp"
#include "server/storage/push_subscriptions.hpp"
#include "server/storage/register_rows.hpp"

namespace kongdi::server {

class Sql;

struct ApiToken;
struct DeletionRow;
struct Erased;
struct Erasure;
struct EventHead;
struct OwnData;
struct ReadQuery;
struct ReadRow;
struct Tombstone;
struct WebhookCursor;

class Registers {
public:
    virtual ~Registers() = default;

    /// In their order.
    Result<std::vector<ThresholdChange>> threshold_changes();
    /// `before` must be what is in force (stale_version); not_found for what no kind has.
    Result<void> change_threshold(const ThresholdChange& change, const Catalogue& defaults);

    /// Filing the same again under the id changes nothing; id_conflict for something else.
    Result<Facility> file_facility(std::string_view id, const FacilityFacts& facts,
                                   const Actor& actor, std::int64_t at_ms);
    /// not_found, stale_version, move_illegal, same_person.
    Result<Facility> move_facility(const FacilityStep& step, const Actor& actor,
                                   std::int64_t at_ms);
    /// Many of them in one transaction: all or none.
    Result<void> move_facilities(std::span<const FacilityStep> steps, const Actor& actor,
                                 std::int64_t at_ms);
    Result<std::optional<Facility>> facility(std::string_view id);
    /// Oldest first; empty when there is none of this id.
    Result<std::vector<FacilityVersion>> facility_versions(std::string_view id);
    Result<FacilityPage> facilities(const FacilityQuery& query);
    /// Those that are not closed.
    Result<std::vector<Facility>> facilities_in(const Box& box, std::int64_t limit);

    /// What residents say of facilities; newest first.
    Result<std::vector<FacilityRemark>> facility_remarks(const RemarkQuery& query);

    /// Of a record; empty when it lies in none, or is unknown.
    Result<std::string> record_community(std::string_view id);
    /// Of the records that name a photo.
    Result<std::vector<std::string>> photo_communities(std::string_view sha256);

    /// What staff found of a space; `usual` is of its type. not_found; space_lifecycle.hpp.
    Result<void> step_space(std::string_view id, const SpaceStep& step, const Actor& actor,
                            std::int64_t at_ms, Known usual = Known::Unknown);
    Result<OwnersOfSpaces> owners_noted();

    // Photos of which staff covered parts: nobody is shown what lies beneath.

    /// Without parts it is seen whole again. The same again changes nothing. `since`: of the cover
    /// that was known when this one was made, 0 for none. Errors: not_found; stale_version at
    /// /since, when another was made meanwhile, which would be undone.
    Result<CoveredPhoto> cover_photo(std::string_view sha256, const std::vector<PicturePart>& parts,
                                     const Actor& actor, std::int64_t at_ms,
                                     std::optional<std::int64_t> since = {});
    /// None while all of it may be seen.
    Result<std::optional<CoveredPhoto>> covered_photo(std::string_view sha256);

    // Waves of the check-up.

    /// New, or in place of the draft of this id. move_illegal when it is no draft any more.
    Result<Wave> plan_wave(std::string_view id, const WavePlan& plan, const Actor& actor,
                           std::int64_t at_ms);
    /// not_found, move_illegal; wave_open while another wave asks the same questionnaire.
    Result<Wave> move_wave(std::string_view id, WaveMove move, const Actor& actor,
                           std::int64_t at_ms);
    Result<std::optional<Wave>> wave(std::string_view id);
    /// Newest first, without their targets.
    Result<std::vector<Wave>> waves();

    /// Adds the codes of a building; those printed for it before are void unless they were used.
    /// not_found for a wave or a community that is none of its targets, move_illegal once closed.
    Result<void> add_seats(std::string_view wave_id, const SeatSheet& sheet, const Actor& actor,
                           std::int64_t at_ms);
    /// None when it is unknown or void.
    Result<std::optional<Seat>> seat(std::string_view hash);
    /// How many households of a building have answered with their code.
    Result<std::int64_t> used_seats(std::string_view wave_id, std::string_view community,
                                    std::string_view building);

    Result<std::vector<WaveCount>> wave_counts(std::int64_t number);
    /// Summed by a group; of one community only when it is named.
    Result<std::vector<WaveTally>> wave_tallies(std::int64_t number, WaveGroup group,
                                                std::string_view community = {});
    /// Counts everything anew from the answers; names each row of the tables that is not so.
    Result<std::vector<std::string>> wrong_tallies();

    // Meetings.

    /// New, or in place of the draft of this id. move_illegal when it is no draft any more.
    Result<Meeting> plan_meeting(std::string_view id, const MeetingPlan& plan, const Actor& actor,
                                 std::int64_t at_ms);
    /// What a host does; doing it again changes nothing. `code` is of an opening: id_conflict
    /// (/code) when another open meeting has it. not_found, move_illegal, field_choice (/question).
    Result<Meeting> step_meeting(std::string_view id, const MeetingStep& step,
                                 std::string_view code, const Actor& actor, std::int64_t at_ms);
    /// not_found when no open meeting has this code. The actor is who helps, or nobody.
    Result<void> take_seat(std::string_view code, const MeetingSeat& seat, const Actor& actor,
                           std::int64_t at_ms);
    Result<std::optional<Meeting>> meeting(std::string_view id);
    /// The one that is open under this code.
    Result<std::optional<Meeting>> open_meeting(std::string_view code);
    /// Newest first, without where their questions stand.
    Result<std::vector<Meeting>> meetings();
    Result<MeetingCounts> meeting_counts(const Meeting& meeting);

    // Index runs.

    /// The same again changes nothing; id_conflict (/id) for something else.
    Result<IndexRun> freeze_index(const NewIndexRun& run, const Actor& actor, std::int64_t at_ms);
    /// The one that was published before is superseded. not_found, move_illegal.
    Result<IndexRun> publish_index(std::string_view id, const Actor& actor, std::int64_t at_ms);
    Result<std::optional<IndexRun>> index_run(std::string_view id);
    /// Newest first.
    Result<std::vector<IndexRun>> index_runs();
    /// What a run was made of, and what came of it, byte for byte. not_found.
    Result<std::string> index_document(std::string_view id);
    Result<std::string> index_result(std::string_view id);

    // The action plan.

    /// Filing the same again under the id changes nothing; id_conflict for something else.
    Result<PlanItem> file_plan_item(std::string_view id, const PlanFacts& facts, const Actor& actor,
                                    std::int64_t at_ms);
    /// not_found, stale_version unless `base_version` is the last; core/lifecycle/plan_steps.hpp.
    Result<PlanItem> step_plan_item(std::string_view id, std::int64_t base_version,
                                    const PlanStep& step, const Actor& actor, std::int64_t at_ms);
    /// Many in one transaction: all or none. id_conflict (/id) for a filing under a known id.
    Result<void> change_plan(std::span<const PlanChange> all, const Actor& by, std::int64_t at_ms);
    Result<std::optional<PlanItem>> plan_item(std::string_view id);
    /// Oldest first.
    Result<std::vector<PlanVersion>> plan_versions(std::string_view id);
    Result<std::vector<PlanItem>> plan_items(const PlanQuery& query);
    /// Those of spaces that were ever listed: of each space the last that was changed.
    Result<std::vector<PlanItem>> plan_of_spaces(std::span<const std::string> spaces);

    // The programme of future communities.

    /// Filing the same again under the id changes nothing; id_conflict for something else.
    Result<ProgrammeEntry> file_programme(std::string_view id, ProgrammeKind kind,
                                          const Value& facts, const Actor& actor,
                                          std::int64_t at_ms);
    /// not_found, stale_version unless `base_version` is the last; core/lifecycle/programme_steps.
    Result<ProgrammeEntry> step_programme(std::string_view id, std::int64_t base_version,
                                          const ProgrammeStep& step, const Actor& actor,
                                          std::int64_t at_ms);
    /// Many of them in one transaction, each by all of its steps: all or none. Errors as above.
    Result<void> change_programme(std::span<const ProgrammeChange> changes, const Actor& actor,
                                  std::int64_t at_ms);
    Result<std::optional<ProgrammeEntry>> programme_entry(std::string_view id);
    /// Oldest first.
    Result<std::vector<ProgrammeVersion>> programme_versions(std::string_view id);
    Result<std::vector<ProgrammeEntry>> programme(const ProgrammeQuery& query);

    // Reports: of those that two persons checked on site, and of those whose check counts.

    Result<std::vector<ReportStanding>> standings_checked_twice(const std::optional<Scope>& within);
    Result<FactsOnSite> facts_on_site();

    // What people sent, for them and their right to have it gone (server/storage/own_records.hpp).

    Result<OwnData> own_data(std::string_view device);
    /// All of it, corroborations included; Storage::finish_erasing() is to follow.
    Result<Erased> erase_own(std::string_view device, std::int64_t at_ms);
    /// The same; `before` hears what is to go, in the transaction, before any of it does. While it
    /// fails nothing goes.
    Result<Erased> erase_own(std::string_view device, std::int64_t at_ms,
                             const std::function<Result<void>(const Tombstone&)>& before);
    /// Once more changes nothing.
    Result<Erased> erase(const Erasure& erasure, std::int64_t at_ms);
    /// Oldest first, for whoever fills a store from an older copy.
    Result<std::vector<Tombstone>> tombstones();
    /// Records whose time is over by a rule of server/storage/retention.hpp, behind `after`.
    Result<DuePage> due_records(std::string_view rule, std::int64_t before_ms, std::int64_t after);
    /// Verified reports whose last check on site is older (server/storage/stale_checks.hpp).
    Result<DuePage> stale_checks(std::int64_t before_ms, std::int64_t after);
    /// Newest first.
    Result<std::vector<DeletionRow>> deletion_log(std::int64_t limit);

    // Who of the staff saw raw reports (server/storage/read_log.hpp).

    Result<void> log_reads(std::span<const ReadRow> rows);
    /// Newest first.
    Result<std::vector<ReadRow>> read_log(const ReadQuery& query);

    // What happened (server/storage/event_log.hpp), in its order.

    Result<EventSpan> event_span(const EventQuery& query);
    /// At most `limit` of those behind `after_seq`, up to `last_seq`.
    Result<std::vector<LoggedEvent>> events_behind(const EventQuery& query, std::int64_t after_seq,
                                                   std::int64_t last_seq, std::int64_t limit);

    // Accounts. Those of nobody: not_found.

    /// New, or in place of the one of this name.
    Result<void> put_account(const Account& account, const Actor& actor = {},
                             std::int64_t at_ms = 0);
    /// id_conflict (/name) when it is there.
    Result<void> add_account(const Account& account, const Actor& actor, std::int64_t at_ms);
    /// move_illegal when no administrator would be left who can log in.
    Result<void> change_account(std::string_view name, Role role, const Scope& scope,
                                std::string_view shown_name, const Actor& actor,
                                std::int64_t at_ms);
    /// Ends its sessions and tokens; move_illegal as above.
    Result<void> lock_account(std::string_view name, bool locked, const Actor& actor,
                              std::int64_t at_ms);
    Result<std::optional<Account>> account(std::string_view name);
    /// By name.
    Result<std::vector<Account>> accounts();
    /// Newest first.
    Result<std::vector<StoredAccountEvent>> account_events(std::string_view name,
                                                           std::int64_t limit);
    Result<std::vector<Credentials>> credentials();
    /// For an account whose events are there.
    Result<void> restore_credentials(const Credentials& one);

    // Log-ins. `token_hash` is what is kept of a session's secret.

    /// Sessions that are over by now go.
    Result<void> open_session(std::string_view token_hash, std::string_view account,
                              std::int64_t expires_at_ms, std::int64_t now_ms,
                              LoginStage stage = LoginStage::Whole);
    /// None when it is unknown or over, or its account locked.
    Result<std::optional<OpenLogin>> login(std::string_view token_hash, std::int64_t now_ms);
    /// The same of whole log-ins only.
    Result<std::optional<Account>> session_account(std::string_view token_hash,
                                                   std::int64_t now_ms);
    Result<void> close_session(std::string_view token_hash);
    /// All of an account, and its tokens.
    Result<void> end_sessions(std::string_view name, const Actor& actor, std::int64_t at_ms);
    Result<std::int64_t> open_sessions(std::string_view name, std::int64_t now_ms);
    /// Ends all sessions but `kept_session` (a hash, or empty), and all tokens.
    Result<void> set_password(std::string_view name, std::string_view password_hash,
                              std::string_view kept_session, const Actor& actor,
                              std::int64_t at_ms);

    // Links by which a password is set, by the hash of their secret.

    /// In place of those that are open; move_illegal for a locked account.
    Result<void> invite(std::string_view hash, const Invitation& invitation, const Actor& actor,
                        std::int64_t at_ms);
    Result<void> revoke_invitations(std::string_view name, const Actor& actor, std::int64_t at_ms);
    /// One that is open, not over, and of an account that is not locked.
    Result<std::optional<Invitation>> invitation(std::string_view hash, std::int64_t now_ms);
    Result<std::optional<Invitation>> invitation_to(std::string_view name, std::int64_t now_ms);
    /// Once: not_found afterwards. Ends all sessions of the account.
    Result<Account> use_invitation(std::string_view hash, std::string_view password_hash,
                                   std::int64_t now_ms);

    // Log-ins by another's word (OpenID Connect). Of a person there only a hash is kept.

    /// Whose account that is; none when it is nobody's. A locked one, too.
    Result<std::optional<Account>> linked_account(const Outsider& who);
    /// id_conflict (/subject) when somebody else's account is linked to them. The same again
    /// changes nothing.
    Result<void> link_account(std::string_view name, const Outsider& who, const Actor& actor,
                              std::int64_t at_ms);
    /// From all; ends its sessions.
    Result<void> unlink_account(std::string_view name, const Actor& actor, std::int64_t at_ms);
    Result<bool> is_linked(std::string_view name);
    /// False when a log-in of this hash was let in before. `forget_at_ms`: nobody could come again.
    Result<bool> spend_login(std::string_view hash, std::string_view account,
                             std::int64_t forget_at_ms);

    // Tokens by which programs of an account read (server/storage/api_tokens.hpp).

    /// move_illegal when the account is locked or has `most` of them; id_conflict (/name).
    Result<void> add_api_token(std::string_view hash, const ApiToken& token, std::int64_t most,
                               const Actor& actor);
    /// Oldest first, those that are not over.
    Result<std::vector<ApiToken>> api_tokens(std::string_view account, std::int64_t now_ms);
    /// not_found unless it is one of this account.
    Result<void> revoke_api_token(std::string_view account, std::string_view id, const Actor& actor,
                                  std::int64_t at_ms);
    /// All of an account.
    Result<void> revoke_api_tokens(std::string_view account, const Actor& actor,
                                   std::int64_t at_ms);
    /// Whose it is, and notes the day; none when it is unknown or over, or its account locked.
    Result<std::optional<Account>> account_of_token(std::string_view hash, std::int64_t now_ms);

    // How far others were told of the events (server/storage/webhook_cursors.hpp).

    /// A target's place; none when it was never told anything.
    Result<std::optional<WebhookCursor>> webhook_cursor(std::string_view target);
    /// Of a new target, behind the event `seq`.
    Result<void> begin_webhook(std::string_view target, std::int64_t seq);
    /// Its place, for `holder` alone until `until_ms`; none while another holds it.
    Result<std::optional<WebhookCursor>> hold_webhook(std::string_view target,
                                                      std::string_view holder, std::int64_t now_ms,
                                                      std::int64_t until_ms);
    /// Keeps the place and holds it on, 0 for no longer; false when another has taken it over.
    Result<bool> keep_webhook(std::string_view target, std::string_view holder,
                              const WebhookCursor& cursor, std::int64_t until_ms);
    /// The number of the last event that says more than who read something; 0 when there is none.
    Result<std::int64_t> last_change();
    /// In their order: those behind `after` up to `last`.
    Result<std::vector<EventHead>> event_heads(std::int64_t after, std::int64_t last,
                                               std::int64_t limit);

    // Browsers told of what happens to a report (server/storage/push_subscriptions.hpp).

    /// In place of the one of this endpoint, whoever's it was. Of more than `most` of one device
    /// the oldest go.
    Result<void> put_push(const PushSubscription& one, std::int64_t most);
    /// One of somebody else, or that nobody has, stays as it is.
    Result<void> stop_push(std::string_view endpoint, std::string_view device_sha256);
    /// All of them, by endpoint.
    Result<std::vector<PushSubscription>> push_subscriptions();
    Result<void> restore_pushes(std::span<const PushSubscription> all);
    /// The key by which all servers of the store sign, sealed: this one unless there is one.
    Result<std::string> keep_push_key(std::string_view sealed);
    /// The report of this id and, if wished, all that were merged into it; those of which somebody
    /// is told. Nobody's when it is of no idle space.
    Result<std::vector<PushReport>> push_reports(std::string_view id, bool with_merged);
    /// Moves on to the event `seq` with what is to be told of those before it, and holds the place
    /// until then (0: no longer); false, and nothing is done, when another has taken it over.
    Result<bool> queue_pushes(std::string_view holder, std::int64_t seq,
                              std::span<const PushMessage> messages, std::int64_t until_ms);
    /// What waits and may be tried by now, that which never was first.
    Result<std::vector<DuePush>> due_pushes(std::int64_t now_ms, std::int64_t limit);
    Result<std::int64_t> waiting_pushes();
    /// What came of tries. False when another has taken the place over; it is noted all the same.
    Result<bool> end_pushes(std::string_view holder, std::span<const PushOutcome> outcomes,
                            std::span<const PushRest> rests, std::int64_t until_ms);

    // Second factors.

    Result<SecondFactor> second_factor(std::string_view name);
    Result<void> begin_second(std::string_view name, std::string_view sealed);
    /// stale_version unless `sealed` is what was begun last. `step` is of the code that showed it;
    /// ends all other sessions.
    Result<void> confirm_second(std::string_view name, std::string_view sealed, std::int64_t step,
                                const std::vector<std::string>& recovery_hashes,
                                std::string_view kept_session, std::int64_t at_ms);
    /// False when a code of this step or a later one was taken before.
    Result<bool> take_code(std::string_view name, std::int64_t step);
    /// True once.
    Result<bool> take_recovery_code(std::string_view name, std::string_view hash,
                                    std::int64_t at_ms);
    /// Ends all sessions of the account.
    Result<void> reset_second(std::string_view name, const Actor& actor, std::int64_t at_ms);
    /// Roles that must have one.
    Result<std::vector<Role>> second_for();
    Result<void> set_second_for(const std::vector<Role>& roles, const Actor& actor,
                                std::int64_t at_ms);
    /// The secret of any account that has one, to try a key on.
    Result<std::optional<SealedSecret>> any_sealed();

protected:
    /// What `choices_from` of a question stands for.
    virtual const Catalogue& lists() const = 0;

    /// All: nobody else adds an event meanwhile.
    enum class Register : std::uint8_t { Staff, Waves, Meetings, Accounts, All, Webhooks };
    /// One transaction; nobody else writes the register meanwhile. May run the work again.
    virtual Result<void> write_register(Register which, const std::function<void(Sql&)>& work) = 0;
    virtual Result<void> read_register(const std::function<void(Sql&)>& work) = 0;
};

}  // namespace kongdi::server

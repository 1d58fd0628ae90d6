// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/programme_changes.hpp"

#include "server/changes/programme_changes.hpp"
#include "server/handlers/given_form.hpp"

namespace kongdi::server {

namespace {

Result<ProgrammeChanges> read_changes(const Services& services, const GivenFile& file,
                                      const Editor& editor) {
    return programme_changes(services.storage, services.catalogue, file, editor);
}

}  // namespace

Response preview_programme_changes(const Services& services, const Request& request) {
    return preview_given(services, request, read_changes);
}

Response take_programme_changes(const Services& services, const Request& request) {
    return take_given(services, request, read_changes,
                      [&](ProgrammeChanges& changes, const std::string& reason) {
                          // A move that had to give its own keeps it.
                          for (ProgrammeChange& one : changes.steps)
                              for (ProgrammeStep& step : one.steps)
                                  if (step.reason.empty()) step.reason = reason;
                          return services.storage.change_programme(changes.steps, request.actor(),
                                                                   request.now_ms);
                      });
}

}  // namespace kongdi::server
